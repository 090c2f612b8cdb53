from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("organisations", "0004_remove_old_contact_fields"),
        ("who_to_call", "0002_band_of_before"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="organisation",
            name="urgent_order",
        ),
    ]

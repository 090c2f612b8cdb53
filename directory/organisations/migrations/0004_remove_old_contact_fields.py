from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_carry_over_contacts")]

    operations = [
        migrations.RemoveField(model_name="organisation", name=name)
        for name in ("email", "hours", "open_all_hours", "phone", "phone_note", "text_number")
    ]

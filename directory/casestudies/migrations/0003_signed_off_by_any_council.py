from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casestudies", "0002_decisions")]

    operations = [
        migrations.AlterField(
            model_name="casestudy",
            name="signed_off_esas",
            field=models.CharField(
                blank=True, help_text="Give the role and date.", max_length=120, verbose_name="signed off by the council"
            ),
        ),
    ]

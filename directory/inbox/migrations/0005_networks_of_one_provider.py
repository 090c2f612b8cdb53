from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inbox", "0004_wider_networks")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="widest",
            field=models.CharField(
                db_default="",
                db_index=True,
                help_text="The same of the provider's range of networks.",
                max_length=64,
            ),
        ),
        migrations.AlterField(
            model_name="submission",
            name="wider",
            field=models.CharField(
                db_default="",
                db_index=True,
                help_text="The same of the organisation's range of networks.",
                max_length=64,
            ),
        ),
    ]

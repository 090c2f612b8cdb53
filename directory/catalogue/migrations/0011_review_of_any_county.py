from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0010_total_order")]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="named_in_review",
            field=models.BooleanField(default=False, verbose_name="named in the county's review"),
        ),
    ]

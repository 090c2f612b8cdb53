from django.db import migrations, models


class Migration(migrations.Migration):
    """Nodes of the version before neither read nor write it."""

    dependencies = [
        ("search", "0004_soundness"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="milestones",
            field=models.TextField(
                db_default=" ", help_text="Earlier revisions that machines hold an index of, between spaces."
            ),
        ),
    ]

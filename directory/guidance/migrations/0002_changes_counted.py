from django.db import migrations, models


def go_on_counting(apps, schema_editor):
    """Until now the number was the seconds since an update was made. It never falls, or calendars keep an old day."""
    updates = apps.get_model("guidance", "GuidanceUpdate").objects
    for pk, made, changed in updates.values_list("pk", "created_at", "updated_at"):
        updates.filter(pk=pk).update(sequence=max(0, int((changed - made).total_seconds())))


class Migration(migrations.Migration):
    dependencies = [("guidance", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="guidanceupdate",
            name="sequence",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(go_on_counting, migrations.RunPython.noop),
    ]

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def name_what_is_there(apps, schema_editor):
    """Each date gets an identifier of its own. When it was made is not known: its last change comes nearest."""
    items = apps.get_model("training", "coursesession").objects
    for pk in items.values_list("pk", flat=True):
        items.filter(pk=pk).update(uuid=uuid.uuid4(), created_at=models.F("updated_at"))


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="coursesession",
            name="created_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name="coursesession",
            name="uuid",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunPython(name_what_is_there, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="coursesession",
            name="uuid",
            field=models.UUIDField(
                default=uuid.uuid4,
                editable=False,
                error_messages={
                    "invalid": "“%(value)s” is not a permanent identifier. Leave it out of a new row."
                },
                unique=True,
                verbose_name="permanent identifier",
            ),
        ),
        migrations.CreateModel(
            name="RemovedSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(unique=True)),
                ("sequence", models.PositiveIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="removed_sessions",
                        to="training.course",
                    ),
                ),
            ],
            options={"verbose_name": "removed date"},
        ),
    ]

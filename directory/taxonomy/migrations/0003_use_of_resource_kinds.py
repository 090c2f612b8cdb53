from django.db import migrations, models

TAUGHT = "lesson_plan lesson_pack scheme_of_work assembly activity video story_book programme poster".split()
GIVEN = "website_young_people leaflet newsletter".split()


def say_what_each_is_for(apps, schema_editor):
    kinds = apps.get_model("taxonomy", "ResourceKind").objects
    kinds.filter(code__in=TAUGHT).update(use="taught")
    kinds.filter(code__in=GIVEN).update(use="given")


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0002_sayings")]

    operations = [
        migrations.AddField(
            model_name="resourcekind",
            name="use",
            field=models.CharField(
                choices=[
                    ("taught", "Taught with: a lesson, a film, a book"),
                    ("given", "Given to pupils or parents"),
                    ("staff", "Read by staff, or a tool they work with"),
                ],
                default="staff",
                help_text="The first two are lessons and materials. The third is guidance and tools.",
                max_length=6,
                verbose_name="what it is for",
            ),
        ),
        migrations.AddConstraint(
            model_name="resourcekind",
            constraint=models.CheckConstraint(
                condition=models.Q(("use__in", ["taught", "given", "staff"])), name="resource_kind_use_known"
            ),
        ),
        migrations.RunPython(say_what_each_is_for, migrations.RunPython.noop),
    ]

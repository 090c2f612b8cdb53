from django.db import migrations

ROLES = ["Contributor", "Editor", "Curator", "Administrator"]


def make_groups(apps, schema_editor):
    """What each may do is kept in step with `directory.curation.roles` after every migration."""
    group = apps.get_model("auth", "Group").objects
    for role in ROLES:
        group.get_or_create(name=role)


class Migration(migrations.Migration):
    dependencies = [("curation", "0002_curation"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]

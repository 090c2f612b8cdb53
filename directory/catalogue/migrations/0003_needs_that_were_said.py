"""Until now a long list of needs meant any, and an organisation without one served all."""

from django.db import migrations

from directory.catalogue.needs import MEANS_ANY, ORDINARY, is_for_staff


def keep_what_was_said(apps, schema_editor):
    entry = apps.get_model("catalogue", "Entry")
    apps.get_model("organisations", "Organisation").objects.filter(crisis=True).update(for_everyone=True)
    silent = [pk for pk, kind, needs, sorts in read(apps, entry) if says_nothing(kind, needs, sorts)]
    entry.abilities.through.objects.filter(entry__in=silent).delete()


def read(apps, entry):
    """(id, kind, codes of its needs, codes of its kinds of resource) of each entry that lists any need."""
    codes = {}
    for pk, code in entry.abilities.through.objects.values_list("entry", "ability__code"):
        codes.setdefault(pk, set()).add(code)
    sorts = {}
    through = apps.get_model("resources", "Resource").resource_kinds.through
    for pk, code in through.objects.values_list("resource", "resourcekind__code"):
        sorts.setdefault(pk, set()).add(code)
    for pk, kind in entry.objects.filter(pk__in=codes).values_list("pk", "kind"):
        yield pk, kind, codes[pk], sorts.get(pk, set())


def says_nothing(kind, needs, sorts):
    return len(needs) >= MEANS_ANY or (is_for_staff(kind, sorts) and needs <= ORDINARY)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_entry_for_everyone"),
        ("organisations", "0005_remove_urgent_order"),
        ("resources", "0001_initial"),
        ("taxonomy", "0003_use_of_resource_kinds"),
    ]

    operations = [migrations.RunPython(keep_what_was_said, migrations.RunPython.noop)]

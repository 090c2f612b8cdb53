"""The rules used to say who refers a child under 13 to the children's centre. Now the note of that contact says it, in
the files that a bank begins with. A bank that has its contacts already gets the note here.
"""

from django.db import migrations

CENTRE = "wm-paediatric-sarc"  # the reference, which stays whatever curators call it
NOTE = "For a child under 13 the police or social care refer."


def say_who_refers(apps, schema_editor):
    contacts = apps.get_model("who_to_call", "Contact").objects.filter(need__code="medical", note="")
    contacts.filter(
        contact_point__organisation__kind="organisation", contact_point__organisation__reference=CENTRE
    ).update(note=NOTE)


class Migration(migrations.Migration):
    dependencies = [("who_to_call", "0003_keep_what_is_to_be_called"), ("catalogue", "0001_initial")]

    operations = [migrations.RunPython(say_who_refers, migrations.RunPython.noop)]

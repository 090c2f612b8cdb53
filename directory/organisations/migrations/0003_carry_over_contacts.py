"""Telephone, text and e-mail of an organisation become contact points, with nothing lost.

What cannot be read as a number is listed when the migration runs, and kept for curators in the entry's note.
"""

from django.db import migrations

from directory.organisations.older_records import OLD, contact_points, with_unread


def carry_over(apps, schema_editor):
    Organisation = apps.get_model("organisations", "Organisation")
    ContactPoint = apps.get_model("organisations", "ContactPoint")
    for organisation in Organisation.objects.order_by("pk"):
        rows, unread = contact_points({name: getattr(organisation, name) for name in OLD})
        ContactPoint.objects.bulk_create(
            ContactPoint(organisation=organisation, order=order, **row) for order, row in enumerate(rows)
        )
        if unread:
            listed = "; ".join(f"{words}: {text}" for words, text in unread)
            print(f"\n  {organisation.title}: could not be read, and is in its note now: {listed}", end="")
            organisation.note = with_unread(organisation.note, unread)
            organisation.save(update_fields=["note"])


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_contact_points")]

    operations = [migrations.RunPython(carry_over, elidable=True)]

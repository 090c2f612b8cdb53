"""Organisations that had a place in the urgent help band keep it, as contacts of the need "band"."""

from django.db import migrations

NUMBERS = ("phone", "text")


def keep_places(apps, schema_editor):
    organisations = apps.get_model("organisations", "Organisation").objects
    in_band = organisations.filter(urgent_order__isnull=False).order_by("urgent_order", "pk")
    points = apps.get_model("organisations", "ContactPoint").objects.filter(channel__in=NUMBERS)
    first = [points.filter(organisation=one).order_by("order", "pk").first() for one in in_band]
    kept = [point for point in first if point]
    if not kept:
        return
    band = apps.get_model("who_to_call", "Need").objects.create(code="band")
    for order, point in enumerate(kept):
        apps.get_model("who_to_call", "Contact").objects.create(need=band, order=order, contact_point=point)


class Migration(migrations.Migration):
    dependencies = [("who_to_call", "0001_initial"), ("organisations", "0004_remove_old_contact_fields")]

    operations = [migrations.RunPython(keep_places, migrations.RunPython.noop, elidable=True)]

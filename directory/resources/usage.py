"""What resources say of where an entry is used."""

from directory.catalogue.admin.custom_pages import admin_address
from directory.catalogue.usage import Use
from directory.resources.models import Pick, Resource


def uses_of(entry):
    for lesson in Resource.objects.filter(follows=entry.pk):
        yield Use(f"It comes before “{lesson}”", admin_address(Resource, "change", lesson.pk), by=lesson)
    for pick in Pick.objects.filter(entry=entry.pk).select_related("topic", "key_stage", "ability"):
        yield Use(f"County's pick: {pick}", admin_address(Pick, "change", pick.pk), "resources.change_pick")

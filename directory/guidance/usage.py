"""What guidance says of where an entry is used."""

from directory.catalogue.admin.custom_pages import admin_address
from directory.catalogue.usage import Use
from directory.guidance.models import GuidanceUpdate


def uses_of(entry):
    for update in GuidanceUpdate.objects.filter(related_resource=entry.pk):
        address = admin_address(GuidanceUpdate, "change", update.pk)
        yield Use(f"“{update}” is a change to it", address, by=update)

"""What local networks say of where an entry is used."""

from directory.catalogue.admin.custom_pages import admin_address
from directory.catalogue.usage import Use
from directory.networks.models import Meeting


def uses_of(entry):
    for meeting in Meeting.objects.filter(to_discuss=entry.pk).select_related("network"):
        address = admin_address(Meeting, "change", meeting.pk)
        yield Use(f"To be discussed: {meeting}", address, "networks.change_meeting")

from django.contrib import admin
from django.db import transaction
from django.utils import timezone

from directory.calendars.moments import MOMENTS
from directory.catalogue.actions.versions import keep_what_was, record_version
from directory.catalogue.admin.slugged_admin import SluggedAdmin
from directory.catalogue.admin.versioned_admin import GuardedVersionForm, VersionedAdmin
from directory.catalogue.states import Action
from directory.networks.models import Meeting, Network


@admin.register(Network)
class NetworkAdmin(SluggedAdmin, VersionedAdmin):
    form = GuardedVersionForm
    list_display = ["name", "type", "active"]
    list_filter = ["type", "active", "districts"]
    search_fields = ["name", "summary"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Meeting)
class MeetingAdmin(VersionedAdmin):
    """A meeting that will not take place is cancelled, not deleted, so that calendars learn of it."""

    form = GuardedVersionForm
    formfield_overrides = MOMENTS
    list_display = ["network", "starts_at", "subject", "place", "status"]
    list_filter = ["status", "network"]
    list_select_related = ["network", "theme"]
    date_hierarchy = "starts_at"
    autocomplete_fields = ["to_discuss"]  # a list of themes to search through is for those who may see vocabularies
    search_fields = ["network__name", "title", "place"]
    actions = ["cancel"]

    def has_delete_permission(self, request, obj=None):
        """Neither by itself nor with its group is a meeting deleted that is in somebody's calendar."""
        expected = obj is not None and not obj.is_cancelled and obj.ends_at > timezone.now()
        return not expected and super().has_delete_permission(request, obj)

    def view_on_site(self, meeting):
        return meeting.get_absolute_url()

    @admin.action(description="Cancel the selected meetings", permissions=["change"])
    def cancel(self, request, meetings):
        with transaction.atomic():
            for meeting in meetings:  # one by one: each counts its changes for calendars
                keep_what_was(meeting)
                meeting.status = Meeting.Status.CANCELLED
                meeting.save()
                record_version(thing=meeting, action=Action.EDITED, by=request.user, why="Cancelled.")
                self.log_change(request, meeting, "Cancelled.")
        self.message_user(request, f"Cancelled: {len(meetings)}. Calendars will show it.")

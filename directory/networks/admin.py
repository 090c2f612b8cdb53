from django.contrib import admin

from directory.catalogue.guarded import GuardedForm
from directory.networks.models import Meeting, Network


@admin.register(Network)
class NetworkAdmin(admin.ModelAdmin):
    form = GuardedForm
    list_display = ["name", "type", "active"]
    list_filter = ["type", "active", "districts"]
    search_fields = ["name", "summary"]
    prepopulated_fields = {"slug": ["name"]}

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


@admin.register(Meeting)
class MeetingAdmin(admin.ModelAdmin):
    """A meeting that will not take place is cancelled, not deleted, so that calendars learn of it."""

    form = GuardedForm
    list_display = ["network", "starts_at", "subject", "place", "status"]
    list_filter = ["status", "network"]
    list_select_related = ["network", "theme"]
    date_hierarchy = "starts_at"
    autocomplete_fields = ["network", "theme", "to_discuss"]
    search_fields = ["network__name", "title", "place"]
    actions = ["cancel"]

    @admin.action(description="Cancel the meetings that are selected", permissions=["change"])
    def cancel(self, request, meetings):
        for meeting in meetings:  # one by one: each counts its changes for calendars
            meeting.status = Meeting.Status.CANCELLED
            meeting.save()
        self.message_user(request, f"Cancelled: {len(meetings)}. Calendars will show it.")

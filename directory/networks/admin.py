from django import forms
from django.contrib import admin
from django.db import transaction

from directory.catalogue.admin.slugged_admin import SluggedAdmin
from directory.govuk.jinja2 import until
from directory.networks.models import Meeting, Network
from directory.privacy.forms import GuardedForm


@admin.register(Network)
class NetworkAdmin(SluggedAdmin):
    form = GuardedForm
    list_display = ["name", "type", "active"]
    list_filter = ["type", "active", "districts"]
    search_fields = ["name", "summary"]
    prepopulated_fields = {"slug": ["name"]}


class MeetingForm(GuardedForm):
    """Refuses what was filled in before somebody else moved or cancelled the meeting: it would undo that unseen."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.sequence

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("seen") != self.instance.sequence:
            now = f"{until(self.instance.starts_at, self.instance.ends_at)}, {self.instance.place or 'online'}"
            status = self.instance.get_status_display()
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.instance.sequence
            raise forms.ValidationError(
                f"Nothing is saved yet. Somebody has since changed this meeting. It is now: {now} ({status}). "
                "If what you filled in is right, save again."
            )
        return cleaned


@admin.register(Meeting)
class MeetingAdmin(admin.ModelAdmin):
    """A meeting that will not take place is cancelled, not deleted, so that calendars learn of it."""

    form = MeetingForm
    list_display = ["network", "starts_at", "subject", "place", "status"]
    list_filter = ["status", "network"]
    list_select_related = ["network", "theme"]
    date_hierarchy = "starts_at"
    autocomplete_fields = ["to_discuss"]  # a list of themes to search through is for those who may see vocabularies
    search_fields = ["network__name", "title", "place"]
    actions = ["cancel"]

    def view_on_site(self, meeting):
        return meeting.get_absolute_url()

    @admin.action(description="Cancel the selected meetings", permissions=["change"])
    def cancel(self, request, meetings):
        with transaction.atomic():
            for meeting in meetings:  # one by one: each counts its changes for calendars
                meeting.status = Meeting.Status.CANCELLED
                meeting.save()
                self.log_change(request, meeting, "Cancelled.")
        self.message_user(request, f"Cancelled: {len(meetings)}. Calendars will show it.")

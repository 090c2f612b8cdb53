"""To record for many entries that their facts were checked today: asked once, and taken back with one press."""

from uuid import uuid4

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from directory.catalogue.actions import history
from directory.catalogue.admin.custom_pages import CustomPages
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Action
from directory.catalogue.workflow import REVIEW

NAMED = 30  # titles on the page that asks


class CheckedToday(CustomPages):
    """What every list of entries has for this."""

    def get_urls(self):
        return [self.custom_path("checks/<uuid:batch>/undo/", self.undo_checks, "undo_checks"), *super().get_urls()]

    @admin.action(description="Record that the facts were checked today", permissions=["review"])
    def checked_today(self, request, entries):
        if "confirm" not in request.POST:
            context = {
                "chosen": request.POST.getlist("_selected_action"),
                "across": request.POST.get("select_across", "0"),
                "titles": list(entries.order_by("title").values_list("title", flat=True)[:NAMED]),
                "number": entries.count(),
            }
            return self.custom_page(request, "catalogue/confirm_checked", "Were they all checked today?", context)
        batch, today = uuid4(), timezone.localdate()
        found = Entry.objects.filter(pk__in=[entry.pk for entry in entries])
        done = [history.record_check(entry=entry, on=today, by=request.user, batch=batch) for entry in found]
        undo = self.undo_address(batch)
        messages.success(request, format_html('Checked today: {}. <a href="{}">Undo</a>', len(done), undo))
        return None

    def undo_address(self, batch):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_undo_checks", args=[batch])

    def undo_checks(self, request, batch):
        """First how many checks would be taken back; then, with the button, each that still can be."""
        if not request.user.has_perm(REVIEW):
            raise PermissionDenied
        checks = Revision.objects.filter(batch=batch, action=Action.CHECKED).select_related("entry")
        if not checks:
            raise Http404
        if request.method == "POST":
            for check in checks:
                try:
                    history.undo_check(check=check, by=request.user)
                except ValidationError as error:
                    messages.warning(request, " ".join(error.messages))
            messages.success(request, "Undone.")
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        words = f"{len(checks)} entries will be as they were before they were recorded as checked."
        return self.custom_page(request, "catalogue/form", "Undo", {"words": words, "button": "Undo"})

"""Every version of one entry, two of them compared, one restored.

What else keeps versions in the same way, such as a topic hub, says how its records are read, compared and restored.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect

from directory.catalogue.actions import history
from directory.catalogue.actions.versions import versions_of
from directory.catalogue.admin.custom_pages import CustomPages, admin_address
from directory.catalogue.admin.steps.forms import RestoreForm, VersionsForm
from directory.catalogue.records.comparing import differences
from directory.catalogue.records.reading import record_of
from directory.staff.forms import posted


class HistoryPages(CustomPages):
    """Every version of one entry."""

    def record_now(self, entry):
        return record_of(entry)

    def compared(self, before, after):
        """What differs between two records."""
        return differences(self.model, before, after)

    def go_back_to(self, change, by, **ticked):
        history.restore_revision(change=change, by=by, **ticked)

    def personal_coming_back(self, change, entry):
        """What looks personal in what would be restored."""
        return history.findings_coming_back(change, entry)

    def get_urls(self):
        return [
            self.custom_path("<int:pk>/versions/", self.versions, "versions"),
            self.custom_path("<int:pk>/versions/<int:number>/restore/", self.restore, "restore"),
            *super().get_urls(),
        ]

    def versions(self, request, pk):
        """Every version of an entry, and what differs between two of them (by default the last two)."""
        entry = self.visible_or_404(request, pk)
        changes = list(versions_of(entry).select_related("by"))
        before, after = self.chosen_versions(request, changes)
        found = self.compared(before.record_today, after.record_today) if before and after else []
        context = {"entry": entry, "changes": changes, "before": before, "after": after, "differences": found}
        context |= {
            f"{name}_words": f"Version {context[name].number}" for name in ("before", "after") if context[name]
        }
        return self.custom_page(request, "catalogue/versions", "History", context)

    def chosen_versions(self, request, changes):
        form = VersionsForm(request.GET)
        numbers = form.cleaned_data if form.is_valid() else {}
        by_number = {change.number: change for change in changes}
        after = by_number.get(numbers.get("after")) or (changes[0] if changes else None)
        before = by_number.get(numbers.get("before")) or (by_number.get(after.number - 1) if after else None)
        return before, after

    def restore(self, request, pk, number):
        entry = self.visible_or_404(request, pk)
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        kept = versions_of(entry).exclude(record={})  # one that was blanked has nothing to restore
        change = get_object_or_404(kept, number=number)
        problems = []
        form = RestoreForm(posted(request), personal=self.personal_coming_back(change, entry))
        if request.method == "POST" and form.is_valid():
            try:
                self.go_back_to(change, by=request.user, **form.cleaned_data)
                messages.success(request, f"Restored version {number} of {entry}.")
                return redirect(admin_address(self.model, "change", entry.pk))
            except ValidationError as error:
                problems = error.messages
        found = self.compared(self.record_now(entry), change.record_today)
        context = {"entry": entry, "change": change, "differences": found, "problems": problems, "form": form}
        return self.custom_page(request, "catalogue/restore", "Restore a version", context)

    def history_view(self, request, object_id, extra_context=None):
        return redirect(admin_address(self.model, "versions", self.visible_or_404(request, object_id).pk))

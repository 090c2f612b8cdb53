"""The admin's pages to check the facts of one entry after the other."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.kinds import Kind
from directory.catalogue.plain_text import id_in
from directory.catalogue.workflow import REVIEW
from directory.curation.checks import checking
from directory.curation.checks.forms import ChangedForm, GoneForm, VersionForm
from directory.freshness import actions as links
from directory.freshness import moved
from directory.freshness.models import Link


class CheckPages:
    """What the admin of all entries has for this."""

    def check_urls(self):
        return [
            self.custom_path("check/", self.next_page, "check_next"),
            self.custom_path("check/undo/", self.undo_page, "check_undo"),
            self.custom_path("check/<int:pk>/", self.check_page, "check"),
        ]

    def next_page(self, request):
        """On to the entry that this person checks next, or the news that there is none."""
        refuse_others(request)
        if request.method == "POST":
            checking.bring_back(by=request.user)
        entry = checking.next_for(request.user)
        if entry is not None:
            return redirect("admin:catalogue_entry_check", entry.pk)
        context = {"progress": checking.progress_of(request.user), "last": checking.last_check_of(request.user)}
        return self.custom_page(request, "curation/nothing_to_check", "Check details, one by one", context)

    def undo_page(self, request):
        refuse_others(request)
        if request.method == "POST":
            try:
                entry = checking.undo_last(by=request.user)
                messages.success(request, f"{entry}: your check was taken back.")
                return redirect("admin:catalogue_entry_check", entry.pk)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
        return redirect("admin:catalogue_entry_check_next")

    def check_page(self, request, pk):
        """One entry with what there is to check, and what may come of it."""
        refuse_others(request)
        entry = get_object_or_404(self.get_queryset(request), pk=pk)
        sheet, done = checking.sheet_of(entry), request.POST.get("do")
        forms = {
            "changed": ChangedForm(request.POST if done == "changed" else None, sheet=sheet),
            "gone": GoneForm(request.POST if done == "gone" else None, sheet=sheet),
        }
        problems = []
        if request.method == "POST":
            try:
                if answer := self.checked(request, entry, done, forms):
                    return answer
            except ValidationError as error:
                problems = error.messages
        context = {
            **forms,
            "sheet": sheet,
            "entry": sheet.entry,
            "problems": problems,
            "progress": checking.progress_of(request.user),
            "last": checking.last_check_of(request.user),
            "edit_address": edit_address(Kind(entry.kind), entry.pk),
        }
        return self.custom_page(request, "curation/check", f"Check: {entry}", context)

    def checked(self, request, entry, done, forms):
        """What was pressed is done, and the next opened; None where its form says what is missing."""
        ways = {
            "right": self.is_right,
            "changed": self.has_changed,
            "gone": self.is_gone,
            "later": self.another_day,
            "address": self.has_moved,
            "ask": self.ask_links,
        }
        return ways[done](request, entry, forms.get(done)) if done in ways else None

    def is_right(self, request, entry, form):
        form = VersionForm(request.POST)
        checking.confirm(
            entry=entry, version=form.cleaned_data["version"] if form.is_valid() else None, by=request.user
        )
        return redirect("admin:catalogue_entry_check_next")

    def has_changed(self, request, entry, form):
        if not form.is_valid():
            return None
        said = {"version": form.cleaned_data["version"], "url": form.cleaned_data["url"], "points": form.points}
        checking.correct(entry=entry, by=request.user, **said)
        messages.success(request, f"{entry}: corrected, and recorded as checked.")
        return redirect("admin:catalogue_entry_check_next")

    def is_gone(self, request, entry, form):
        if not form.is_valid():
            return None
        said = {name: form.cleaned_data[name] for name in ("version", "step", "why")}
        checking.close(entry=entry, by=request.user, **said, **form.leaving_answers())
        messages.success(request, f"{entry}: readers cannot see it any more.")
        return redirect("admin:catalogue_entry_check_next")

    def another_day(self, request, entry, form):
        checking.put_off(entry=entry, by=request.user)
        messages.info(request, f"{entry}: put off until tomorrow.")
        return redirect("admin:catalogue_entry_check_next")

    def has_moved(self, request, entry, form):
        link = get_object_or_404(Link, pk=id_in(request.POST.get("link")), entry=entry)
        moved.use_new_address(link=link, by=request.user)
        messages.success(request, f"{entry}: it has the new address.")
        return redirect("admin:catalogue_entry_check", entry.pk)

    def ask_links(self, request, entry, form):
        links.check_now(entry=entry)
        return redirect("admin:catalogue_entry_check", entry.pk)


def refuse_others(request):
    if not request.user.has_perm(REVIEW):
        raise PermissionDenied

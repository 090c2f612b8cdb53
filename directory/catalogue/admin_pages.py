"""The admin's own pages about one entry: the steps of the workflow, and its history."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from directory.catalogue import actions
from directory.catalogue.choices import Kind, State
from directory.catalogue.forms import StepForm, VersionsForm
from directory.catalogue.models import Entry
from directory.catalogue.records import differences, record_of
from directory.catalogue.workflow import REVIEW, STEPS, is_own_work
from directory.staff.forms import posted


class OwnPages:
    """Pages of our own in the admin's frame."""

    def own_page(self, request, template, title, context):
        """`template` is one below templates/admin, without its ending."""
        frame = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return render(request, f"admin/{template}.html", {**frame, **context}, using="django")

    def own_path(self, route, view, name):
        name = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(route, self.admin_site.admin_view(view), name=name)

    def visible_or_404(self, request, pk):
        """The entry; what this person may not see is not there for them."""
        entry = self.get_object(request, str(pk))
        if entry is None or not self.has_view_permission(request, entry):
            raise Http404
        return entry


class WorkflowPages(OwnPages):
    """The way of one entry to readers."""

    def get_urls(self):
        return [self.own_path("<int:pk>/step/<slug:step>/", self.step, "step"), *super().get_urls()]

    def step(self, request, pk, step):
        """The page of one step: what it means, what is still missing, and what it asks for."""
        entry, step = self.visible_or_404(request, pk), STEPS.get(step)
        if step is None or not request.user.has_perm(step.permission):
            raise PermissionDenied
        own_work = is_own_work(request.user, entry)
        form = StepForm(posted(request), step=step, own_work=own_work)
        problems = actions.missing(step, entry)
        if request.method == "POST" and form.is_valid():
            try:
                return self.taken(request, step, entry, **form.answers())
            except ValidationError as error:
                problems = error.messages
        context = {"entry": entry, "step": step, "form": form, "problems": problems, "own_work": own_work}
        return self.own_page(request, "catalogue/step", step.label, context)

    def stepped(self, request, step, entry):
        """The step taken with nothing more said, or None where it needs more."""
        try:
            return self.taken(request, step, entry)
        except ValidationError:
            return None

    def taken(self, request, step, entry, **answers):
        actions.take(step=step.name, entry=entry, by=request.user, **answers)
        messages.success(request, f"{entry}: {step.action.label.lower()}.")
        return redirect(self.where_next(request, step, entry))

    def where_next(self, request, step, entry):
        """After an approval the next entry that waits for one; else back to the entry itself."""
        an_approval = step.permission == REVIEW and step.before == {State.IN_REVIEW}
        waiting = Entry.objects.waiting_for_review().exclude(pk=entry.pk).first() if an_approval else None
        if waiting is None:
            return edit_address(Kind(entry.kind), entry.pk)
        messages.info(request, f"Next to review: {waiting}.")
        return edit_address(Kind(waiting.kind), waiting.pk)


class HistoryPages(OwnPages):
    """Every version of one entry."""

    def get_urls(self):
        return [
            self.own_path("<int:pk>/versions/", self.versions, "versions"),
            self.own_path("<int:pk>/versions/<int:number>/restore/", self.restore, "restore"),
            *super().get_urls(),
        ]

    def versions(self, request, pk):
        """Every version of an entry, and what differs between two of them (by default the last two)."""
        entry = self.visible_or_404(request, pk)
        changes = list(entry.changes.select_related("by"))
        before, after = self.chosen_versions(request, changes)
        found = differences(self.model, before.record, after.record) if before and after else []
        context = {"entry": entry, "changes": changes, "before": before, "after": after, "differences": found}
        context |= {
            f"{name}_words": f"Version {context[name].number}" for name in ("before", "after") if context[name]
        }
        return self.own_page(request, "catalogue/versions", "History", context)

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
        kept = entry.changes.exclude(record={})  # one that was blanked has nothing to restore
        change = get_object_or_404(kept, number=number)
        problems = []
        if request.method == "POST":
            try:
                actions.restore(change=change, by=request.user)
                messages.success(request, f"{entry} says again what it said in version {number}.")
                return redirect(edit_address(Kind(entry.kind), entry.pk))
            except ValidationError as error:
                problems = error.messages
        found = differences(self.model, record_of(entry), change.record)
        context = {"entry": entry, "change": change, "differences": found, "problems": problems}
        return self.own_page(request, "catalogue/restore", "Restore a version", context)

    def history_view(self, request, object_id, extra_context=None):
        return redirect(address_of(self.model, "versions", self.visible_or_404(request, object_id).pk))


def edit_address(kind, pk):
    return reverse(f"admin:{kind.namespace}_{kind.model_name}_change", args=[pk])


def address_of(model, page, *args):
    """The address of one of a kind's admin pages."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def step_address(entry, step):
    return address_of(type(entry.specific), "step", entry.pk, step.name)

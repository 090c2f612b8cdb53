"""The admin pages of a working copy: what it changes, its form, a preview, and its steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import resolve

from directory.catalogue.admin.custom_pages import CustomPages, admin_address
from directory.catalogue.models import WorkingCopy
from directory.catalogue.records.comparing import differences
from directory.catalogue.records.reading import record_of
from directory.catalogue.records.reviewed import replaced_parts
from directory.catalogue.records.texts import NOTHING_PERSONAL
from directory.catalogue.working_copies import actions
from directory.catalogue.working_copies.forms import CopyStepForm
from directory.catalogue.working_copies.rows import with_ids_of_today
from directory.catalogue.working_copies.steps import (
    COPY_STEPS,
    STATE_ON_TRIAL,
    copy_steps_open_to,
    is_own_copy,
    may_edit_copy,
    may_prepare,
    may_see_copy,
)
from directory.catalogue.working_copies.trial import trial
from directory.staff.forms import posted


class CopyPages(CustomPages):
    """Part of the admin of every kind of entry."""

    def get_urls(self):
        return [
            self.custom_path("<int:pk>/copy/", self.copy_page, "copy"),
            self.custom_path("<int:pk>/copy/edit/", self.copy_edit, "copy_edit"),
            self.custom_path("<int:pk>/copy/preview/", self.copy_preview, "copy_preview"),
            self.custom_path("<int:pk>/copy/step/<slug:step>/", self.copy_step, "copy_step"),
            *super().get_urls(),
        ]

    def open_copy(self, entry):
        found = entry.working_copies.filter(state__in=WorkingCopy.OPEN)
        return found.select_related("created_by").first()

    def copy_or_404(self, request, pk):
        """The open copy of an entry; what this person may not see is not there for them."""
        entry = self.visible_or_404(request, pk)
        copy = self.open_copy(entry)
        if copy is None or not may_see_copy(request.user, copy):
            raise Http404
        copy.entry = entry
        return copy

    def copy_page(self, request, pk):
        """What the copy changes and what has happened to it; where there is none, the way to begin one."""
        entry = self.visible_or_404(request, pk)
        if self.open_copy(entry) is None and may_prepare(request.user, entry):
            return self.copy_beginning(request, entry)
        copy = self.copy_or_404(request, pk)
        record, conflicts = actions.merged_with_live(copy)
        live = record_of(entry)
        context = {
            "entry": entry,
            "copy": copy,
            "ends_mark": replaced_parts(live, record) if entry.has_mark else [],
            "differences": differences(self.model, live, record),
            "conflicts": actions.labels(copy, conflicts),
            "problems": actions.problems_of_copy(copy),
            "steps": copy_steps_open_to(request.user, copy),
            "may_edit": may_edit_copy(request.user, copy),
            "history": copy.steps.select_related("by"),
        }
        return self.custom_page(request, "catalogue/copy", "Working copy", context)

    def copy_beginning(self, request, entry):
        if request.method == "POST":
            actions.begin(entry=entry, record=record_of(entry), by=request.user)
            return redirect(admin_address(self.model, "copy_edit", entry.pk))
        words = (
            f"Prepare another text for “{entry}”. Readers go on seeing what they see now, until somebody else has "
            "approved yours and it is published."
        )
        context = {"words": words, "button": "Begin a working copy"}
        return self.custom_page(request, "catalogue/form", "Working copy", context)

    def copy_edit(self, request, pk):
        """The entry's own form, filled in with what the copy says and saved into the copy."""
        copy = self.copy_or_404(request, pk)
        if not may_edit_copy(request.user, copy):
            raise PermissionDenied
        request.working_copy = copy
        try:
            with trial(copy.entry, copy.record, state=STATE_ON_TRIAL[copy.state]):
                response, record = self.tried_form(request, pk)
        except ValidationError as error:
            return self.back_to_copy(request, pk, error.messages)
        if record is not None:
            actions.save(copy=copy, record=record, by=request.user)
            messages.success(request, "Saved in the working copy. Readers cannot see it yet.")
        return response

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """With "Save as a working copy", what was typed over what readers see is kept beside it."""
        if request.method != "POST" or "_copy" not in request.POST or not str(object_id).isdigit():
            return super().changeform_view(request, object_id, form_url, extra_context)
        entry = self.visible_or_404(request, object_id)
        if not may_prepare(request.user, entry):
            raise PermissionDenied
        request.begins_copy = True
        with trial(entry, state=entry.state):
            response, record = self.tried_form(request, object_id)
        if record is not None:
            actions.begin(entry=entry, record=record, by=request.user)
            messages.success(request, "Saved as a working copy. Readers cannot see it yet.")
        return response

    def tried_form(self, request, pk):
        """(what the form answers, the record that it would save or None), within a trial."""
        response = super().changeform_view(request, str(pk))
        if hasattr(response, "render"):
            response.render()
        return response, getattr(request, "record_typed", None)

    def copy_preview(self, request, pk):
        """The public page as readers would see it."""
        copy = self.copy_or_404(request, pk)
        try:
            record, _ = actions.merged_with_live(copy)
            with trial(copy.entry, record, state=STATE_ON_TRIAL[copy.state]) as entry:
                view, args, kwargs = resolve(entry.get_absolute_url())
                return view(request, *args, **kwargs)
        except ValidationError as error:
            return self.back_to_copy(request, pk, error.messages)

    def copy_step(self, request, pk, step):
        copy, step = self.copy_or_404(request, pk), COPY_STEPS.get(step)
        if step is None or not request.user.has_perm(step.permission):
            raise PermissionDenied
        own_work = is_own_copy(request.user, copy)
        personal = actions.personal_in(copy) if step.shows_it else NOTHING_PERSONAL
        form = CopyStepForm(
            posted(request),
            step=step,
            own_work=own_work,
            personal=personal,
            conflicts=self.conflicts(step, copy),
        )
        problems = actions.problems_of_copy(copy) if step.shows_it else []
        if request.method == "POST" and form.is_valid():
            try:
                actions.take_copy_step(step=step.name, copy=copy, by=request.user, **form.answers())
                messages.success(request, f"{copy}: {step.done.lower()}.")
                return redirect(admin_address(self.model, "change", pk))
            except ValidationError as error:
                problems = error.messages
        context = {"entry": copy.entry, "step": step, "form": form, "problems": problems, "own_work": own_work}
        return self.custom_page(request, "catalogue/copy_step", step.label, context)

    def conflicts(self, step, copy):
        """Where readers' text was corrected meanwhile, and the copy says another thing."""
        if step.name != "publish":
            return []
        record, names = actions.merged_with_live(copy)
        found = differences(self.model, record_of(copy.entry), record)
        return [difference for difference in found if difference.name in names]

    def back_to_copy(self, request, pk, problems):
        for problem in problems:
            messages.error(request, problem)
        return redirect(admin_address(self.model, "copy", pk))

    # The entry's form, on trial

    def copy_context(self, request, entry):
        on_copy = hasattr(request, "working_copy")
        shown = {"show_save_and_continue": False, "show_save_and_add_another": False} if on_copy else {}
        return shown | {
            "working_copy": self.open_copy(entry),
            "on_copy": on_copy,
            "may_prepare": may_prepare(request.user, entry),
        }

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if self.keeps_record(request):
            request.record_typed = record_of(self.model.objects.get(pk=form.instance.pk))

    def keeps_record(self, request):
        return hasattr(request, "working_copy") or hasattr(request, "begins_copy")

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs and hasattr(request, "working_copy"):
            kwargs["data"] = with_ids_of_today(kwargs["data"], prefix, obj, inline.model)
        return kwargs

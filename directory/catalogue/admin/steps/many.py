"""One step of the workflow for all that is selected in a list: first what it will do, and what it leaves out."""

from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone

from directory.catalogue.actions.many_steps import MANY, MOST, plan_steps, take_steps
from directory.catalogue.admin.custom_pages import CustomPages, edit_address
from directory.catalogue.admin.steps.forms import StepForm
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.plain_text import ids_in
from directory.catalogue.records.texts import NOTHING_PERSONAL
from directory.catalogue.workflow import STEPS, SUBMIT


def action_for(name):
    """The list's action that begins the page of this step."""
    step = STEPS[name]

    def begin(model_admin, request, entries):
        ids = list(entries.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
        if len(ids) > MOST:
            messages.error(request, f"You can do this for at most {MOST:,} entries at once. Choose fewer.")
            return None
        return model_admin.many_steps_page(request, step, ids)

    begin.__name__ = f"{name}_selected"
    permission = "view" if step.permission == SUBMIT else "review"
    return admin.action(begin, description=step.label, permissions=[permission])


class ManyStepsPage(CustomPages):
    """For every list of entries."""

    step_actions = tuple(action_for(name) for name in MANY)

    def many_steps_page(self, request, step, ids, form=None):
        """What would happen if all that the step asks for were answered."""
        answered = {"why": "-", "override": True, "at": timezone.now() + timedelta(days=1)}
        plan = plan_steps(step=step.name, ids=ids, by=request.user, **answered)
        own_work = bool(plan.own & {entry.pk for entry in plan.ready})
        form = form or StepForm(step=step, own_work=own_work, personal=NOTHING_PERSONAL)
        context = {"step": step, "ids": ids, "form": form, "ready": plan.ready, "left": self.left_in_words(plan)}
        return self.custom_page(request, "catalogue/many_steps", step.label, context)

    def left_in_words(self, plan):
        return [(entry, edit_address(Kind(entry.kind), entry.pk), reasons) for entry, reasons in plan.left]

    def many_steps(self, request, step):
        """The step taken with all that were confirmed."""
        step = STEPS.get(step) if step in MANY else None
        if step is None or not request.user.has_perm(step.permission):
            raise PermissionDenied
        if request.method != "POST":
            return redirect("admin:catalogue_entry_changelist")
        chosen = ids_in(request.POST.getlist("ids"))[:MOST]
        ids = list(Entry.objects.visible_to(request.user).filter(pk__in=chosen).values_list("pk", flat=True))
        form = StepForm(request.POST, step=step, own_work=True, personal=NOTHING_PERSONAL)
        if form.is_valid() and step.asks_why and not form.cleaned_data["why"].strip():
            form.add_error("why", "Say why in a few words.")
        if step.name == "schedule" and form.is_valid() and not form.cleaned_data["at"]:
            form.add_error("at", "Enter a day and time in the future.")
        if not form.is_valid():
            return self.many_steps_page(request, step, ids, form)
        done = take_steps(step=step.name, ids=ids, by=request.user, **form.answers())
        context = {"step": step, "done": len(done.ready), "left": self.left_in_words(done)}
        return self.custom_page(request, "catalogue/many_steps_done", step.label, context)

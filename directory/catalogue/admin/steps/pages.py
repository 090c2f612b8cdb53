"""The page of each step of the workflow."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect

from directory.catalogue.actions import steps
from directory.catalogue.admin.custom_pages import CustomPages, edit_address
from directory.catalogue.admin.steps.forms import StepForm
from directory.catalogue.admin.steps.warnings import warnings_before
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.states import State
from directory.catalogue.usage import urgent_places, usage
from directory.catalogue.workflow import REVIEW, STEPS, is_own_work
from directory.staff.forms import posted


class WorkflowPages(CustomPages):
    """The way of one entry to readers."""

    def get_urls(self):
        return [self.custom_path("<int:pk>/step/<slug:step>/", self.step, "step"), *super().get_urls()]

    def step(self, request, pk, step):
        """The page of one step: what it means, what is still missing, and what it asks for."""
        entry, step = self.visible_or_404(request, pk), STEPS.get(step)
        if step is None or not request.user.has_perm(step.permission):
            raise PermissionDenied
        own_work = is_own_work(request.user, entry)
        personal = steps.personal_before(step, entry)
        places = urgent_places.of(entry) if step.hides_it else []
        lacks = steps.missing_when_sent(step, entry, request.user)
        form = StepForm(posted(request), step=step, own_work=own_work, personal=personal, places=places, lacks=lacks)
        problems = steps.problems_before(step, entry) + lacks
        if request.method == "POST" and form.is_valid():
            try:
                return self.taken(request, step, entry, **form.answers())
            except ValidationError as error:
                problems = error.messages
        context = {"entry": entry, "step": step, "form": form, "problems": problems, "own_work": own_work}
        context |= {"places": places, "uses": usage.of(entry, request.user) if step.hides_it else []}
        context["warnings"] = warnings_before(step, entry)
        return self.custom_page(request, "catalogue/step", step.label, context)

    def stepped(self, request, step, entry):
        """The step taken with nothing more said, or None where it needs more."""
        if any(warning.stops for warning in warnings_before(step, entry)):
            return None
        try:
            return self.taken(request, step, entry)
        except ValidationError:
            return None

    def taken(self, request, step, entry, **answers):
        steps.take_step(step=step.name, entry=entry, by=request.user, **answers)
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

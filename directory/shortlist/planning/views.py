from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory.calendars.ical import calendar_response
from directory.shortlist import actions
from directory.shortlist.list_view import ListView, list_or_404, private
from directory.shortlist.planning.calendar import events_of
from directory.shortlist.planning.forms import PlanForm
from directory.shortlist.planning.plan import Plan
from directory.shortlist.views import press


class PlanPage(ListView):
    """A list as a plan for one class, to read or to change."""

    def get(self, request):
        return self.page(request, Plan(self.shortlist))

    def change(self, request):
        plan = Plan(self.shortlist)
        form = PlanForm(request.POST, items=plan.taught)
        if not form.is_valid():
            return self.page(request, plan, form)
        actions.plan(shortlist=self.shortlist, values=form.values(), lessons=form.lessons())
        press(self.shortlist, request.POST, among={one.pk for one in plan.taught})
        return redirect(self.shortlist.plan_url)

    def page(self, request, plan, form=None):
        share = reverse("shortlist:plan", args=[self.shortlist.share])
        context = {
            "plan": plan,
            "list": self.shortlist,
            "may_change": self.may_change,
            "known_by": self.shortlist.token if self.may_change else self.shortlist.share,
            "own": request.build_absolute_uri(self.shortlist.plan_url) if self.may_change else "",
            "share": request.build_absolute_uri(share),
            "form": form or PlanForm(items=plan.taught, initial=PlanForm.initial_of(self.shortlist, plan.taught)),
        }
        return private(render(request, "shortlist/plan.html", context, status=400 if form else 200))


@require_safe
def calendar(request, token):
    """The lessons that have dates, each a whole day."""
    shortlist, _ = list_or_404(token)
    plan = Plan(shortlist)
    return private(calendar_response(request, plan.title, events_of(plan)))

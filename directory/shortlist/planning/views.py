from django.shortcuts import render
from django.urls import reverse

from directory.calendars.ical import calendar_response
from directory.govuk.addresses import site_address
from directory.govuk.reading import require_safe
from directory.shortlist import actions
from directory.shortlist.list_view import ListView, list_or_404, private
from directory.shortlist.planning.calendar import events_of
from directory.shortlist.planning.forms import PlanForm
from directory.shortlist.planning.pdf import document_of
from directory.shortlist.planning.plan import Plan
from directory.typesetting.responses import pdf_response


class PlanPage(ListView):
    """A list as a plan for one class, to read or to change."""

    name = "plan"

    def get(self, request):
        return self.page(request)

    def change(self, request):
        items = Plan(self.shortlist).taught
        form = PlanForm(request.POST, items=items, initial=PlanForm.initial_of(self.shortlist, items))
        if not form.is_valid():
            return self.page(request, form)
        actions.plan(shortlist=self.shortlist, values=form.values(), lessons=form.lessons())
        self.shortlist.refresh_from_db()
        return self.saved(request, among={one.pk for one in items})

    def page(self, request, form=None, back=None):
        plan = Plan(self.shortlist)
        share = reverse("shortlist:plan", args=[self.shortlist.share])
        context = {
            "plan": plan,
            "list": self.shortlist,
            "may_change": self.may_change,
            "back": back,
            "known_by": self.shortlist.token if self.may_change else self.shortlist.share,
            "own": request.build_absolute_uri(self.shortlist.plan_url) if self.may_change else "",
            "share": request.build_absolute_uri(share),
            "form": form or PlanForm(items=plan.taught, initial=PlanForm.initial_of(self.shortlist, plan.taught)),
        }
        return private(render(request, "shortlist/plan.html", context, status=400 if form else 200))


@require_safe
def pdf(request, token):
    shortlist, _ = list_or_404(token)
    return private(pdf_response(request, lambda: document_of(Plan(shortlist), site_address()), "plan.pdf"))


@require_safe
def calendar(request, token):
    """The lessons that have dates, each a whole day."""
    shortlist, _ = list_or_404(token)
    plan = Plan(shortlist)
    return private(calendar_response(request, plan.title, events_of(plan)))

import csv

from django.http import HttpResponse
from django.shortcuts import render

from directory.exchange.columns.cells import escape_formula
from directory.govuk.addresses import site_address
from directory.govuk.reading import require_safe
from directory.insight.forms import PeriodForm
from directory.insight.impact.report import ImpactReport
from directory.insight.periods import preset_periods
from directory.insight.provision.map_page import GapPage, MapPage
from directory.search.pages.my_setting import for_my_setting, with_a_short_address


def for_a_period(view):
    """A page about the days from `from` to `to`; days that make no sense get 400 and plain words."""

    def inner(request):
        form = PeriodForm(request.GET)
        if not form.is_valid():
            return render(request, "insight/impact.html", {"form": form, "ready": preset_periods()}, status=400)
        return view(request, form, ImpactReport(form.cleaned_data["period"]))

    return require_safe(inner)


@with_a_short_address
@for_a_period
def impact(request, form, report):
    """The dashboard: pictures and tables."""
    return render(request, "insight/impact.html", {"form": form, "report": report, "ready": preset_periods()})


@for_a_period
def report(request, form, report):
    """The same figures as a report to read and print."""
    return render(request, "insight/report.html", {"report": report, "period": report.period})


@for_a_period
def report_csv(request, form, report):
    return csv_file("impact.csv", report.csv_rows())


@require_safe
@with_a_short_address
@for_my_setting
def provision(request):
    """What the bank has and what is missing; each number leads to the search that it counts."""
    page = MapPage(request)
    return render(request, "insight/map.html", {"page": page}, status=400 if page.problems else 200)


@require_safe
@for_my_setting
def provision_csv(request):
    page = MapPage(request)
    if page.problems:
        return render(request, "insight/map.html", {"page": page}, status=400)
    return csv_file("map.csv", page.map.csv_rows(site_address))


@require_safe
def gap(request):
    """What would fill an empty cell of the map."""
    page = GapPage(request)
    return render(request, "insight/gap.html", {"page": page}, status=400 if page.problems else 200)


def csv_file(name, rows):
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(response).writerows([escape_formula(str(cell)) for cell in row] for row in rows)
    return response

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory.exchange.cells import escape_formula
from directory.insight.forms import PeriodForm
from directory.insight.impact.report import ImpactReport
from directory.insight.periods import preset_periods
from directory.insight.provision_map import COLUMNS, ProvisionMap
from directory.search.pages.addresses import query_of, with_query
from directory.search.pages.my_setting import for_my_setting


def for_a_period(view):
    """A page about the days from `from` to `to`; days that make no sense get 400 and plain words."""

    def inner(request):
        form = PeriodForm(request.GET)
        if not form.is_valid():
            return render(request, "insight/impact.html", {"form": form, "ready": preset_periods()}, status=400)
        return view(request, form, ImpactReport(form.cleaned_data["period"]))

    return require_safe(inner)


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
@for_my_setting
def provision(request):
    """What the bank has, topic by topic; each number leads to the search that it counts."""
    by = request.GET.get("by", "stage")
    if by not in COLUMNS:
        return render(request, "insight/map.html", {"by": by, "columns": COLUMNS}, status=400)
    found = ProvisionMap(request.setting, by)
    links = [
        (label, with_query(request.path, query_of({**request.setting.chosen, "by": code})), code == by)
        for code, label in COLUMNS.items()
    ]
    return render(request, "insight/map.html", {"map": found, "links": links, "by": by})


@require_safe
@for_my_setting
def provision_csv(request):
    by = request.GET.get("by", "stage")
    found = ProvisionMap(request.setting, by if by in COLUMNS else "stage")
    rows = [("topic", found.by, "entries", "quality assured")]
    rows += [
        (row.topic.name, cell.label, cell.total, cell.assured)
        for _, group in found.groups
        for row in group
        for cell in row.cells
    ]
    return csv_file("map.csv", rows)


def csv_file(name, rows):
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(response).writerows([escape_formula(str(cell)) for cell in row] for row in rows)
    return response

"""A list to take along: a PDF pack, a table."""

import csv

from django.http import HttpResponse

from directory.exchange.columns.cells import BETWEEN, escape_formula
from directory.govuk.addresses import site_address
from directory.govuk.reading import require_safe
from directory.shortlist.list_view import list_or_404, private
from directory.shortlist.pdf.pack import pack as document_of
from directory.shortlist.planning.plan import Plan
from directory.typesetting.responses import pdf_response


@require_safe
def pack(request, token):
    shortlist, _ = list_or_404(token)
    return private(pdf_response(request, lambda: document_of(shortlist, site_address()), "pack.pdf"))


@require_safe
def table(request, token):
    shortlist, _ = list_or_404(token)
    response = attachment(b"\xef\xbb\xbf", "list.csv", "text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow(["title", "kind", "state", "ages", "telephone", "web address", "in the bank", "note", "date"])
    plan = Plan(shortlist)
    dates = {lesson.listed.pk: BETWEEN.join(map(str, lesson.dates)) for lesson in plan.lessons}
    for item in plan.listed:
        phone = next((value for name, value in item.contact if name == "Telephone"), "")
        address = site_address(item.entry.get_absolute_url())
        row = [item.title, item.kind, item.state, item.entry.ages, phone, item.entry.url, address, item.note]
        row.append(dates.get(item.pk, ""))
        writer.writerow([escape_formula(cell) for cell in row])
    return private(response)


def attachment(content, name, content_type):
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""A list to take along: a PDF pack, a table."""

import csv

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.exchange.columns.cells import BETWEEN, escape_formula
from directory.govuk.jinja2 import day
from directory.shortlist import pdf
from directory.shortlist.list_contents import contents_of
from directory.shortlist.list_view import list_or_404, private
from directory.shortlist.planning.plan import Plan
from directory.who_to_call.models import Contact


@require_safe
def pack(request, token):
    shortlist, _ = list_or_404(token)
    listed, gone = contents_of(shortlist)
    addresses = {item.pk: request.build_absolute_uri(item.entry.get_absolute_url()) for item in listed}
    content = pdf.pack(
        title=str(shortlist),
        about=f"From the resource bank for Staffordshire schools, {today()}.",
        listed=listed,
        addresses=addresses,
        gone=gone_in_words(gone),
        contacts=helplines(),
        foot=foot_of(request),
    )
    return private(attachment(content, "pack.pdf", "application/pdf"))


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
        address = request.build_absolute_uri(item.entry.get_absolute_url())
        row = [item.title, item.kind, item.state, item.entry.ages, phone, item.entry.url, address, item.note]
        row.append(dates.get(item.pk, ""))
        writer.writerow([escape_formula(cell) for cell in row])
    return private(response)


def gone_in_words(gone):
    if not gone:
        return ""
    return (
        "1 entry is no longer in the resource bank."
        if gone == 1
        else f"{gone} entries are no longer in the resource bank."
    )


def helplines():
    band = (one for one in Contact.objects.shown().for_needs(["band"]) if one.number.is_number)
    return [(one.title, one.number.shown, one.number.note) for one in band]


def today():
    return day(timezone.localdate())


def foot_of(request):
    return f"{request.get_host()}, {today()}. Details change. Check the site before you rely on a number."


def attachment(content, name, content_type):
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

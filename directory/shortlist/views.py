"""Lists without an account and without a cookie. Whoever has a list's own address may change it."""

import csv

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.catalogue.models import Entry
from directory.exchange.cells import escape_formula
from directory.govuk.jinja2 import day
from directory.inbox.limits import TooManyError
from directory.inbox.reader_form_view import ReaderFormView, too_many
from directory.search.pages.my_setting import for_my_setting
from directory.shortlist import actions, pdf
from directory.shortlist.forms import AddForm, DescribeForm, OpenForm
from directory.shortlist.list_contents import contents_of
from directory.shortlist.models import Shortlist
from directory.shortlist.support_directory import SupportDirectory
from directory.who_to_call.models import Contact

TOO_MANY = "Too many lists have been started from your network today. Open a list you have, or try again tomorrow."
FULL = f"A list can have up to {Shortlist.MOST} entries. Start another list."


class Lists(ReaderFormView):
    """What a list is; start one, or open one by its address."""

    http_method_names = ["get", "head", "post"]

    def get(self, request):
        form = OpenForm(request.GET if "list" in request.GET else None)
        if form.is_bound and form.is_valid():
            return redirect(form.cleaned_data["list"])
        return self.page(request, form)

    def post(self, request):
        try:
            return redirect(actions.start(address=request.META["REMOTE_ADDR"]))
        except TooManyError as error:
            return too_many(self.page(request, OpenForm(), problem=TOO_MANY), error.retry_after)

    def page(self, request, form, problem=""):
        context = {"form": form, "problem": problem}
        return render(request, "shortlist/lists.html", context, status=400 if form.errors else 200)


class Add(ReaderFormView):
    """Put an entry in a new list, or in one whose address is given. A script gets the answer as JSON."""

    def get(self, request):
        entry = Entry.objects.published().with_id(request.GET.get("entry", "")).first()
        if entry is None:
            raise Http404
        return self.page(request, AddForm(initial={"entry": entry.pk}), entry)

    def post(self, request):
        form = AddForm(request.POST)
        entry = form.cleaned_data.get("entry") if form.is_valid() or form.is_bound else None
        if not form.is_valid():
            return self.page(request, form, entry, status=400)
        try:
            shortlist = form.cleaned_data["list"] or actions.start(address=request.META["REMOTE_ADDR"])
            actions.add(shortlist=shortlist, entry=entry)
        except TooManyError as error:
            form.add_error(None, TOO_MANY)
            return too_many(self.page(request, form, entry), error.retry_after)
        except actions.FullError:
            form.add_error(None, FULL)
            return self.page(request, form, entry, status=400)
        if wants_json(request):
            return JsonResponse(
                {"list": shortlist.token, "url": shortlist.get_absolute_url(), "number": shortlist.items.count()}
            )
        return redirect(shortlist)

    def page(self, request, form, entry, status=200):
        if wants_json(request):
            return JsonResponse({"problems": form.errors.get_json_data()}, status=status)
        return render(request, "shortlist/add.html", {"form": form, "entry": entry}, status=status)


def wants_json(request):
    return request.headers.get("Accept", "") == "application/json"


def list_or_404(token):
    """(the list, whether this address may change it)"""
    shortlist = Shortlist.objects.opened_by(token).first()
    if shortlist is None:
        raise Http404
    actions.note_opened(shortlist=shortlist)
    return shortlist, shortlist.token == token


def private(response):
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


class List(ReaderFormView):
    """One list, to read or to change."""

    def get(self, request, token):
        shortlist, may_change = list_or_404(token)
        return self.page(request, shortlist, may_change)

    def post(self, request, token):
        shortlist, may_change = list_or_404(token)
        if not may_change:
            raise Http404
        form = DescribeForm(request.POST, items=contents_of(shortlist)[0])
        if not form.is_valid():
            return self.page(request, shortlist, may_change, form)
        actions.describe(shortlist=shortlist, title=form.cleaned_data["title"], notes=form.notes())
        self.change(shortlist, request.POST)
        return redirect(shortlist)

    def change(self, shortlist, data):
        """What the button that was pressed says, after what was typed has been kept."""
        for name, act in CHANGES.items():
            if data.get(name, "").isdecimal() and len(data[name]) < 19:
                act(shortlist, int(data[name]))

    def page(self, request, shortlist, may_change, form=None):
        listed, gone = contents_of(shortlist)
        own = request.build_absolute_uri(shortlist.get_absolute_url()) if may_change else ""
        context = {
            "list": shortlist,
            "listed": listed,
            "gone": gone,
            "may_change": may_change,
            "own": own,
            "share": request.build_absolute_uri(shortlist.share_url),
            "form": form or DescribeForm(items=listed, initial=DescribeForm.initial_of(shortlist, listed)),
        }
        return private(render(request, "shortlist/list.html", context, status=400 if form else 200))


CHANGES = {
    "up": lambda shortlist, item: actions.move(shortlist=shortlist, item=item, by=-1),
    "down": lambda shortlist, item: actions.move(shortlist=shortlist, item=item, by=1),
    "remove": lambda shortlist, item: actions.take_out(shortlist=shortlist, item=item),
}


# To take along


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
    writer.writerow(["title", "kind", "state", "ages", "telephone", "web address", "in the bank", "note"])
    for item in contents_of(shortlist)[0]:
        phone = next((value for name, value in item.contact if name == "Telephone"), "")
        address = request.build_absolute_uri(item.entry.get_absolute_url())
        row = [item.title, item.kind, item.state, item.entry.ages, phone, item.entry.url, address, item.note]
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


# The directory of support organisations


@require_safe
@for_my_setting
def directory(request):
    """Support organisations by need, for the reader's setting and the help chosen: to read, to print, to pin up."""
    found = SupportDirectory(request.GET, request.setting)
    return render(request, "shortlist/directory.html", {"directory": found})


@require_safe
@for_my_setting
def directory_pdf(request):
    found = SupportDirectory(request.GET, request.setting)
    content = pdf.directory(
        title=found.title,
        about=found.about,
        now=found.now,
        parts=found.parts,
        foot=foot_of(request),
    )
    return attachment(content, "directory.pdf", "application/pdf")

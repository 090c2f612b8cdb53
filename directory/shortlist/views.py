"""Lists without an account and without a cookie. Whoever has a list's own address may change it."""

from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render

from directory.catalogue.models import Entry
from directory.inbox.limits import TooManyError
from directory.inbox.reader_form_view import ReaderFormView, too_many
from directory.shortlist import actions
from directory.shortlist.forms import AddForm, DescribeForm, OpenForm
from directory.shortlist.list_contents import contents_of
from directory.shortlist.list_view import ListView, private
from directory.shortlist.models import Shortlist
from directory.shortlist.start_form import form_in, new_form

TOO_MANY = "Too many lists have been started from your network today. Open a list you have, or try again tomorrow."
FULL = (
    f"This list is full. A list can have up to {Shortlist.MOST} entries. Remove one from it, or start another list."
)


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
            started = actions.start(address=request.META["REMOTE_ADDR"], form=form_in(request.POST))
            return redirect(started.plan_url if "plan" in request.POST else started)
        except TooManyError as error:
            return too_many(self.page(request, OpenForm(), problem=TOO_MANY), error.retry_after)

    def page(self, request, form, problem=""):
        context = {"form": form, "start": new_form(), "problem": problem}
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
            shortlist = self.added(request, form.cleaned_data["list"], entry)
        except TooManyError as error:
            form.add_error(None, TOO_MANY)
            return too_many(self.page(request, form, entry), error.retry_after)
        except actions.FullError:
            form.add_error(None, ValidationError(FULL, code="full"))
            return self.page(request, form, entry, status=400)
        if wants_json(request):
            entries = list(shortlist.items.shown().values_list("entry", flat=True))
            return JsonResponse({"list": shortlist.token, "entries": entries})
        return redirect(shortlist)

    def added(self, request, shortlist, entry):
        if not shortlist:
            sender = request.META["REMOTE_ADDR"]
            return actions.start_with(entry=entry, address=sender, form=form_in(request.POST))
        actions.add(shortlist=shortlist, entry=entry)
        return shortlist

    def page(self, request, form, entry, status=200):
        if wants_json(request):
            return JsonResponse({"problems": form.errors.get_json_data()}, status=status)
        context = {"form": form, "start": new_form(), "entry": entry}
        return render(request, "shortlist/add.html", context, status=status)


def wants_json(request):
    return request.headers.get("Accept", "") == "application/json"


class List(ListView):
    """One list, to read or to change."""

    name = "list"

    def get(self, request):
        return self.page(request)

    def change(self, request):
        items = contents_of(self.shortlist)[0]
        form = DescribeForm(request.POST, items=items, initial=DescribeForm.initial_of(self.shortlist, items))
        if not form.is_valid():
            return self.page(request, form)
        title = form.changes.get("title", self.shortlist.title)
        actions.describe(shortlist=self.shortlist, title=title, notes=form.notes())
        self.shortlist.title = title
        return self.saved(request)

    def page(self, request, form=None, back=None):
        shortlist = self.shortlist
        listed, gone = contents_of(shortlist)
        own = request.build_absolute_uri(shortlist.get_absolute_url()) if self.may_change else ""
        context = {
            "list": shortlist,
            "listed": listed,
            "gone": gone,
            "may_change": self.may_change,
            "back": back,
            "full": FULL if len(listed) + gone >= Shortlist.MOST else "",
            "own": own,
            "share": request.build_absolute_uri(shortlist.share_url),
            "form": form or DescribeForm(items=listed, initial=DescribeForm.initial_of(shortlist, listed)),
        }
        return private(render(request, "shortlist/list.html", context, status=400 if form else 200))

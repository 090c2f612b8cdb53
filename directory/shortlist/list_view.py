"""What every page of one list begins with: the list by its address, and that the address stays secret."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from directory.inbox.reader_form_view import ReaderFormView
from directory.shortlist import actions
from directory.shortlist.buttons import press
from directory.shortlist.forms import BackForm
from directory.shortlist.models import Shortlist


def list_or_404(token):
    """(the list, whether this address may change it)"""
    shortlist = Shortlist.objects.with_class().opened_by(token).first()
    if shortlist is None:
        raise Http404
    actions.note_opened(shortlist=shortlist)
    return shortlist, shortlist.token == token


def private(response):
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


# Once more: a view goes by what is said of the last `dispatch`.
@method_decorator([never_cache, csrf_exempt], name="dispatch")
class ListView(ReaderFormView):
    """A page of one list, to read or to change. Subclasses have `self.shortlist` and `self.may_change`.

    They are called by a `name` of their own: a button that leads from one to another saves what was typed first.
    """

    def dispatch(self, request, token):
        try:
            self.shortlist, self.may_change = list_or_404(token)
        except Http404:
            return private(render(request, "shortlist/forgotten.html", {"token": token}, status=404))
        return super().dispatch(request)

    @transaction.atomic
    def post(self, request):
        if not self.may_change:
            raise Http404
        self.shortlist = actions.locked(self.shortlist)  # what others wrote does not change between here and saving
        return self.change(request)

    def saved(self, request, **order):
        """The answer once what was typed is kept: the button does what it says. What it removed can be put back."""
        if removed := press(self.shortlist, request.POST, **order):
            return self.page(request, back=BackForm(instance=removed))
        pages = {"list": self.shortlist.get_absolute_url(), "plan": self.shortlist.plan_url}
        return redirect(pages.get(request.POST.get("then"), pages[self.name]))

"""Asking for news by email, confirming and stopping it, without an account. Only a posted form changes anything."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from directory.correspondence.sending import is_set_up
from directory.govuk.reading import require_safe
from directory.inbox.limits import TooManyError
from directory.inbox.reader_form_view import ReaderFormView
from directory.networks.models import Network
from directory.search.pages.addresses import with_query
from directory.subscriptions import actions
from directory.subscriptions.forms import EmailForm
from directory.subscriptions.models import Subscription
from directory.subscriptions.wanted import Wanted, What

TOO_MANY_OF_YOURS = "Your network has asked us for many emails today. Try again tomorrow."
TOO_MANY_OF_ALL = "We have been asked for a great many emails today, from many places. Try again tomorrow."


class Ask(ReaderFormView):
    """The form for one sort of news. Subclasses say what is wanted."""

    def get(self, request, **about):
        return self.page(request, self.wanted(request, **about), EmailForm())

    def post(self, request, **about):
        wanted, form = self.wanted(request, **about), EmailForm(request.POST)
        if wanted.problems or not form.is_valid():
            return self.page(request, wanted, form)
        if form.is_from_a_program:
            return redirect("subscriptions:sent")
        try:
            actions.ask(address=request.META["REMOTE_ADDR"], to=form.cleaned_data["email"], wanted=wanted)
        except TooManyError as error:
            form.add_error(None, TOO_MANY_OF_YOURS if error.own else TOO_MANY_OF_ALL)
            form.retry_after = error.retry_after
            return self.page(request, wanted, form)
        return redirect("subscriptions:sent")

    def page(self, request, wanted, form):
        if wanted.problems:
            return render(request, "search/setting_problems.html", {"problems": wanted.problems}, status=400)
        context = {
            "wanted": wanted,
            "form": form,
            "action": with_query(request.path, wanted.query),
            "words_left_out": bool(request.GET.get("q")),
            "can_send": is_set_up(),
        }
        return self.answer(request, "subscriptions/ask.html", context)


class AskForGuidance(Ask):
    def wanted(self, request):
        return Wanted.from_address(What.GUIDANCE, request.GET)


class AskForNew(Ask):
    def wanted(self, request):
        return Wanted.from_address(What.NEW, request.GET)


class AskForMeetings(Ask):
    def wanted(self, request, slug):
        return Wanted(What.MEETINGS, network=get_object_or_404(Network.objects.active(), slug=slug))


@require_safe
@never_cache
def sent(request):
    return render(request, "subscriptions/sent.html")


class Manage(ReaderFormView):
    """What the owner of an address gets, or is asked to confirm."""

    def get(self, request, token):
        return self.page(request, token)

    def post(self, request, token):
        subscription = Subscription.objects.with_token(token)
        if subscription and request.POST.get("do") == "confirm":
            actions.confirm(subscription=subscription)
        return self.page(request, token)

    def page(self, request, token):
        subscription = Subscription.objects.with_token(token)
        if subscription is None:
            return private(render(request, "subscriptions/gone.html", status=404))
        context = {"subscription": subscription, "wanted": wanted_by(subscription)}
        return private(render(request, "subscriptions/manage.html", context))


class Stop(ReaderFormView):
    """Ends the messages, also for a mail program that presses the button for its reader (RFC 8058)."""

    def get(self, request, token):
        return redirect("subscriptions:manage", token)

    def post(self, request, token):
        """Whoever stops twice, or stops what was never there, is told the same."""
        if subscription := Subscription.objects.with_token(token):
            actions.stop(subscription=subscription)
        return private(render(request, "subscriptions/stopped.html"))


def wanted_by(subscription):
    return Wanted(subscription.what, subscription.query, subscription.network)


def private(response):
    """A page with a secret address: no other site learns it, and no search engine keeps it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response

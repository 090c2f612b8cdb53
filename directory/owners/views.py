"""What an organisation sees by its link. Opening a page changes nothing, as mail scanners open every link."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from directory.catalogue.records.comparing import in_words
from directory.govuk.reading import require_safe
from directory.inbox import limits
from directory.inbox.limits import TooManyError
from directory.inbox.reader_form_view import ReaderFormView, too_many
from directory.owners import answering
from directory.owners.answering import ClosedError
from directory.owners.changes.named_fields import packed, said_by, unpacked
from directory.owners.forms import ChangeForm
from directory.owners.models import AddressLink, ConfirmationLink

LATER = "Your network has sent us many answers in the last hour. Nothing you typed is lost: send it again later."
THANKS = ("yes", "change", "stop", "address")
LONGEST_SHOWN = 5000  # of one thing that was typed and could not be sent


def private(response):
    """Nobody keeps the page, no search engine lists it, and no other page learns its address."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def closed(request, typed=None):
    """The one page for a link that does nothing: it says no more to whoever tries some."""
    context = {"typed": typed or [], "contact_email": settings.CONTACT_EMAIL}
    return render(request, "owners/closed.html", context, status=404)


@require_safe
@cache_control(no_store=True, private=True)
def thanks(request, answer):
    if answer not in THANKS:
        raise Http404
    return private(render(request, "owners/thanks.html", {"answer": answer, "contact_email": settings.CONTACT_EMAIL}))


@method_decorator([cache_control(no_store=True, private=True), csrf_exempt], name="dispatch")
class LinkView(ReaderFormView):
    """A page for whoever has the token of an open link; everybody else gets the same page as everybody else."""

    model = ConfirmationLink

    def dispatch(self, request, *args, **kwargs):
        return private(super().dispatch(request, *args, **kwargs))

    def link(self, token):
        found = self.model.objects.select_related("entry").with_token(token)
        return found if found and found.entry.is_published else None

    def get(self, request, token):
        link = self.link(token)
        return self.page(request, link) if link else closed(request)

    def post(self, request, token):
        try:
            limits.count(limits.ANSWERS, request.META["REMOTE_ADDR"])
        except TooManyError as error:
            link = self.link(token)
            answer = self.page(request, link, problem=LATER) if link else closed(request)
            return too_many(answer, error.retry_after)
        link = self.link(token)
        try:
            return self.answered(request, link) if link else self.not_open(request, token)
        except ClosedError:
            return self.not_open(request, token)

    def not_open(self, request, token):
        return closed(request)


class Confirm(LinkView):
    """Is this still right? Yes; or a change, which has a page of its own; or: stop asking."""

    def answered(self, request, link):
        sent = answering.digest(request.POST)
        if request.POST.get("answer") == "stop":
            answering.stop(link=link, sent=sent)
            return redirect("owners:thanks", "stop")
        if request.POST.get("answer") != "yes" or unpacked(request.POST.get("seen", "")) != said_by(link.entry):
            return self.page(request, link, problem="This page has changed since you opened it. Check it again.")
        answering.confirm(link=link, sent=sent)
        return redirect("owners:thanks", "yes")

    def not_open(self, request, token):
        answer = request.POST.get("answer")
        if answer in ("yes", "stop") and answering.was_sent_before(token, answering.digest(request.POST)):
            return redirect("owners:thanks", answer)
        return closed(request)

    def page(self, request, link, problem=""):
        entry = link.entry.specific
        said = said_by(entry)
        sessions = entry.sessions.upcoming() if "sessions" in said else None
        context = {"link": link, "entry": entry, "seen": packed(said), "problem": problem, "sessions": sessions}
        return render(request, "owners/confirm.html", context, status=409 if problem else 200)


class Change(LinkView):
    """What they want changed, field by field, against what the page said when they opened it."""

    def answered(self, request, link):
        seen = unpacked(request.POST.get("seen", "")) or said_by(link.entry)
        form = ChangeForm(request.POST, seen=seen)
        if not form.is_valid():
            return self.page(request, link, form=form)
        sent = answering.digest(request.POST)
        answering.propose(link=link, sent=sent, said=form.said(), new_email=form.cleaned_data["new_email"])
        return redirect("owners:thanks", "change")

    def not_open(self, request, token):
        if answering.was_sent_before(token, answering.digest(request.POST)):
            return redirect("owners:thanks", "change")
        return closed(request, typed=what_was_typed(request.POST))

    def page(self, request, link, form=None, problem=""):
        seen = (form and form.seen) or unpacked(request.POST.get("seen", "")) or said_by(link.entry)
        form = form or ChangeForm(request.POST or None, seen=seen)
        context = {"link": link, "entry": link.entry, "form": form, "seen": packed(seen), "problem": problem}
        return render(request, "owners/change.html", context, status=400 if request.method == "POST" else 200)


class Address(LinkView):
    """Another email address, asked about at the old one."""

    model = AddressLink

    def answered(self, request, link):
        answering.change_address(link=link)
        return redirect("owners:thanks", "address")

    def page(self, request, link, problem=""):
        return render(request, "owners/address.html", {"link": link, "problem": problem})


def what_was_typed(posted):
    """[(what it is, text)] of a form that could not be sent any more, so that they can copy it."""
    seen = unpacked(posted.get("seen", ""))
    if seen is None:
        return []
    form = ChangeForm(posted, seen=seen)
    changed = [part[name] for part in [*form.all_rows, form] for name in part.changed_data if name in part.fields]
    return [(field.label, in_words(field.value())[:LONGEST_SHOWN]) for field in changed]

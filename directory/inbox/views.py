"""What anybody can tell us, without an account and without a cookie."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control, never_cache

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.govuk.reading import require_safe
from directory.inbox import actions
from directory.inbox.contribution_forms import CaseStudyForm, LearntForm
from directory.inbox.forms import ProblemForm, SuggestForm, VoteForm
from directory.inbox.models import Message
from directory.inbox.reader_form_view import ReaderFormView
from directory.networks.views import meeting_or_404
from directory.search.language.filters.postcodes import cut_postcodes


class Suggest(ReaderFormView):
    """Something that the bank should have. `q` in the address is what somebody searched for in vain."""

    def get(self, request):
        return self.page(request, SuggestForm(initial={"title": cut_postcodes(request.GET.get("q", ""))[:200]}))

    def post(self, request):
        form = SuggestForm(request.POST)
        return self.receive(request, form, purpose=Message.Purpose.SUGGESTION) or self.page(request, form)

    def page(self, request, form):
        return self.answer(request, "inbox/suggest.html", {"form": form})


class Contribute(ReaderFormView):
    """How a school handled something, told in a guided form; it becomes a draft that a curator finishes."""

    def get(self, request):
        return self.page(request, CaseStudyForm())

    def post(self, request):
        form = CaseStudyForm(request.POST)
        told = {"purpose": Message.Purpose.SUGGESTION, "kind": Kind.CASE_STUDY}
        return self.receive(request, form, **told) or self.page(request, form)

    def page(self, request, form):
        return self.answer(request, "inbox/contribute.html", {"form": form})


class Learnt(ReaderFormView):
    """What a group learnt at a meeting, told as a suggestion that curators make a draft of."""

    def get(self, request, slug, pk):
        return self.page(request, LearntForm(meeting=self.begun_or_404(slug, pk)))

    def post(self, request, slug, pk):
        form = LearntForm(request.POST, meeting=self.begun_or_404(slug, pk))
        return self.receive(request, form, purpose=Message.Purpose.SUGGESTION) or self.page(request, form)

    def begun_or_404(self, slug, pk):
        found = meeting_or_404(slug, pk)
        if not found.has_begun:
            raise Http404
        return found

    def page(self, request, form):
        context = {"meeting": form.meeting, "network": form.meeting.network, "form": form}
        return self.answer(request, "inbox/learnt.html", context)


class Feedback(ReaderFormView):
    """What is wrong with one published entry, or whether it helped."""

    def get(self, request, kind, slug):
        return self.page(request, published(kind, slug), ProblemForm())

    def post(self, request, kind, slug):
        entry = published(kind, slug)
        if "helped" in request.POST and "trouble" not in request.POST:
            return self.helped(request, entry)
        form = ProblemForm(request.POST)
        told = {"purpose": Message.Purpose.PROBLEM, "entry": entry, "kind": entry.kind}
        return self.receive(request, form, **told) or self.page(request, entry, form)

    def helped(self, request, entry):
        form = VoteForm(request.POST)
        if not form.is_valid():
            return self.page(request, entry, ProblemForm())
        yes = form.cleaned_data["helped"] == "yes"
        actions.count_vote(entry=entry, helped=yes, address=request.META["REMOTE_ADDR"])
        return render(request, "inbox/thanks.html", {"entry": entry, "helped": yes, "answered": True})

    def page(self, request, entry, form):
        context = {"entry": entry, "kind": Kind(entry.kind), "form": form}
        return self.answer(request, "inbox/feedback.html", context)


def published(kind, slug):
    return get_object_or_404(Entry.objects.published(), kind=kind, slug=slug)


@require_safe
@never_cache
def thanks(request):
    return render(request, "inbox/thanks.html", {})


@require_safe
@cache_control(no_store=True, private=True)
def progress(request, token):
    """What became of a message, for whoever has its private address."""
    message = get_object_or_404(Message.objects.select_related("entry"), token=token)
    response = render(request, "inbox/progress.html", {"message": message})
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response

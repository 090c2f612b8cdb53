"""What anybody can tell us, without an account and without a cookie."""

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from directory.catalogue.choices import Kind
from directory.catalogue.models import Entry
from directory.curation.actions import listening
from directory.curation.limits import TooManyError
from directory.curation.models import Message
from directory.curation.reader_forms import CaseStudyForm, HelpedForm, LearntForm, ProblemForm, SuggestForm
from directory.networks.views import meeting_or_404

LATER = "Nothing you typed is lost: send it again later. If a child is in danger now, call 999."
TOO_MANY_OF_YOURS = f"Your network has sent us several messages in the last hour. {LATER}"
TOO_MANY_OF_ALL = f"We have had a great many messages in the last hour, from everywhere. {LATER}"


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class ReaderView(View):
    """A form for anybody. It sets no cookie, so it has no CSRF token; what is sent from another site is refused."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST" and sent_from_elsewhere(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def receive(self, request, form, **told):
        """Keep what was told, and lead to the sender's private page; or say what stands in the way."""
        if not form.is_valid():
            return None
        if form.is_from_a_program:
            return redirect("curation:thanks")
        try:
            message = listening.receive(address=request.META["REMOTE_ADDR"], **told, **form.told())
        except TooManyError as error:
            form.add_error(None, TOO_MANY_OF_YOURS if error.own else TOO_MANY_OF_ALL)
            form.retry_after = error.retry_after
            return None
        return redirect("curation:progress", message.token)

    def answer(self, request, template, context):
        """The page with its form; what stands in the way of it is said by the status too."""
        form = context["form"]
        if form.retry_after is not None:
            return too_many(render(request, template, context), form.retry_after)
        return render(request, template, context, status=400 if form.errors else 200)


def too_many(response, retry_after):
    """The answer to a sender of many: nothing is wrong with what was sent, only with when. Seconds."""
    response.status_code = 429
    response.headers["Retry-After"] = str(retry_after)
    return response


def sent_from_elsewhere(request):
    origin = request.headers.get("Origin", "")
    if origin and origin != "null":
        return urlsplit(origin).netloc != request.get_host()
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


class Suggest(ReaderView):
    """Something that the bank should have. `q` in the address is what somebody searched for in vain."""

    def get(self, request):
        return self.page(request, SuggestForm(initial={"title": request.GET.get("q", "")[:200]}))

    def post(self, request):
        form = SuggestForm(request.POST)
        return self.receive(request, form, purpose=Message.Purpose.SUGGESTION) or self.page(request, form)

    def page(self, request, form):
        return self.answer(request, "curation/suggest.html", {"form": form})


class Contribute(ReaderView):
    """How a school handled something, told in a guided form; it becomes a draft that a curator finishes."""

    def get(self, request):
        return self.page(request, CaseStudyForm())

    def post(self, request):
        form = CaseStudyForm(request.POST)
        told = {"purpose": Message.Purpose.SUGGESTION, "kind": Kind.CASE_STUDY}
        return self.receive(request, form, **told) or self.page(request, form)

    def page(self, request, form):
        return self.answer(request, "curation/contribute.html", {"form": form})


class Learnt(ReaderView):
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
        return self.answer(request, "curation/learnt.html", context)


class Feedback(ReaderView):
    """What is wrong with one published entry, or whether it helped."""

    def get(self, request, kind, slug):
        return self.page(request, published(kind, slug), ProblemForm())

    def post(self, request, kind, slug):
        entry = published(kind, slug)
        if "helped" in request.POST:
            return self.helped(request, entry)
        form = ProblemForm(request.POST)
        told = {"purpose": Message.Purpose.PROBLEM, "entry": entry, "kind": entry.kind}
        return self.receive(request, form, **told) or self.page(request, entry, form)

    def helped(self, request, entry):
        form = HelpedForm(request.POST)
        if not form.is_valid():
            return self.page(request, entry, ProblemForm())
        yes = form.cleaned_data["helped"] == "yes"
        listening.count_helped(entry=entry, helped=yes, address=request.META["REMOTE_ADDR"])
        return render(request, "curation/thanks.html", {"entry": entry, "helped": yes, "answered": True})

    def page(self, request, entry, form):
        context = {"entry": entry, "kind": Kind(entry.kind), "form": form}
        return self.answer(request, "curation/feedback.html", context)


def published(kind, slug):
    return get_object_or_404(Entry.objects.published(), kind=kind, slug=slug)


@never_cache
def thanks(request):
    return render(request, "curation/thanks.html", {})


@cache_control(no_store=True, private=True)
def progress(request, token):
    """What became of a message, for whoever has its private address."""
    message = get_object_or_404(Message.objects.select_related("entry"), token=token)
    response = render(request, "curation/progress.html", {"message": message})
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response

from itertools import groupby

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator

from directory.govuk.addresses import site_address
from directory.govuk.reading import require_safe
from directory.inbox.reader_form_view import ReaderFormView
from directory.pages import governors_pdf as governors_document
from directory.pages.forms import CallForm, PackForm, SettingForm
from directory.pages.governors import MOST, GovernorPack, GovernorsPage
from directory.pages.home import HomePage
from directory.pages.structured_data import site_data
from directory.pages.timeline import Timeline
from directory.quality.criteria import CRITERIA, PRINCIPLES
from directory.search.pages.addresses import query_of, with_query
from directory.search.pages.my_setting import COOKIE, KEPT_FOR, for_my_setting, setting_of
from directory.taxonomy.models import GlossaryTerm
from directory.topics.models import Hub
from directory.typesetting.responses import pdf_response
from directory.who_to_call.call_sheet import CallSheet
from directory.who_to_call.help_now import help_now

GONE = "The questions in this web address have since been changed or removed. Select others."


@require_safe
@for_my_setting
def home(request):
    return render(request, "pages/home.html", {"home": HomePage(request.setting), "structured_data": site_data()})


@require_safe
def my_setting(request):
    """Where a reader says where they work. An answer leads to the home page, which starts from there."""
    answered = "youngest" in request.GET
    form = SettingForm(request.GET if answered else None, initial=SettingForm.initial_of(setting_of(request)))
    if answered and form.is_valid():
        return redirect(with_query(reverse("pages:home"), query_of(form.chosen())))
    return render(request, "pages/my_setting.html", {"form": form}, status=400 if form.errors else 200)


class RememberSetting(ReaderFormView):
    """Keeps the setting in a cookie, for a reader who asks for that."""

    http_method_names = ["post"]

    def post(self, request):
        form = SettingForm(request.POST)
        if not form.is_valid():
            return render(request, "pages/my_setting.html", {"form": form}, status=400)
        query = query_of(form.chosen())
        response = redirect(with_query(reverse("pages:home"), query))
        if query:
            response.set_cookie(
                COOKIE, query, max_age=KEPT_FOR, secure=not settings.DEBUG, httponly=True, samesite="Lax"
            )
        else:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response


class ForgetSetting(ReaderFormView):
    http_method_names = ["post"]

    def post(self, request):
        response = redirect("pages:home")
        response.delete_cookie(COOKIE, samesite="Lax")
        return response


@require_safe
def get_help_now(request):
    for_children, for_adults = help_now()
    context = {"for_children": for_children, "for_adults": for_adults}
    return render(request, "pages/get_help_now.html", context)


@require_safe
def what_happens_if_i_tell(request):
    """For young people: what a school should do, and whom they can talk to before they decide."""
    for_children, _ = help_now()
    return render(request, "pages/what_happens_if_i_tell.html", {"for_children": for_children})


@method_decorator(for_my_setting, name="dispatch")
class WhoDoICall(ReaderFormView):
    """A short guided page. Answers are sent in a form, not in the address, and are in no log, database or history."""

    def get(self, request):
        return render(request, "pages/who_do_i_call.html", {"form": CallForm()})

    def post(self, request):
        form = CallForm(request.POST)
        if not form.is_valid():
            return render(request, "pages/who_do_i_call.html", {"form": form}, status=400)
        sheet = CallSheet(form.answers, timezone.now())
        hub = Hub.objects.select_related("topic").filter(topic__code=sheet.advice.happening.topic).first()
        return render(request, "pages/whom_to_call.html", {"sheet": sheet, "advice": sheet.advice, "hub": hub})


@require_safe
@for_my_setting
def governors(request):
    """What governors ask, where they learn, and what closes a gap that the self-audit shows."""
    return governors_page(request, PackForm(request.GET))


@require_safe
@for_my_setting
def governors_pack(request):
    """One page to print of the questions that a governor chose. Without any, the form again with what was ticked."""
    form = PackForm(request.GET)
    if form.is_valid():
        pack = GovernorPack(request.setting, form.cleaned_data["ask"], form.cleaned_data["area"])
        if pack.questions:
            return render(request, "pages/governors_pack.html", {"pack": pack, "today": timezone.localdate()})
        form.add_error("ask", GONE if pack.missing else f"Select at least one question, and up to {MOST}.")
    return governors_page(request, form, status=400)


@require_safe
@for_my_setting
def governors_pdf(request):
    """The same page as a file. Where no question is left, the page says so."""
    form = PackForm(request.GET)
    pack = (
        GovernorPack(request.setting, form.cleaned_data["ask"], form.cleaned_data["area"])
        if form.is_valid()
        else None
    )
    if not (pack and pack.questions):
        return redirect(with_query(reverse("pages:governors_pack"), request.GET.urlencode()))
    page = governors_document.page_of(request)
    return pdf_response(
        request,
        lambda: governors_document.document_of(pack, site_address(), page),
        "questions-for-governors.pdf",
    )


def governors_page(request, form, status=200):
    problems = form.errors.get("ask", []) if status != 200 else []
    context = {"page": GovernorsPage(request.setting, form.ticked), "problems": problems, "unlisted": status != 200}
    return render(request, "pages/governors.html", context, status=status)


@require_safe
@for_my_setting
def timeline(request):
    """Changes in guidance for the reader's setting by the day they come into force, to come and past."""
    return render(request, "pages/timeline.html", {"timeline": Timeline(request.setting)})


@require_safe
@for_my_setting
def checklist(request):
    """What the reader's kind of setting must do about each change, to print and tick."""
    return render(request, "pages/checklist.html", {"timeline": Timeline(request.setting)})


@require_safe
def glossary(request):
    terms = sorted(GlossaryTerm.objects.all(), key=lambda item: item.term.casefold())
    letters = [(letter, list(items)) for letter, items in groupby(terms, key=lambda item: item.term[0].upper())]
    return render(request, "pages/glossary.html", {"letters": letters})


@require_safe
def quality(request):
    """The guiding principles and the criteria that reviewers judge by."""
    return render(request, "pages/quality.html", {"principles": PRINCIPLES, "criteria": CRITERIA})


@require_safe
def words(request, page):
    """A page that is only words: about, accessibility, privacy or cookies."""
    return render(request, f"pages/{page}.html", {"contact_email": settings.CONTACT_EMAIL})

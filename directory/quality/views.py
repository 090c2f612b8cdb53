"""The page of a review by link: for whoever has the link, without an account and without a cookie."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from directory.casestudies.views import Detail as CaseStudyPage
from directory.guidance.views import Detail as GuidancePage
from directory.organisations.views import Detail as OrganisationPage
from directory.quality.actions import why_not_review
from directory.quality.forms import JudgementsForm
from directory.quality.models import ReviewInvitation
from directory.quality.reviewing import ReviewTaking
from directory.resources.views import Detail as ResourcePage
from directory.staff.forms import posted
from directory.training.views import Detail as CoursePage

PAGES = {page.model.KIND: page for page in (ResourcePage, OrganisationPage, CoursePage, CaseStudyPage, GuidancePage)}


@method_decorator([cache_control(no_store=True, private=True), csrf_exempt], name="dispatch")
class ReviewByLink(View):
    """The entry as readers see it, then the criteria. Looking changes nothing.

    Only who has the link can send it, and no cookie is asked for: there is no right that another site could borrow.
    """

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, token):
        invitation = ReviewInvitation.objects.with_token(token)
        if invitation is None and request.method == "POST" and (sent := self.sent_with(token)):
            return private(render(request, "quality/thanks.html", {"entry": sent.entry}))
        if invitation is None:
            return private(render(request, "quality/link_ended.html", status=404))
        return private(super().dispatch(request, invitation))

    def sent_with(self, token):
        return ReviewInvitation.objects.used_with_token(token)

    def get(self, request, invitation):
        return self.page(request, invitation)

    def post(self, request, invitation):
        taking = ReviewTaking(invitation.entry, invitation=invitation)
        form = taking.form(JudgementsForm, request.POST)
        if not form.is_valid():
            return self.page(request, invitation)
        if form.is_half_way:
            taking.save(form, role=invitation.role)
            return redirect(f"{request.path}?saved=yes")
        try:
            taking.send(form, role=invitation.role)
        except ValidationError as error:
            return self.page(request, invitation, error.messages)
        return render(request, "quality/thanks.html", {"entry": invitation.entry})

    def page(self, request, invitation, problems=()):
        taking = ReviewTaking(invitation.entry, invitation=invitation)
        form = taking.form(JudgementsForm, posted(request))
        for problem in problems:
            form.add_error(None, problem)
            form.now_shows(taking.entry.version)
        context = {
            "invitation": invitation,
            "form": form,
            "refused": why_not_review(entry=invitation.entry, invitation=invitation),
            "replaced": taking.replaced(),
            "unfinished": taking.unfinished,
        }
        return render(
            request,
            "quality/review.html",
            self.entry_page(invitation.entry) | context,
            status=400 if form.errors else 200,
        )

    def entry_page(self, entry):
        """What the readers' page of an entry shows, and its template."""
        page = PAGES[entry.kind]()
        shown = page.model.objects.with_terms().get(pk=entry.pk)
        return page.context(shown) | {"entry_page": page.template, "preview": True}


def private(response):
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response

"""The admin's pages for reviewing the quality of an entry, and for inviting somebody to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect

from directory.catalogue.workflow import ASSURE
from directory.quality import actions, invitations
from directory.quality.forms import InvitationForm, ReviewForm, SettleForm
from directory.quality.models import Assessment, ReviewInvitation
from directory.quality.reviewing import ReviewTaking
from directory.staff.forms import posted

LINK_ACTIONS = {
    "renew": (invitations.renew, "Send the link again", "The link will be sent again, and be open for six weeks."),
    "revoke": (invitations.revoke, "Take the link back", "The link will open nothing any more."),
}


class QualityPages:
    """What the admin of all entries has for quality reviews."""

    def quality_urls(self):
        return [
            self.custom_path("<int:pk>/quality/", self.quality_page, "quality"),
            self.custom_path("<int:pk>/quality/settle/", self.settle_page, "settle"),
            self.custom_path("<int:pk>/quality/invite/", self.invite_page, "invite"),
            self.custom_path("<int:pk>/quality/link/<int:number>/<slug:what>/", self.link_page, "review_link"),
        ]

    def quality_page(self, request, pk):
        """The criteria as a form; with it, what others found in earlier rounds."""
        entry = get_object_or_404(self.get_queryset(request), pk=pk)
        if not request.user.has_perm(ASSURE):
            raise PermissionDenied
        taking, refused = ReviewTaking(entry, reviewer=request.user), ""
        form = taking.form(ReviewForm, posted(request))
        if request.method == "POST" and form.is_valid():
            try:
                return self.reviewed(request, taking, form)
            except ValidationError as error:
                refused = " ".join(error.messages)
                form.now_shows(entry.version)
        context = {
            "entry": entry,
            "form": form,
            "refused": refused or actions.why_not_review(entry=entry, by=request.user),
            "rounds": rounds_of(entry),
            "unfinished": taking.unfinished,
            "replaced": taking.replaced(),
            "invitations": invitations_of(entry) if request.user.has_perm(invitations.INVITE) else [],
        }
        return self.custom_page(request, "quality/review", "Quality review", context)

    def reviewed(self, request, taking, form):
        role = form.cleaned_data["role"]
        if form.is_half_way:
            taking.save(form, role=role)
            messages.success(
                request, f"{taking.entry}: what you have done so far has been saved. It does not count yet."
            )
        else:
            found = taking.send(form, role=role)
            messages.success(request, f"{taking.entry}: your review has been saved. {found.get_result_display()}.")
        return redirect("admin:catalogue_entry_quality", taking.entry.pk)

    def settle_page(self, request, pk):
        """What the steering group decided where the two reviewers differ."""
        assessment = get_object_or_404(Assessment, entry__in=self.get_queryset(request), entry=pk, result="disputed")
        if not request.user.has_perm(actions.SETTLE):
            raise PermissionDenied
        form, problems = SettleForm(posted(request)), []
        if request.method == "POST" and form.is_valid():
            try:
                actions.settle_dispute(assessment=assessment, by=request.user, **form.cleaned_data)
                messages.success(request, f"{assessment.entry}: the steering group's decision has been recorded.")
                return redirect("admin:catalogue_entry_quality", pk)
            except ValidationError as error:
                problems = error.messages
        context = {"entry": assessment.entry, "form": form, "problems": problems, "button": "Record the decision"}
        return self.custom_page(request, "catalogue/form", "The steering group's decision", context)

    def invite_page(self, request, pk):
        """Who is to be sent a link, with which they review this entry."""
        entry = get_object_or_404(self.get_queryset(request), pk=pk)
        if not request.user.has_perm(invitations.INVITE):
            raise PermissionDenied
        form, problems = InvitationForm(posted(request)), []
        if request.method == "POST" and form.is_valid():
            try:
                invitation = invitations.invite(entry=entry, by=request.user, **form.cleaned_data)
                messages.success(request, f"{entry}: a link goes to {invitation.to}.")
                return redirect("admin:catalogue_entry_quality", pk)
            except ValidationError as error:
                problems = error.messages
        words = (
            "They do not need an account. The link opens this entry and nothing else, until they have sent their "
            "review, and for six weeks at most. You can take it back."
        )
        context = {"form": form, "problems": problems, "words": words, "button": "Send the link"}
        return self.custom_page(request, "catalogue/form", f"Ask somebody to review “{entry}”", context)

    def link_page(self, request, pk, number, what):
        """A link that was sent: send it again, or take it back."""
        entry = get_object_or_404(self.get_queryset(request), pk=pk)
        if not request.user.has_perm(invitations.INVITE) or what not in LINK_ACTIONS:
            raise PermissionDenied
        invitation = get_object_or_404(ReviewInvitation, pk=number, entry=entry)
        act, label, words = LINK_ACTIONS[what]
        problems = []
        if request.method == "POST":
            try:
                act(invitation=invitation, by=request.user)
                messages.success(request, f"{invitation}: done.")
                return redirect("admin:catalogue_entry_quality", pk)
            except ValidationError as error:
                problems = error.messages
        context = {"words": f"{invitation}. {words}", "problems": problems, "button": label}
        return self.custom_page(request, "catalogue/form", label, context)


def rounds_of(entry):
    """The rounds of review of an entry, each with its reviews and, by criterion, what each said."""
    rounds = entry.assessments.prefetch_related("reviews__reviewer", "reviews__invitation")
    return [(assessment, actions.verdicts_by_criterion(assessment)) for assessment in rounds]


def invitations_of(entry):
    return entry.review_invitations.select_related("created_by").prefetch_related("unfinishedreviews")

"""The admin's pages for reviewing the quality of an entry."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect

from directory.quality import actions
from directory.quality.forms import ReviewForm, SettleForm
from directory.quality.models import Assessment
from directory.staff.forms import posted


class QualityPages:
    """What the admin of all entries has for quality reviews."""

    def quality_urls(self):
        return [
            self.custom_path("<int:pk>/quality/", self.quality_page, "quality"),
            self.custom_path("<int:pk>/quality/settle/", self.settle_page, "settle"),
        ]

    def quality_page(self, request, pk):
        """The criteria as a form; with it, what others found in earlier rounds."""
        entry = get_object_or_404(self.get_queryset(request), pk=pk)
        if not request.user.has_perm(actions.ASSURE):
            raise PermissionDenied
        refused = actions.why_not_review(entry=entry, by=request.user)
        form = ReviewForm(posted(request))
        if request.method == "POST" and form.is_valid():
            try:
                found = actions.review(entry=entry, by=request.user, **form.answers())
                messages.success(request, f"{entry}: your review has been saved. {found.get_result_display()}.")
                return redirect("admin:catalogue_entry_quality", pk)
            except ValidationError as error:
                refused = " ".join(error.messages)
        context = {"entry": entry, "form": form, "refused": refused, "rounds": rounds_of(entry)}
        return self.custom_page(request, "quality/review", "Quality review", context)

    def settle_page(self, request, pk):
        """What the steering group decided where the two reviewers differ."""
        assessment = get_object_or_404(Assessment, entry__in=self.get_queryset(request), entry=pk, result="disputed")
        if not request.user.has_perm(actions.ASSURE):
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


def rounds_of(entry):
    """The rounds of review of an entry, each with its reviews and, by criterion, what each said."""
    rounds = entry.assessments.prefetch_related("reviews__reviewer")
    return [(assessment, actions.verdicts_by_criterion(assessment)) for assessment in rounds]

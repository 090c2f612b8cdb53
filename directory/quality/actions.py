"""Quality review: two reviewers, neither of whom the work belongs to, then the mark."""

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from directory.catalogue.actions.history import locked, record_revision
from directory.catalogue.states import Action, Quality, State
from directory.catalogue.workflow import ASSURE, is_own_work
from directory.quality.criteria import CRITERIA, GATING, Verdict
from directory.quality.models import Assessment, Review, ReviewInvitation
from directory.quality.unfinished import forget_unfinished

SETTLE = "quality.change_assessment"
REVIEWERS = 2
GOOD_MONTHS = 12
Result = Assessment.Result

# What readers see beside the entry for each result.
QUALITY = {
    Result.OPEN: Quality.IN_REVIEW,
    Result.DISPUTED: Quality.IN_REVIEW,
    Result.ASSURED: Quality.QUALITY_ASSURED,
    Result.CARE: Quality.USE_WITH_CARE,
    Result.NOT_MET: Quality.UNREVIEWED,
    Result.STOPPED: Quality.UNREVIEWED,
}


def why_not_review(*, entry, by=None, invitation=None):
    """Why somebody cannot review the quality of `entry` now, as a sentence; empty if they can."""
    if by and not by.has_perm(ASSURE):
        return "Only curators and reviewers can review quality."
    if entry.state == State.ARCHIVED:
        return "This has been archived. It does not need a review."
    if is_own_work(by, entry) if by else is_of_author(invitation.to, entry):
        return "This is your own work. Two other people must review it."
    assessment = entry.assessments.under_way().first()
    if assessment and assessment.result == Result.DISPUTED:
        return "Both reviews are in, but they differ. The steering group will decide."
    if assessment and has_reviewed(assessment, by, invitation):
        return "You have reviewed this. A second person needs to review it now."
    return ""


def is_of_author(address, entry):
    """Whether whoever added `entry`, or sent it for review last, has this email address."""
    sent = entry.revisions.filter(action=Action.SUBMITTED).select_related("by").first()
    authors = [entry.created_by, sent and sent.by]
    return address.lower() in {author.email.lower() for author in authors if author and author.email}


def has_reviewed(assessment, by, invitation):
    """One person has one review, with an account, by a link or by both: the email address tells."""
    own = (by.email if by else invitation.to).lower()
    reviews = assessment.reviews.select_related("reviewer", "invitation")
    return any(review.by == (by or invitation) or (own and review.email == own) for review in reviews)


@transaction.atomic
def review(*, entry, role, judgements, by=None, invitation=None):
    """Keep one person's review; with the second one the round is decided. Returns the assessment.

    It is that of `by`, who has an account, or of whoever has `invitation`, which ends with it. `judgements` maps each
    criterion's code to {"verdict": a Verdict, "note": text}. Raises ValidationError if one is missing or unknown, if
    one that is not met has no reason, or if they may not review this entry, and PermissionDenied if they review none.
    """
    entry = locked(entry)
    if not (by.has_perm(ASSURE) if by else use(invitation)):
        raise PermissionDenied
    if reason := why_not_review(entry=entry, by=by, invitation=invitation):
        raise ValidationError(reason)
    if problems := problems_of(judgements):
        raise ValidationError(problems)
    assessment = entry.assessments.under_way().first() or Assessment.objects.create(entry=entry)
    who = {"reviewer": by, "invitation": invitation}
    Review.objects.create(assessment=assessment, role=role, judgements=judgements, **who)
    forget_unfinished(entry=entry, **who)
    show_result(entry, assessment)
    reviews = list(assessment.reviews.all())
    if len(reviews) >= REVIEWERS:
        decide(assessment=assessment, result=result_of(reviews))
    record_revision(entry=entry, action=Action.ASSURED, by=by, why=assessment.get_result_display())
    return assessment


def use(invitation):
    """Ends an invitation that is still open, in the transaction of what it is used for. Returns whether it was."""
    return ReviewInvitation.objects.open().filter(pk=invitation.pk).update(used_at=timezone.now())


def problems_of(judgements):
    said = {criterion: judgements.get(criterion.code, {}) for criterion in CRITERIA}
    missing = [criterion.title for criterion, one in said.items() if one.get("verdict") not in Verdict.values]
    unsaid = [criterion.title for criterion, one in said.items() if lacks_reason(one.get("verdict"), one.get("note"))]
    problems = [f"Choose a result for: {', '.join(missing)}."] * bool(missing)
    return problems + [f"Say why this is not met: {', '.join(unsaid)}."] * bool(unsaid)


def lacks_reason(verdict, note):
    return verdict == Verdict.NOT_MET and not (note or "").strip()


def result_of(reviews):
    """What two reviews come to: the mark needs both to find all six gating criteria met."""
    if disagreements(reviews):
        return Result.DISPUTED
    verdicts = {code: {review.verdict(code) for review in reviews} for code in GATING}
    if all(found <= {Verdict.MET} for found in verdicts.values()):
        return Result.ASSURED
    return Result.NOT_MET if any(Verdict.NOT_MET in found for found in verdicts.values()) else Result.CARE


def disagreements(reviews):
    """Gating criteria on which the reviewers differ."""
    return [code for code in GATING if len({review.verdict(code) for review in reviews}) > 1]


def decide(*, assessment, result, by=None, why=""):
    assessment.result = result
    assessment.decided_by, assessment.why = by, why
    if not assessment.is_open:
        assessment.decided_on = timezone.localdate()
        if result != Result.STOPPED:
            assessment.good_until = assessment.decided_on + relativedelta(months=GOOD_MONTHS)
    assessment.save()
    show_result(assessment.entry, assessment)


@transaction.atomic
def settle_dispute(*, assessment, result, by, why):
    """What the steering group decided where two reviewers differ. Raises ValidationError if nothing says why."""
    if not by.has_perm(SETTLE):
        raise PermissionDenied
    entry = locked(assessment.entry)
    assessment = Assessment.objects.get(pk=assessment.pk)
    if assessment.result != Result.DISPUTED:
        raise ValidationError("There is nothing left to settle.")
    if not why.strip():
        raise ValidationError("Say what the steering group decided.")
    if assessment.reviews.filter(reviewer=by).exists() or is_own_work(by, entry):
        raise ValidationError("The decision must be recorded by somebody who did not make or review the entry.")
    decide(assessment=assessment, result=result, by=by, why=why)
    record_revision(entry=entry, action=Action.ASSURED, by=by, why=f"{assessment.get_result_display()}: {why}")


def show_result(entry, assessment):
    """Keep on the entry what lists and pages show of the round. A mark stands until the round after it is decided."""
    if entry.has_mark and (assessment.is_open or assessment.result == Result.STOPPED):
        return
    entry.quality = QUALITY[assessment.result]
    entry.quality_until = assessment.good_until
    entry.save(update_fields=["quality", "quality_until", "updated_at"])


def verdicts_by_criterion(assessment):
    """What each reviewer said of each criterion: [(criterion, [(verdict's words, note)], whether they differ)]."""
    reviews = list(assessment.reviews.all())
    words = {"": "", **dict(Verdict.choices)}
    return [
        (
            criterion,
            [
                (words[review.verdict(criterion.code)], review.judgements.get(criterion.code, {}).get("note", ""))
                for review in reviews
            ],
            len({review.verdict(criterion.code) for review in reviews}) > 1,
        )
        for criterion in CRITERIA
    ]

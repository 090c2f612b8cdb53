"""A round whose entry became another thing before it was decided starts over, with what was found as a draft."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions.history import locked, record_revision
from directory.catalogue.states import Action
from directory.correspondence.queue import queue_email, site_address
from directory.quality.actions import Result, decide
from directory.quality.invitations import OPEN_FOR, send_link
from directory.quality.unfinished import save_half_way


@transaction.atomic
def start_over(*, entry, because, version):
    """End the round under way, if there is one. Each reviewer finds what they said, saved half way, and is told why.

    `version` is the one that they looked at.
    """
    entry = locked(entry)
    assessment = entry.assessments.under_way().first()
    if assessment is None:
        return
    for review in assessment.reviews.select_related("reviewer", "invitation"):
        save_half_way(
            entry=entry,
            role=review.role,
            judgements=review.judgements,
            version=version,
            reviewer=review.reviewer,
            invitation=review.invitation,
        )
        ask_again(entry, review, because)
    assessment.entry = entry
    decide(assessment=assessment, result=Result.STOPPED, why=because)
    record_revision(entry=entry, action=Action.ASSURED, why=f"The review starts over. {because}")


def ask_again(entry, review, because):
    if review.invitation_id:
        reopen(review.invitation)
        send_link(review.invitation, "review_again", because=because)
    elif review.reviewer.email:
        page = site_address(reverse("admin:catalogue_entry_quality", args=[entry.pk]))
        context = {"title": entry.title, "because": because, "address": page, "until": None}
        key = f"review_again {review.pk}"
        queue_email(key=key, to=review.reviewer.email, template="review_again", context=context)


def reopen(invitation):
    """Their review does not count any more, so that their link does once more."""
    invitation.used_at, invitation.expires_at = None, timezone.now() + OPEN_FOR
    invitation.save()

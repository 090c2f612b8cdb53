"""What waits on the desk, once a day, for those whose work it is."""

from datetime import time

from django.db import transaction
from django.utils import timezone

from directory.catalogue.workflow import REVIEW
from directory.correspondence.queue import compose, queue_emails
from directory.curation.desk.queues import queues_for
from directory.notices.models import DigestDay, EmailChoices
from directory.notices.recipients import choices_of, choices_open_to, people_with
from directory.quality.actions import ASSURE

MORNING = time(7, 30)
FRIDAY = 4
REVIEWS = {"review", "rounds"}  # queues that the choice for reviews is about
NOT_WORK = {"scheduled"}  # what goes on by itself


@transaction.atomic
def send_digests(*, now=None):
    """Queue the digests of the day, once, on weekday mornings. Returns what was done, in words."""
    local = timezone.localtime(now)
    if local.weekday() > FRIDAY or local.time() < MORNING:
        return "not the time for it"
    if not DigestDay.objects.get_or_create(day=local.date())[1]:
        return "written already today"
    people = {user.pk: user for permission in (REVIEW, ASSURE) for user in people_with(permission)}
    emails = [email for user in people.values() if (email := digest_for(user, local.date()))]
    queue_emails(emails)
    return f"{len(emails)} written"


def digest_for(user, day):
    """The digest of one person, or None if nothing waits for them."""
    waiting = [queue for queue in queues_for(user) if queue.count and wants(user, queue.name)]
    if not waiting:
        return None
    return compose(key=f"digest:{user.pk}:{day}", to=user.email, template="digest", context={"queues": waiting})


def wants(user, name):
    choices, is_open = choices_of(user), choices_open_to(user)
    if name in REVIEWS:
        return "reviews" in is_open and choices.reviews != EmailChoices.Reviews.NEVER
    return name not in NOT_WORK and "digest" in is_open and choices.digest

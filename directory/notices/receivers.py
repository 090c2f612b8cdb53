"""What happens in the rooms below and is told at once, in the same transaction."""

from django.db.models.signals import post_save
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.signals import revisions_recorded
from directory.catalogue.states import Action
from directory.correspondence.queue import queue_email, site_address
from directory.inbox.models import Message
from directory.notices.recipients import READ_MESSAGES, people_who_want
from directory.notices.workflow_notices import tell_authors, tell_reviewers, tell_second_reviewers
from directory.quality.models import Review
from directory.staff.signals import account_changed

FOR_AUTHORS = {Action.SENT_BACK, Action.PUBLISHED}
FOR_REVIEWERS = {Action.SUBMITTED, Action.UNAPPROVED}


def connect():
    revisions_recorded.connect(tell_of_revisions)
    post_save.connect(tell_of_harm, sender=Message)
    post_save.connect(tell_of_review, sender=Review)
    account_changed.connect(tell_of_account)


def tell_of_revisions(sender, revisions, **kwargs):
    for actions, tell in ((FOR_AUTHORS, tell_authors), (FOR_REVIEWERS, tell_reviewers)):
        if some := [revision for revision in revisions if revision.action in actions]:
            tell(some)


def tell_of_harm(sender, instance, created=False, raw=False, **kwargs):
    """A reader says that something could harm a child: everybody who can act on it hears of it."""
    if not created or raw or instance.trouble != Message.Trouble.HARMFUL:
        return
    link = site_address(reverse("admin:inbox_message_answer", args=[instance.pk]))
    for user in people_who_want(READ_MESSAGES, "harm"):
        key = f"harm:{instance.pk}:{user.pk}"
        queue_email(key=key, to=user.email, template="harm", context={"link": link})


def tell_of_review(sender, instance, created=False, raw=False, **kwargs):
    if created and not raw:
        tell_second_reviewers(instance)


def tell_of_account(sender, user, what, **kwargs):
    """Whoever's way in was changed hears of it, so that it never happens unnoticed."""
    if user.email:
        key = f"account:{user.pk}:{timezone.now():%Y-%m-%d %H:%M:%S.%f}"
        queue_email(key=key, to=user.email, template="account_changed", context={"what": what})

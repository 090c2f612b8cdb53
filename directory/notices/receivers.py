"""What happens in the rooms below and is told at once, in the same transaction."""

from datetime import timedelta

from django.db.models.signals import post_save
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.signals import revisions_recorded
from directory.catalogue.states import Action
from directory.correspondence.queue import queue_email, site_address
from directory.inbox.models import Message
from directory.notices.recipients import READ_MESSAGES, people_who_want
from directory.notices.workflow_notices import tell_authors, tell_reviewers, tell_second_reviewers, window
from directory.quality.models import Review
from directory.staff.signals import account_changed

FOR_AUTHORS = {Action.SENT_BACK, Action.PUBLISHED}
FOR_REVIEWERS = {Action.SUBMITTED, Action.UNAPPROVED}
EACH_AT_ONCE = 5  # reports of harm in an hour; a flood of them must not bury the one that is true


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
    lately = Message.objects.filter(trouble=instance.trouble, received_at__gt=timezone.now() - timedelta(hours=1))
    tell = tell_of_one if lately.count() <= EACH_AT_ONCE else tell_of_many
    for user in people_who_want(READ_MESSAGES, "harm"):
        tell(user, instance)


def tell_of_one(user, message):
    link = site_address(reverse("admin:inbox_message_answer", args=[message.pk]))
    queue_email(key=f"harm:{message.pk}:{user.pk}", to=user.email, template="harm", context={"link": link})


def tell_of_many(user, _):
    """Once in a quarter of an hour, at its beginning: the list has them all."""
    number, _ = window(timezone.now())
    link = site_address(reverse("admin:inbox_message_changelist"))
    queue_email(key=f"harm:many:{number}:{user.pk}", to=user.email, template="harm_many", context={"link": link})


def tell_of_review(sender, instance, created=False, raw=False, **kwargs):
    if created and not raw:
        tell_second_reviewers(instance)


def tell_of_account(sender, user, what, **kwargs):
    """Whoever's way in was changed hears of it, so that it never happens unnoticed."""
    if user.email:
        key = f"account:{user.pk}:{timezone.now():%Y-%m-%d %H:%M:%S.%f}"
        queue_email(key=key, to=user.email, template="account_changed", context={"what": what})

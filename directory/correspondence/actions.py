"""What is done with emails beside sending them: trying again, and forgetting."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from directory.correspondence.models import Email

CHANGE = "correspondence.change_email"
TOO_LATE = timedelta(days=14)  # what waited for so long tells nobody anything
FORGOTTEN_AFTER = timedelta(days=30)
DELETED_AFTER = timedelta(days=400)
State = Email.State


@transaction.atomic
def send_again(*, emails, by, now=None):
    """Let a person's choice of emails that failed, or were broken off, wait once more. Returns how many."""
    if not by.has_perm(CHANGE):
        raise PermissionDenied
    now = now or timezone.now()
    again = Email.objects.can_be_sent_again(now).filter(pk__in=[email.pk for email in emails])
    return again.update(state=State.WAITING, tries=0, send_after=now, ended_at=None, problem="")


@transaction.atomic
def forget_old_emails(*, now):
    """Give up what has waited too long, and forget whom the rest were for. Returns what was done, in words."""
    late = Email.objects.waiting().filter(send_after__lt=now - TOO_LATE)
    given_up = late.update(state=State.FAILED, ended_at=now, problem="It waited for two weeks.")
    old = Email.objects.exclude(state=State.WAITING).filter(created_at__lt=now - FORGOTTEN_AFTER)
    forgotten = old.exclude(to="").forget()
    old.filter(created_at__lt=now - DELETED_AFTER).delete()
    return f"{given_up} given up, {forgotten} forgotten"

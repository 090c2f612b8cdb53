"""What is done without anybody asking: reminding organisations, and forgetting what need not be kept."""

from datetime import timedelta

from directory.owners import asking
from directory.owners.models import AddressLink, ConfirmationLink, ProposedChange

REMINDERS = ((28, 2), (14, 1))  # days after asking, and which reminder that is: the last one first
KEPT = timedelta(days=365)


def remind_owners(*, now):
    """Remind after 14 and 28 days, and take out what ended a year ago. Returns what was done, in words."""
    sent = sum(asking.remind(now=now, after_days=days, number=number) for days, number in REMINDERS)
    for model in (ConfirmationLink, AddressLink):
        model.objects.filter(expires_at__lt=now - KEPT).delete()
    ProposedChange.objects.filter(decided_at__lt=now - KEPT).delete()  # what came of it is in the entry's history
    return f"Reminders sent: {sent}"

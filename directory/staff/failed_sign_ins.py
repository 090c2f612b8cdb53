from datetime import timedelta

from axes.models import AccessAttempt

from directory.staff.models import TriedName

KEPT = timedelta(days=1)


def forget_old_tries(now):
    """Take out who failed to sign in more than a day ago: what is kept of them names a network."""
    AccessAttempt.objects.filter(attempt_time__lt=now - KEPT).delete()
    TriedName.objects.filter(free_at__lt=now - KEPT).delete()

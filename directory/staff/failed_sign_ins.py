from datetime import timedelta

from axes.models import AccessAttempt

KEPT = timedelta(days=1)


def forget_old_tries(now):
    """Take out who failed to sign in more than a day ago: what is kept of them names an address."""
    AccessAttempt.objects.filter(attempt_time__lt=now - KEPT).delete()

"""Whether the time can be trusted. A clock that has jumped must delete nothing, and publish nothing too early.

Nobody can tell a clock that is wrong from a server that was switched off. So after a jump work that goes by the date
waits, for as long as `Job.settles` says: a clock that is put right meanwhile has done no harm, and an installation
that was off goes on after that.
"""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from directory.freshness.models import Clock, JobRun
from directory.freshness.not_done import NotDoneError

JUMP = timedelta(hours=36)  # since somebody looked last
OFTEN = timedelta(minutes=1)
DELETING, PUBLISHING = timedelta(hours=24), timedelta(hours=1)


def look_at_clock(now):
    """Note what time it is. Returns since when it has been in doubt, or None."""
    clock = Clock.objects.filter(pk=Clock.ONLY).first() or Clock(pk=Clock.ONLY, seen_at=last_run() or now)
    doubted_since = doubt_after(clock, now)
    if clock._state.adding or doubted_since != clock.doubted_since or abs(now - clock.seen_at) >= OFTEN:
        Clock.objects.update_or_create(pk=Clock.ONLY, defaults={"seen_at": now, "doubted_since": doubted_since})
    return doubted_since


def last_run():
    """For an installation that has not looked at its clock yet."""
    return JobRun.objects.aggregate(last=Max("ran_at"))["last"]


def doubt_after(clock, now):
    if now - clock.seen_at > JUMP:
        return now
    since = clock.doubted_since
    return since if since and since <= now < since + DELETING else None


def refuse_while_in_doubt(now, settles):
    """Raises NotDoneError while the clock has not stood the test for so long."""
    since = look_at_clock(now)
    if since and settles and now < since + settles:
        until = timezone.localtime(since + settles)
        raise NotDoneError(
            f"It waits until {until:%-d %B %Y at %H:%M}: the clock of this server had jumped, or nothing had run for "
            "a while. Check that its date is right."
        )

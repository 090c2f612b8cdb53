"""The list of jobs. Add yours at its end: a function `(*, now) -> words` that can be stopped and run again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from directory.catalogue.actions.steps import publish_what_is_due
from directory.catalogue.facts_in_words import count_in_words
from directory.catalogue.working_copies.jobs import swap_in_due_copies
from directory.correspondence.actions import forget_old_emails
from directory.correspondence.sending import send_waiting
from directory.exchange.batches import forgetting
from directory.exchange.batches.working import is_waiting, run_imports
from directory.following.jobs import is_waiting as is_bank_waiting
from directory.following.jobs import read_banks
from directory.freshness.clock import DELETING, PUBLISHING
from directory.freshness.jobs import check_due_links
from directory.inbox import actions
from directory.insight.jobs import note_figures
from directory.notices.jobs import send_digests, tell_of_trouble
from directory.opendata.api.jobs import forget_who_asked
from directory.opendata.bulk.jobs import keep_data_files
from directory.owners.jobs import remind_owners
from directory.quality import lapsing
from directory.quality.invitations import forget_invited
from directory.search.documents.soundness.tidying import tidy_search
from directory.shortlist.actions import forget_unused
from directory.staff.failed_sign_ins import forget_old_tries
from directory.staff.session_limits import forget_sessions
from directory.staff.sign_ins.log import forget_old_sign_ins
from directory.staff.unsent_forms import forget_unsent
from directory.subscriptions.jobs import forget_unconfirmed, send_news
from directory.typesetting.jobs import forget_files

MINUTE, MINUTES, HOUR, DAY = timedelta(minutes=1), timedelta(minutes=5), timedelta(hours=1), timedelta(days=1)
SLACK = timedelta(hours=1)  # by which the clocks of two servers may differ


@dataclass(frozen=True)
class Job:
    name: str
    words: str  # what the desk calls it
    run: Callable[..., str]  # (*, now) -> what it did
    every: timedelta = MINUTES
    at: time | None = None  # the time of day, for what is done once a day
    lease: timedelta = timedelta(minutes=5)  # nobody else begins it for so long, even if its process was killed
    settles: timedelta = timedelta(0)  # how long it waits after the clock has jumped
    is_waiting: Callable[[], bool] = lambda: False  # whether somebody waits for it now

    def is_due(self, run, now):
        """Whether it is time. What is done at night waits for its first night."""
        last = run.ran_at or run.known_since
        if self.is_waiting() or last > now + SLACK:  # it ran by a clock that has been put right since
            return True
        if self.at is None:
            return run.ran_at is None or run.ran_at + self.every <= now
        return self.next_night(last) <= now

    def next_night(self, after):
        local = timezone.localtime(after)
        day = local.date() if local.time() < self.at else local.date() + DAY
        return timezone.make_aware(datetime.combine(day, self.at))


def publish(*, now):
    """Publish what was approved for a day that has come."""
    published, waiting = publish_what_is_due(now=now)
    return f"{len(published)} published" + (f", {len(waiting)} could not be published" if waiting else "")


def lapse_marks(*, now):
    lapsed = lapsing.lapse_what_is_over(today=timezone.localdate(now))
    return f"{count_in_words(lapsed, 'mark')} lapsed"


def forget_messages(*, now):
    actions.forget(now=now)
    return "done"


def forget_sign_ins(*, now):
    """What was tried, who signed in, forms that were not sent, and sessions that are over."""
    forget_old_tries(now)
    forget_old_sign_ins(now)
    forget_unsent(now)
    return f"{count_in_words(forget_sessions(now), 'session')} deleted"


def forget_uploads(*, now):
    forgetting.forget_uploads(now=now)
    return "done"


def send_email(*, now):
    return send_waiting(now=now)


def forget_addresses(*, now):
    """Those who never confirmed, what was sent a while ago, and whoever was invited to review."""
    forget_unconfirmed(now=now)
    forget_old_emails(now=now)
    forget_invited(now=now)
    return "done"


def forget_lists(*, now):
    return f"{forget_unused(now=now)} deleted"


JOBS = [
    Job("publish", "Scheduled publishing", publish, settles=PUBLISHING),
    Job("send_email", "Sending email", send_email, MINUTE),
    Job("swap_in_copies", "Publishing working copies", swap_in_due_copies, settles=PUBLISHING),
    Job("run_imports", "Running imports", run_imports, lease=timedelta(minutes=2), is_waiting=is_waiting),
    Job("lapse_marks", "Ending quality marks", lapse_marks, settles=DELETING),
    Job("forget_messages", "Forgetting what readers wrote", forget_messages, settles=DELETING),
    Job("forget_sign_ins", "Forgetting sign-ins, sessions and unsent forms", forget_sign_ins, settles=DELETING),
    Job("forget_uploads", "Forgetting uploaded files", forget_uploads, settles=DELETING),
    Job("forget_lists", "Forgetting unused lists", forget_lists, DAY, time(2, 20), settles=DELETING),
    Job("note_coverage", "Counting coverage and use", note_figures, DAY, time(2, 40), HOUR, DELETING),
    Job("tell_of_trouble", "Telling of what readers cannot reach", tell_of_trouble),
    Job("send_digests", "Daily digests", send_digests),
    Job("remind_owners", "Reminding organisations", remind_owners, DAY, time(6, 0), settles=DELETING),
    Job("send_news", "News for readers who asked", send_news, settles=PUBLISHING),
    Job("forget_addresses", "Forgetting addresses of people", forget_addresses, DAY, time(2, 30), settles=DELETING),
    Job("keep_data_files", "Making the files of open data", keep_data_files, MINUTE, lease=HOUR),
    Job("forget_askers", "Forgetting who asked the API", forget_who_asked),
    Job("forget_pdf_files", "Forgetting PDF files", forget_files),
    Job("check_links", "Checking links", check_due_links, DAY, time(3, 30), timedelta(hours=3)),
    Job("read_banks", "Reading other banks", read_banks, DAY, time(4, 20), HOUR, is_waiting=is_bank_waiting),
    Job("tidy_search", "Checking what searches are answered from", tidy_search, DAY, time(3, 10), HOUR),
]

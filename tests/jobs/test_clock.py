"""A clock that jumps deletes nothing, and a server that was switched off for long goes on."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from directory.freshness.clock import DELETING, PUBLISHING
from directory.freshness.models import Clock, JobRun
from directory.freshness.not_done import NotDoneError
from directory.insight.models import Coverage
from directory.jobs.jobs import JOBS, Job
from directory.jobs.running import run_due_jobs
from directory.shortlist.actions import FEW, forget_unused
from directory.shortlist.models import Shortlist
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

BEGUN = timezone.make_aware(datetime(2026, 11, 29, 9))  # noqa: DTZ001 (made aware)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def works():
    """Two jobs, and what was done of them."""
    done = []

    def job(name, settles):
        return Job(name, name, lambda *, now: done.append((name, now - BEGUN)) or "done", HOUR, settles=settles)

    jobs = [job("forget", DELETING), job("publish", PUBLISHING), job("send", timedelta(0))]

    def run(after):
        done.clear()
        run_due_jobs(now=BEGUN + after, jobs=jobs)
        return [name for name, _ in done]

    run(timedelta(0))
    return run


ALL = ["forget", "publish", "send"]


def test_after_a_jump_what_goes_by_the_date_waits(works):
    assert works(DAY) == ALL
    assert works(400 * DAY) == ["send"]
    assert works(400 * DAY + 2 * HOUR) == ["publish", "send"]
    assert works(400 * DAY + 23 * HOUR) == ["publish", "send"]


def test_a_server_that_was_switched_off_for_a_month_goes_on_a_day_later(works):
    hours = [works(30 * DAY + number * HOUR) for number in range(26)]
    assert hours[-1] == ALL
    assert works(32 * DAY) == ALL


def test_a_clock_that_is_put_right_has_done_nothing_and_all_goes_on_at_once(works):
    assert works(400 * DAY) == ["send"]
    assert works(2 * HOUR) == ALL
    assert works(3 * HOUR) == ALL


def test_a_second_jump_begins_the_wait_anew(works):
    works(400 * DAY)
    assert works(800 * DAY) == ["send"]
    assert works(800 * DAY + 23 * HOUR) == ["publish", "send"]


def test_a_clock_that_goes_back_stops_no_job(works):
    assert works(-400 * DAY) == ALL
    assert works(-400 * DAY + HOUR) == ALL


def test_a_claim_by_a_wrong_clock_is_over_when_that_is_put_right(works):
    JobRun.objects.update(claim="0" * 32, claimed_until=timezone.now() + 400 * DAY)
    assert works(2 * HOUR) == ALL


def test_an_installation_that_has_never_looked_knows_the_time_from_its_last_run(works):
    Clock.objects.all().delete()
    assert works(400 * DAY) == ["send"]


def test_whatever_deletes_or_publishes_by_date_waits():
    by_date = {job.name for job in JOBS if job.settles}
    assert {job.name for job in JOBS if "orget" in job.words} - by_date == {"forget_pdf_files", "forget_askers"}
    assert by_date >= {"publish", "swap_in_copies", "lapse_marks", "remind_owners", "send_news", "note_coverage"}


def test_the_desk_says_so(works, client):
    works(400 * DAY)
    sign_in(client, make_user("Curator"))
    page = client.get("/admin/").text
    assert "Not done: forget. It waits until 4 January 2028 at 09:00" in page
    assert "Check that its date is right" in page


@pytest.mark.parametrize("command", ["forget_lists", "note_coverage"])
def test_the_commands_wait_too(works, command):
    works(timedelta(0))
    Clock.objects.update(seen_at=timezone.now() - 400 * DAY)
    Shortlist.objects.create(opened_on=BEGUN - 800 * DAY)
    Coverage.objects.create(day=BEGUN - 2_000 * DAY, facet="kind", code="x", published=1, assured=0)
    with pytest.raises(NotDoneError):
        call_command(command)
    assert (Shortlist.objects.count(), Coverage.objects.count()) == (1, 1)


def test_of_many_lists_only_some_are_forgotten_at_once():
    Shortlist.objects.bulk_create(Shortlist(opened_on=BEGUN - number * DAY) for number in range(FEW + 50))
    assert forget_unused(now=BEGUN + 3_000 * DAY) == FEW
    assert Shortlist.objects.order_by("opened_on").first().opened_on == (BEGUN - 49 * DAY).date()

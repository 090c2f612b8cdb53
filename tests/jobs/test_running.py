"""Each job runs by itself, when it is due, and never twice at once."""

import os
import signal
import sqlite3
import subprocess
import sys
import time as clock
from contextlib import closing
from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from directory.freshness import job_locks
from directory.freshness.jobs import record_run
from directory.freshness.models import JobRun
from directory.jobs.jobs import JOBS, Job
from directory.jobs.running import run_due_jobs
from tests.machine import ROOT

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def job(name="one", run=lambda *, now: "done", **values):
    return Job(name, name.capitalize(), run, **values)


def fail(*, now):
    raise ValueError("Jamie Smith")


def at(hour, day=10):
    return timezone.make_aware(datetime(2026, 11, day, hour))  # noqa: DTZ001 (made aware)


def test_names_of_jobs_are_told_apart():
    assert len({job.name for job in JOBS}) == len({job.words for job in JOBS}) == len(JOBS)


def test_a_job_that_fails_is_noted_and_stops_no_other(caplog):
    assert run_due_jobs(jobs=[job("bad", fail), job("good")]) == "Bad: failed: ValueError; Good: done"
    runs = JobRun.objects.in_bulk(field_name="name")
    assert (runs["bad"].failed, runs["good"].failed) == (True, False)
    assert "Jamie" not in runs["bad"].outcome
    assert "The job bad failed" in caplog.text


def test_a_job_that_works_again_has_not_failed():
    run_due_jobs(jobs=[job(run=fail)])
    run_due_jobs(jobs=[job()], now=timezone.now() + HOUR)
    assert not JobRun.objects.get().failed


def test_a_job_waits_for_its_next_time():
    some = [job(every=HOUR)]
    assert [run_due_jobs(jobs=some, now=now) for now in (at(9), at(9), at(10))] == ["One: done", "", "One: done"]


def test_what_is_done_at_night_waits_for_its_first_night_and_is_done_once_a_night():
    some = [job(at=time(3, 30))]
    run_due_jobs(jobs=some)
    JobRun.objects.update(known_since=at(9))
    times = [at(23), at(3, day=11), at(4, day=11), at(9, day=11), at(4, day=12)]
    assert [bool(run_due_jobs(jobs=some, now=now)) for now in times] == [False, False, True, False, True]


def test_what_cron_did_by_a_command_of_its_own_is_not_done_again():
    some = [job("check_links", at=time(3, 30))]
    record_run("check_links", "Works: 3")
    JobRun.objects.update(ran_at=at(2, day=11) + HOUR * 1.75)
    assert run_due_jobs(jobs=some, now=at(5, day=11)) == ""


def test_a_job_that_another_process_is_at_is_left_to_it():
    inner = []
    again = job(run=lambda *, now: inner.append(run_due_jobs(jobs=[again])) or "done")
    assert run_due_jobs(jobs=[again]) == "One: done"
    assert inner == [""]


def test_a_job_that_another_process_has_just_done_is_not_done_again():
    first = job("first", lambda *, now: run_due_jobs(jobs=[job("second")]))
    assert run_due_jobs(jobs=[first, job("second")]) == "First: Second: done"


@pytest.mark.skipif(job_locks.are_there(), reason="a lock ends with its process: test_locks")
def test_a_job_whose_process_was_killed_is_begun_again_when_its_lease_is_over():
    run_due_jobs(jobs=[job(at=time(3))])
    JobRun.objects.update(claim=uuid4(), claimed_until=timezone.now() + HOUR)
    assert run_due_jobs(jobs=[job()]) == ""
    JobRun.objects.update(claimed_until=timezone.now() - HOUR)
    assert run_due_jobs(jobs=[job()]) == "One: done"


def test_whoever_took_longer_than_the_lease_says_nothing_of_the_run_of_another():
    def slow(*, now):
        JobRun.objects.update(claim=uuid4(), outcome="of another")
        return "late"

    run_due_jobs(jobs=[job(run=slow)])
    assert JobRun.objects.get().outcome == "of another"


def test_a_worker_that_is_told_to_end_gives_its_job_back():
    def ended(*, now):
        raise SystemExit(0)

    with pytest.raises(SystemExit):
        run_due_jobs(jobs=[job(run=ended)])
    assert JobRun.objects.get().claim is None
    assert run_due_jobs(jobs=[job()]) == "One: done"


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_ends_cleanly_when_told(own_environment, number):
    worker = subprocess.Popen([sys.executable, "manage.py", "run_worker"], cwd=ROOT, env=own_environment)
    wait_until_it_works(own_environment)
    worker.send_signal(number)
    assert worker.wait(timeout=30) == 0


def wait_until_it_works(environment):
    """A busy machine may take long to start it. The first that it writes is which jobs there are."""
    with closing(sqlite3.connect(environment["DATABASE_URL"].removeprefix("sqlite:///"))) as database:
        for _ in range(600):
            if database.execute("SELECT count(*) FROM freshness_jobrun").fetchone()[0]:
                return
            clock.sleep(0.1)
    pytest.fail("The worker did not start within a minute.")


@pytest.mark.once
@pytest.mark.slow
def test_a_worker_beside_a_server_ends_with_it_even_if_that_is_killed(own_environment):
    """As `make run` starts both: the server takes the place of the shell."""
    script = f"{sys.executable} manage.py run_worker --beside $$ & echo $!; exec sleep 60"
    command = ["sh", "-c", script]
    with subprocess.Popen(command, cwd=ROOT, env=own_environment, stdout=subprocess.PIPE, text=True) as server:
        worker = int(server.stdout.readline())
        wait_until_it_works(own_environment)
        os.kill(worker, 0)
        server.kill()
    assert ends(worker)


def ends(pid):
    for _ in range(300):  # a busy machine takes longer than the seconds that a worker has to end
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if "State:\tZ" in status_of(pid):
            return True
        clock.sleep(0.1)
    return False


def status_of(pid):
    try:
        with open(f"/proc/{pid}/status") as file:
            return file.read()
    except OSError:
        return ""

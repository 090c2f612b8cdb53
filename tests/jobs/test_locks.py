"""On PostgreSQL a job is one machine's at a time, and free at once when that machine has died."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from directory.freshness import job_locks
from directory.freshness.models import JobRun
from directory.jobs.jobs import Job
from directory.jobs.running import run_due_jobs

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such locks"),
]
ONE = Job("one", "One", lambda *, now: "done")


def test_a_job_that_another_machine_is_at_is_left_to_it_and_is_free_when_that_has_ended():
    with job_locks.only_here("one") as is_ours:
        assert is_ours
        assert run_due_jobs(jobs=[ONE]) == ""
    assert run_due_jobs(jobs=[ONE]) == "One: done"


def test_other_jobs_go_on_meanwhile():
    with job_locks.only_here("two"):
        assert run_due_jobs(jobs=[ONE]) == "One: done"


def test_a_job_of_a_machine_that_has_died_is_begun_at_once():
    far = timezone.now() + timedelta(hours=3)
    JobRun.objects.create(name="one", words="One", every=ONE.every, claim=uuid4(), claimed_until=far)
    assert run_due_jobs(jobs=[ONE]) == "One: done"


def test_a_connection_that_is_cut_gives_the_lock_up():
    with job_locks.only_here("one"):
        number = job_locks.number_of("one")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
                " WHERE locktype = 'advisory' AND objid::bigint = %s"
                " AND datname = current_database()",  # other tests may be at it in theirs
                [number & 0xFFFFFFFF],
            )
            assert cursor.fetchall() == [(True,)]
        with job_locks.only_here("one") as is_ours:
            assert is_ours


@pytest.mark.parametrize("name", ["check_links", "note_coverage", "forget_lists"])
def test_a_command_that_names_such_a_job_says_so(name):
    with job_locks.only_here(name), pytest.raises(CommandError, match="Another process is at it"):
        call_command(name)

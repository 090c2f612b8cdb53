"""Running jobs: each by itself, so that one which fails stops no other, and none twice at once."""

import logging
from uuid import uuid4

from django.db.models import Q
from django.utils import timezone

from directory.freshness import job_locks
from directory.freshness.clock import refuse_while_in_doubt
from directory.freshness.models import FAILED, JobRun
from directory.freshness.not_done import NotDoneError
from directory.jobs.jobs import DAY, JOBS

logger = logging.getLogger(__name__)


def run_due_jobs(*, now=None, jobs=JOBS):
    """Run each of `jobs` that is due, one after the other. Returns what came of those, in words."""
    runs = known_runs(jobs)
    outcomes = [(job, run_job(job, runs[job.name], now)) for job in jobs]
    return "; ".join(f"{job.words}: {outcome}" for job, outcome in outcomes if outcome)


def known_runs(jobs):
    """Name -> its run, for every job: what has never run is known too, so that the desk can say so."""
    runs = JobRun.objects.in_bulk([job.name for job in jobs], field_name="name")
    for job in jobs:
        if job.name not in runs or (runs[job.name].words, runs[job.name].every) != (job.words, job.every):
            said = {"words": job.words, "every": job.every}
            runs[job.name], _ = JobRun.objects.update_or_create(name=job.name, defaults=said)
    return runs


def run_job(job, run, now=None):
    """What came of `job`, in words; nothing where it is not due or another process is at it."""
    begun = now or timezone.now()
    if not job.is_due(run, begun):
        return ""
    with job_locks.only_here(job.name) as is_ours:
        token = claim(job, run) if is_ours else None
        return run_claimed(job, run, token, begun, now) if token else ""


def run_claimed(job, run, token, begun, now):
    try:
        refuse_while_in_doubt(begun, job.settles)
        return note(job, token, ran_at=now or timezone.now(), failed=False, outcome=job.run(now=begun))
    except NotDoneError as reason:
        if run.outcome != str(reason):
            logger.warning("The job %s was not done: %s", job.name, reason)
        return note(job, token, ran_at=begun, failed=True, outcome=str(reason))
    except Exception as error:
        logger.exception("The job %s failed", job.name)
        return note(job, token, ran_at=begun, failed=True, outcome=f"{FAILED}{type(error).__name__}")
    finally:  # also where the worker is told to end
        JobRun.objects.filter(claim=token).update(claim=None)


def claim(job, run):
    """Take the job for this process unless another has it, or has run it meanwhile: one UPDATE, on any database.

    Where there are locks and we have this one, whoever claimed it has died.
    """
    token, now = uuid4(), timezone.now()
    by_a_wrong_clock = Q(claimed_until__gt=now + job.lease + DAY)  # which has been put right since
    free = Q() if job_locks.are_there() else Q(claim=None) | Q(claimed_until__lt=now) | by_a_wrong_clock
    unchanged = Q(ran_at=run.ran_at) if run.ran_at else Q(ran_at=None)
    claimed = JobRun.objects.filter(free, unchanged, name=job.name)
    return token if claimed.update(claim=token, claimed_until=now + job.lease) else None


def note(job, token, *, outcome, **said):
    """Keep what came of it, unless this process took so long that another has begun."""
    JobRun.objects.filter(name=job.name, claim=token).update(outcome=outcome[:300], **said)
    return outcome

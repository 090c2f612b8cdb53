"""Each job begun twice in one moment does no harm, raises nothing and says nothing untrue."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.catalogue.actions.steps import take_step
from directory.catalogue.models import Entry, Revision
from directory.correspondence.models import Email
from directory.curation.desk.my_work import what_has_stopped
from directory.insight.models import Count
from directory.jobs.jobs import JOBS
from directory.jobs.running import run_due_jobs
from directory.shortlist.models import Shortlist
from tests.at_once import at_once
from tests.conftest import load_the_vocabularies
from tests.factories import make_resource
from tests.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)

OFFLINE = {"check_links"}  # asks the internet: `test_our_network` has it
NUMBER = 3


@pytest.fixture
def bank(transactional_db, settings):
    load_the_vocabularies()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    author, approver = make_user("Editor"), make_user("Curator")
    for number in range(NUMBER):
        entry = make_resource(f"Asking {number}", published=False, created_by=author)
        take_step(step="submit", entry=entry, by=author)
        take_step(step="schedule", entry=entry, by=approver, at=timezone.now() + timedelta(hours=1))
    seen = make_resource("Seen")
    Count.objects.create(
        day=timezone.localdate() - timedelta(days=2), what=Count.What.OPENED, key=f"resources/{seen.slug}", number=40
    )
    Shortlist.objects.create(opened_on=timezone.localdate() - timedelta(days=500))
    Email.objects.all().delete()


def test_each_job_twice(bank, mailoutbox, caplog):
    later = timezone.now() + timedelta(hours=2)
    for job in JOBS:
        if job.name not in OFFLINE:
            came = at_once(*[lambda job=job: job.run(now=later)] * 2)
            assert all(isinstance(outcome, str) for outcome in came), (job.name, came)
            assert not any("could not" in outcome for outcome in came), (job.name, came)
    assert Entry.objects.filter(state="published").count() == NUMBER + 1
    published = Revision.objects.filter(action="published").values_list("entry", flat=True)
    assert len(published) == len(set(published)) == NUMBER + 1
    keys = list(Email.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys))
    sent = [(tuple(message.to), message.subject, message.body) for message in mailoutbox]
    assert len(sent) == len(set(sent))
    assert [record for record in caplog.records if record.exc_info] == []


def test_two_workers_at_once(bank):
    jobs = [job for job in JOBS if job.name not in OFFLINE]
    later = timezone.now() + timedelta(hours=2)
    came = at_once(*[lambda: run_due_jobs(now=later, jobs=jobs)] * 2)
    assert all(isinstance(outcome, str) for outcome in came), came
    assert "could not" not in " ".join(came)
    assert not any("failed" in words or "Not done" in words for words in what_has_stopped())
    assert Entry.objects.filter(state="published").count() == NUMBER + 1

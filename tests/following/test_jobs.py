"""The job that reads the banks: each by itself, when it is time or somebody waits."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.utils import timezone

from directory.following import jobs
from directory.following.jobs import is_waiting, read_banks
from directory.following.models import Bank, Proposal
from directory.jobs.jobs import JOBS
from tests.factories import make_resource
from tests.following.other_bank import read, waiting

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_it_is_one_of_the_jobs_and_is_due_when_somebody_waits():
    (job,) = [job for job in JOBS if job.run is read_banks]
    assert job.is_waiting() is False
    bank = Bank.objects.create(name="Derbyshire", address="https://other.example")
    assert job.is_waiting() is True
    Bank.objects.filter(pk=bank.pk).update(state="paused")
    assert job.is_waiting() is False


def test_one_that_cannot_be_read_keeps_no_other_from_it(other, monkeypatch, caplog):
    other.publish(partial(make_resource, "A lesson"))
    for name in ("First", "Broken", "Last"):
        Bank.objects.create(name=name, address=f"https://{name.lower()}.example")

    def ask(address, limits):
        if "broken" in address:
            raise MemoryError
        return other.ask(address, limits)

    assert read_banks(now=NOW, ask=ask) == "3 banks read, 1 could not be"
    assert Bank.objects.get(name="Broken").outcome == jobs.NOT_FORESEEN
    assert "could not be read" in caplog.text
    assert [one.bank.name for one in Proposal.objects.all()] == ["First", "Last"]


def test_each_is_read_once_a_night_and_when_asked(other):
    other.publish()
    bank = other.followed()
    assert read_banks(now=NOW, ask=other.ask) == "1 bank read"
    assert not is_waiting()
    assert read_banks(now=NOW + timedelta(hours=2), ask=other.ask) == "0 banks read"
    Bank.objects.update(asked=True)
    assert read_banks(now=NOW + timedelta(hours=2), ask=other.ask) == "1 bank read"
    assert read_banks(now=NOW + timedelta(days=1), ask=other.ask) == "1 bank read"
    Bank.objects.filter(pk=bank.pk).update(state="stopped", asked=True)
    assert read_banks(now=NOW + timedelta(days=2), ask=other.ask) == "0 banks read"


def test_whoever_asks_while_it_is_read_is_heard(other):
    other.publish(partial(make_resource, "A lesson"))
    bank = other.followed()

    def ask(address, limits):
        Bank.objects.filter(pk=bank.pk).update(asked=True)
        return other.ask(address, limits)

    read_banks(now=NOW, ask=ask)
    bank.refresh_from_db()
    assert (bank.asked, bank.files) == (True, {})  # all of it is read anew, with what somebody has changed


def test_since_when_it_cannot_be_read_is_kept_until_it_can(other):
    other.publish()
    bank = other.followed()
    other.say(format=2)
    read(bank, other)
    since = bank.failing_since
    read(bank, other)
    assert (bank.failing_since, bank.read_at) == (since, None)
    other.say(format=1)
    read(bank, other)
    assert bank.failing_since is None


def test_what_was_decided_a_year_ago_is_not_kept(other):
    bank = other.followed(state="paused")
    said = {"bank": bank, "kind": "resource", "what": "new", "rank": 3, "title": "Theirs"}
    for days, state in ((366, "refused"), (300, "accepted"), (None, "waiting")):
        decided = {"decided_at": NOW - timedelta(days=days)} if days else {}
        Proposal.objects.create(uuid=uuid4(), state=state, **decided, **said)
    read_banks(now=NOW)
    assert {one.state for one in Proposal.objects.all()} == {"accepted", "waiting"}
    assert len(waiting()) == 1

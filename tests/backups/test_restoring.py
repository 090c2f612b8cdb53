"""A restore brings back all of a backup, or nothing; and not what must not come back."""

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from directory.backups import making
from directory.backups.backup_file import BackupFile
from directory.backups.databases.kind import database
from directory.backups.keeping import newest
from directory.backups.making import make_backup
from directory.catalogue.actions.history import forget_versions, record_revision
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Action, State
from directory.correspondence.models import Email
from directory.inbox.models import Message
from directory.search.documents import consistency
from directory.search.documents.index_store import IndexStore
from directory.shortlist import actions as shortlist
from directory.shortlist.models import Shortlist
from directory.subscriptions.models import Subscription
from tests.factories import make_resource

pytestmark = pytest.mark.django_db  # in the database of the fixture `site`

# What a restore makes anew, or leaves as it is in the database that it replaces.
ANEW = {"search_edition", "search_term", "search_searchdocument", "freshness_jobrun", "correspondence_email"}
READER = "reader@example.org"


def backup():
    call_command("backup", stdout=io.StringIO())
    return newest(settings.BACKUP_FOLDER)


def restore(path, *flags):
    said = io.StringIO()
    call_command("restore", str(path), *flags, stdout=said)
    return said.getvalue()


def tables():
    with database().snapshot() as snapshot:
        return snapshot.tables()


def differing(before):
    after = tables()
    return {name for name in before | after if before.get(name) != after.get(name)}


def change(entry, action, **values):
    Entry.objects.filter(pk=entry.pk).update(**values)
    record_revision(entry=Entry.objects.get(pk=entry.pk), action=action)


def test_all_is_as_it_was_and_a_process_that_runs_notices_at_its_next_search(site):
    """Though as many changes were made afterwards as were undone, so that their numbers are the same again."""
    entry, store = make_resource("Zebracrossing"), IndexStore()
    before, path, first = tables(), backup(), store.snapshot()
    make_resource("Yellowhammer")
    Entry.objects.filter(pk=entry.pk).update(title="It was changed later")
    undone = store.snapshot()
    assert "Restored in" in restore(path, "--yes", "--lose-work")
    assert differing(before) <= ANEW
    make_resource("Xylophone")
    now = store.snapshot()
    assert len({first.version, undone.version, now.version}) == 3
    assert now.index.entries.tolist() == sorted(Entry.objects.published().values_list("pk", flat=True))
    assert consistency.find_differences() == {}


def test_what_was_withdrawn_since_stays_so_unless_told(site):
    harmful, named, fine = (make_resource(title) for title in ("A wrong helpline", "With a name", "A right one"))
    User.objects.create_user("leaver")
    Session.objects.create(session_key="made-up", session_data="", expire_date=timezone.now() + timedelta(days=1))
    Message.objects.create(purpose="problem", words="With a name")
    Subscription.objects.create(to=READER, what="guidance", expires_at=timezone.now())
    shortlist.add(shortlist=shortlist.start(address=READER), entry=fine)
    for key in ("sent since", "still waits"):
        Email.objects.create(key=key, to=READER, subject="News", text="Words")
    path = backup()

    change(harmful, Action.UNPUBLISHED, state=State.DRAFT)
    change(named, Action.EDITED, summary="Without it")
    forget_versions(entry=named)
    User.objects.filter(username="leaver").update(is_active=False)
    for model in (Message, Subscription, Shortlist):
        model.objects.all().delete()
    Email.objects.filter(key="sent since").update(state="sent", text="")
    Email.objects.create(key="written since", to=READER, subject="News", text="Words")

    said = restore(path, "--yes", "--lose-work")
    assert "still hidden: 2" in said
    published = Entry.objects.published().filter(pk__in=[harmful.pk, named.pk, fine.pk])
    assert published.get().pk == fine.pk  # the other one's text has the name again
    assert "after the backup that was restored" in harmful.revisions.first().why
    assert Revision.objects.get(entry=named.pk, number=1).record == {}
    assert not User.objects.get(username="leaver").is_active
    assert not any(model.objects.exists() for model in (Message, Subscription, Shortlist, Session))
    states = {"sent since": "sent", "still waits": "waiting", "written since": "held"}
    assert dict(Email.objects.values_list("key", "state")) == states

    restore(path, "--yes", "--lose-work", "--bring-all-back")
    assert Entry.objects.published().filter(pk__in=[harmful.pk, named.pk, fine.pk]).count() == 3
    assert User.objects.get(username="leaver").is_active
    assert all(model.objects.exists() for model in (Message, Subscription, Shortlist))
    assert not Session.objects.exists()
    assert dict(Email.objects.values_list("key", "state")) == {"sent since": "held", "still waits": "held"}


def test_it_says_what_would_be_lost_and_refuses_until_told(site, monkeypatch):
    path = backup()
    make_resource("Work of today")
    before = tables()
    assert "lost with a restore: changes of entries: 1" in restore(path, "--show")
    with pytest.raises(CommandError, match="People have worked since"):
        restore(path, "--yes")
    monkeypatch.setattr("builtins.input", lambda question: "no")
    with pytest.raises(CommandError, match="Nothing was changed"):
        restore(path, "--lose-work")
    assert differing(before) == set()


def test_a_restore_that_is_cut_off_changes_nothing(site, monkeypatch):
    path, before, whole = backup(), tables(), BackupFile.pieces
    times = iter([lambda *args: whole(*args), cut_off(whole)])  # it was checked a moment before
    monkeypatch.setattr(BackupFile, "pieces", lambda *args: next(times)(*args))
    with pytest.raises(CommandError, match="went away"):
        restore(path, "--yes")
    assert differing(before) == set()


def cut_off(pieces):
    def some(backup, key):
        yield from list(pieces(backup, key))[:-1]
        raise OSError("The disk went away.")

    return some


def test_what_cannot_be_restored_here_is_refused_in_one_line(site, monkeypatch):
    before, said = tables(), making.manifest_of
    for number, (changed, why) in enumerate(FOREIGN, start=1):
        with monkeypatch.context() as patched:
            patched.setattr(making, "manifest_of", lambda *args, **kwargs: said(*args, **kwargs) | changed)  # noqa: B023
            path = make_backup(folder=site).rename(site / f"{number}.other")
        with pytest.raises(CommandError, match=why) as refused:
            restore(path, "--yes")
        assert "\n" not in str(refused.value)
    assert differing(before) == set()


FOREIGN = [
    ({"application": "something else"}, "not a backup of the resource bank"),
    ({"database": "oracle"}, "a database in oracle"),
    ({"format": 2}, "newer release"),
    ({"release": "99.0"}, r"newer release \(99.0\)"),
    ({"migrations": [["catalogue", "9999_of_the_future"]]}, "newer release"),
    ({"made_at": "yesterday"}, "broken"),
    ({"tables": None}, "not a backup"),
]


def test_an_older_release_is_migrated_after_its_restore(site, monkeypatch):
    path = backup()
    asked = []
    monkeypatch.setattr("directory.backups.restoring.call_command", lambda *args, **kwargs: asked.append(args))
    restore(path, "--yes")
    assert asked == [("migrate",)]

"""The commands that make a backup and rehearse restoring it, and what the desk hears of them."""

import io
import subprocess

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from directory.backups import making, status
from directory.backups.backup_file import open_backup
from directory.backups.keeping import backups_in, newest
from directory.catalogue.models import Entry
from directory.curation.desk.my_work import what_has_stopped
from directory.freshness.models import JobRun
from tests.factories import make_resource

pytestmark = pytest.mark.django_db  # in the database of the fixture `site`


def run(*arguments):
    said = io.StringIO()
    call_command(*arguments, stdout=said)
    return said.getvalue()


def test_a_backup_says_what_it_holds_is_private_and_is_rehearsed(site):
    make_resource("Kept")
    said = run("backup", "--rehearse", "--keep", "2")
    assert "encrypted" in said
    assert "every row is there" in said
    path = newest(site)
    assert path.stat().st_mode & 0o777 == 0o600
    with open_backup(path) as backup:
        assert backup.manifest["tables"]["catalogue_entry"][0] == Entry.objects.count()
    assert [one.name for one in site.iterdir()] == [path.name]
    assert path.name in status.last_backup().outcome
    assert not status.last_rehearsal().failed


def test_a_backup_that_lost_a_row_fails_its_rehearsal(site, monkeypatch):
    said = making.manifest_of

    def with_one_more(*args, **kwargs):
        manifest = said(*args, **kwargs)
        number, digest = manifest["tables"]["taxonomy_topic"]
        return manifest | {"tables": manifest["tables"] | {"taxonomy_topic": [number + 1, digest]}}

    monkeypatch.setattr(making, "manifest_of", with_one_more)
    run("backup")
    with pytest.raises(CommandError, match="not what they were: taxonomy_topic"):
        run("rehearse_restore")
    assert status.last_rehearsal().failed


def test_only_so_many_are_kept(site):
    for _ in range(3):
        run("backup", "--keep", "2", "--keep-monthly", "1")
    assert [manifest["number"] for _, manifest in backups_in(site)] == [3, 2]


def test_a_backup_that_fails_is_told_in_one_line_and_on_the_desk(site):
    settings.BACKUP_FOLDER = str(site / "nowhere")
    with pytest.raises(CommandError, match="There is no folder"):
        run("backup")
    assert status.last_backup().failed
    assert any("Backups" in line and "failed" in line for line in what_has_stopped())


def test_a_backup_is_made_though_it_cannot_be_noted(site, monkeypatch, caplog):
    """Somebody wrote for so long that SQLite gave up: the backup was there, and called a failure."""

    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(JobRun.objects, "update_or_create", locked)
    assert "encrypted" in run("backup")
    assert newest(site).exists()
    assert "could not be noted" in caplog.text


def test_the_desk_says_when_there_was_none_for_two_days(site):
    run("backup")
    assert not any("Backups" in line for line in what_has_stopped())
    made = status.last_backup().at
    JobRun.objects.filter(name=status.BACKUP).update(ran_at=made - status.EVERY[status.BACKUP] * 1.3)
    assert any("Backups" in line and "have stopped" in line for line in what_has_stopped())


def test_no_password_stands_on_a_command_line(site, monkeypatch):
    started, usual = [], subprocess.Popen

    def watched(command, **kwargs):
        started.append(command)
        return usual(command, **kwargs)

    monkeypatch.setattr(subprocess, "Popen", watched)

    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "made-up-password")
    run("backup")
    assert bool(started) == (connection.vendor == "postgresql")
    assert "made-up-password" not in str(started)

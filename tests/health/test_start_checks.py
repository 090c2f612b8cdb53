"""What keeps a process of the site from starting, and in which words it says so."""

import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from directory.county.current import county
from directory.health import database, folders, start_checks
from directory.taxonomy.models import District


@pytest.fixture
def static_root(tmp_path):
    """Gathered files, as production serves them: each under its name and that of its content."""
    root = tmp_path / "static"
    for name in ("build/site.1.css", "js/site.2.js"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    write_manifest(root, {"build/site.css": "build/site.1.css", "js/site.js": "js/site.2.js"})
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": settings.HASHED_STATIC}}
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        yield root


def write_manifest(root, paths):
    (root / "staticfiles.json").write_text(json.dumps({"paths": paths, "version": "1.1", "hash": ""}))


def said(check):
    return " ".join(problem.msg for problem in check(None))


def test_built_files_that_are_all_there_say_nothing(static_root):
    assert not said(start_checks.check_built_files)


@pytest.mark.parametrize(
    ("damage", "missing"),
    [
        (lambda root: (root / "staticfiles.json").unlink(), "staticfiles.json"),
        (lambda root: (root / "staticfiles.json").write_text('{"paths": '), "staticfiles.json"),
        (lambda root: (root / "staticfiles.json").write_text("[]"), "staticfiles.json"),
        (lambda root: write_manifest(root, {}), "build/site.css and 1 more"),
        (lambda root: (root / "build/site.1.css").unlink(), "build/site.1.css"),
        (lambda root: root.rename(root.with_name("gone")), "staticfiles.json"),
    ],
    ids=["no manifest", "half a manifest", "another file", "an empty one", "one file", "all of it"],
)
def test_a_missing_built_file_is_named_with_what_to_run(static_root, damage, missing):
    damage(static_root)
    words = said(start_checks.check_built_files)
    assert f"The static file {missing} is missing: run" in words
    assert "collectstatic" in words


def test_a_developers_files_need_not_be_gathered():
    assert settings.STORAGES["staticfiles"]["BACKEND"] == settings.PLAIN_STATIC
    assert not said(start_checks.check_built_files)


@pytest.mark.parametrize("name", folders.NAMES)
def test_a_folder_that_cannot_be_made_is_named(settings, tmp_path, name):
    (tmp_path / "file").touch()
    settings.SNAPSHOT_FOLDER = tmp_path / "snapshot"
    setattr(settings, name, tmp_path / "file" / "folder")
    assert f"set {name} to one that can" in said(start_checks.check_folders)


def test_a_full_disk_is_no_reason_not_to_start(settings, monkeypatch, tmp_path):
    def full(**options):
        raise OSError(28, "No space left on device")

    settings.DATA_DIR = settings.PDF_FOLDER = settings.SNAPSHOT_FOLDER = tmp_path
    monkeypatch.setattr(folders.tempfile, "TemporaryFile", full)
    assert not said(start_checks.check_folders)


@pytest.mark.django_db
def test_a_database_with_all_its_migrations_says_nothing_and_one_of_a_newer_release_too():
    MigrationRecorder.Migration.objects.create(app="catalogue", name="9999_of_tomorrow")
    assert start_checks.database_problems() == []


@pytest.mark.django_db
def test_a_database_that_lacks_a_migration_is_refused():
    app, name = next(newest for newest in database.newest_migrations() if newest[0] == "catalogue")
    MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()
    (problem,) = start_checks.database_problems()
    assert problem.is_serious()
    assert "lacks migrations (catalogue): run `python manage.py migrate`" in problem.msg


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://resources.example.org", ""),
        ("https://www.resources.example.org:8443", ""),
        ("https://elsewhere.example.org", "elsewhere.example.org, which is not among ALLOWED_HOSTS"),
    ],
)
def test_an_address_of_the_site_that_it_does_not_answer_at_is_named(settings, address, words):
    settings.ALLOWED_HOSTS, settings.SITE_ADDRESS = [".resources.example.org"], address
    assert words in said(start_checks.check_site_address)
    assert bool(words) == bool(said(start_checks.check_site_address))


@pytest.mark.django_db
def test_a_district_that_nobody_has_loaded_is_named_and_stops_nothing():
    District.objects.get(code=county.example_district).delete()
    (problem,) = start_checks.database_problems()
    assert not problem.is_serious()
    assert f"The bank has nothing of {county.example_home}, which COUNTY_FOLDER names: run" in problem.msg


def test_an_empty_database_is_refused_and_one_that_is_not_there_is_not_made(monkeypatch, tmp_path):
    monkeypatch.setattr(database, "file", lambda: tmp_path / "bank.sqlite3")
    monkeypatch.setattr(database.connection, "vendor", "sqlite")
    (problem,) = start_checks.database_problems()
    assert "There is no database at" in problem.msg
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_away_stops_nothing(monkeypatch):
    def away():
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(database, "pending_migrations", away)
    monkeypatch.setattr(database, "is_missing", lambda: False)
    (problem,) = start_checks.database_problems()
    assert not problem.is_serious()
    assert problem.msg.endswith("starts without it: connection refused Is the server running?")


@pytest.fixture
def only(monkeypatch):
    """Has the checks find just this."""
    return lambda *found: monkeypatch.setattr(
        "directory.health.management.commands.check_start.problems", lambda: found
    )


def test_the_gravest_is_said_in_one_line(only):
    only(start_checks.checks.Warning("It rains."), start_checks.checks.Error("No roof."))
    with pytest.raises(CommandError, match=r"^No roof\.$"):
        call_command("check_start")


def test_a_warning_is_said_and_stops_nothing(only, capsys):
    only(start_checks.checks.Warning("It rains."))
    call_command("check_start")
    assert capsys.readouterr().err == "It rains.\n"


@pytest.mark.parametrize("command", ["run_worker", "run_due_jobs"])
def test_work_does_not_begin_either(only, command):
    only(start_checks.checks.Error("No roof."))
    with pytest.raises(CommandError, match="No roof"):
        call_command(command)


def test_djangos_deployment_check_finds_the_same():
    registered = start_checks.checks.registry.registry.get_checks(include_deployment_checks=True)
    ours = {check for check in registered if start_checks.START in check.tags}
    assert ours == {getattr(start_checks, name) for name in vars(start_checks) if name.startswith("check_")}

import gc
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core import signing
from django.db import connection

from directory.county.current import county
from directory.exchange.starter_content.content import vocabularies_of
from directory.exchange.starter_content.loading import load_vocabularies
from directory.organisations.times_of_the_week import STEP
from directory.search.documents.index_store import index_store
from tests.machine import ROOT
from tests.quick import fewer
from tests.signing_in import sign_in

FIXTURES = ROOT / "fixtures"

# Rooms whose tests are about words, pages and content, which are the same on both databases. What a database may do
# in its own way (conditions, constraints, locks, sums by day) is tested in the other rooms.
SAME_ON_BOTH = [
    ROOT / "tests" / room
    for room in (
        "casestudies",
        "curation/adding",
        "curation/desk",
        "exchange/columns",
        "exchange/files",
        "exchange/matching",
        "exchange/open_referral",
        "guidance",
        "insight/impact",
        "insight/provision",
        "lessons",
        "networks",
        "notices",
        "opendata",
        "organisations",
        "pages",
        "privacy",
        "resources",
        "search/language",
        "search/pages",
        "starter_content",
        "subscriptions",
        "topics",
        "training",
        "who_to_call",
    )
]

# However busy the machine is: a case that takes long says nothing of whether it is right.
hypothesis.settings.register_profile(
    "ours",
    max_examples=fewer(100),
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("ours")


def pytest_addoption(parser):
    parser.addoption(
        "--beside",
        choices=["sqlite", "postgres"],
        help="the database that another run tests on: that run is left what need not be run twice",
    )


@pytest.hookimpl(
    trylast=True
)  # pytest itself moves what shares a parameter together, such as all that drive a browser
def pytest_collection_modifyitems(config, items):
    """What touches the database is run on both, but for what is the same; all else on SQLite only."""
    other = config.getoption("beside")
    left = {item for item in items if other and other == only_on(item)}
    config.hook.pytest_deselected(items=list(left))
    items[:] = sorted((item for item in items if item not in left), key=turn)


def turn(item):
    """Those that take long come first, so that no core is left with one alone; those that empty the tables last.

    All others need the vocabularies in the tables. Those with the starter content stay together, on one core.
    """
    slow, content = item.get_closest_marker("slow"), "starter_content" in item.fixturenames
    return empties_the_tables(item), not (slow or content), not slow


def empties_the_tables(item):
    """Whether the test leaves the tables without a row."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in item.fixturenames


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    """No test begins in the last seconds of five minutes.

    With them a page that was kept is made anew, as somebody may have opened; a quarter of an hour of emails may end,
    and a day. A test in the middle of it would see both sides.
    """
    left = STEP * 60 - time.time() % (STEP * 60)
    if left < 3:
        time.sleep(left)


def pytest_collection_finish():
    """All that was imported stays: going through it again and again for garbage is a fifth of what tests take."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def only_on(item):
    """The one of two databases that a test is run on. Without its marker or fixtures a test can reach none."""
    if not item.get_closest_marker("django_db") and "django_db_setup" not in item.fixturenames:
        return "sqlite"
    same = item.get_closest_marker("once") or any(room in item.path.parents for room in SAME_ON_BOTH)
    return "sqlite" if same and not runs_on_one(item) else None  # where a test takes half the time


def runs_on_one(item):
    """A browser and the HTML checker are there in one of the runs only."""
    return bool(item.get_closest_marker("browser") or item.get_closest_marker("vnu"))


@pytest.fixture(scope="session", autouse=True)
def data_files(tmp_path_factory):
    """The files of open data, which any test that runs all jobs makes, go where pytest forgets them."""
    settings.DATA_DIR = tmp_path_factory.getbasetemp() / "data"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Nothing is left beside the file of a run before, which Django takes away alone."""
    if connection.vendor == "sqlite":
        for end in ("-wal", "-shm"):
            Path(f"{connection.creation._get_test_db_name()}{end}").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test starts with the real vocabularies and an otherwise empty bank."""
    with django_db_blocker.unblock():
        load_the_vocabularies()
        index_store.snapshot()


def load_the_vocabularies():
    load_vocabularies(vocabularies_of(FIXTURES, county))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """An SQLite database with the vocabularies, for programs that tests start: they work in copies of it."""
    file = tmp_path_factory.mktemp("migrated") / "bank.sqlite3"
    run_manage(file, "migrate", "-v0")
    run_manage(file, "shell", "--no-imports", "-c", "from tests.conftest import *; load_the_vocabularies()")
    return file


def run_manage(file, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment_of(file), check=True)


@pytest.fixture
def own_environment(migrated_file, tmp_path):
    """What a program of ours is started with, so that it works in a database of this test alone."""
    return environment_of(shutil.copy(migrated_file, tmp_path / "bank.sqlite3"))


def environment_of(file):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "resourcebank.settings",
        "DEBUG": "true",
        "DATABASE_URL": f"sqlite:///{file}",
        "DATA_DIR": str(file.parent / "data"),
        "SNAPSHOT_FOLDER": str(file.parent / "snapshot"),
    }


@pytest.fixture
def staff_client(client, django_user_model):
    user = django_user_model.objects.create_superuser("coordinator", password="made up for a test")
    return sign_in(client, user)


@pytest.fixture
def begun(monkeypatch):
    """What a reader's form that was opened a while ago carries."""
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now - 60)
    token = signing.dumps("begun")
    monkeypatch.setattr(signing.time, "time", lambda: now)
    return token

"""Journeys drive a real browser: the Chromium that this machine has, never one that Playwright fetches."""

import os
import sqlite3
from uuid import uuid4

import pytest
from django.db import connection
from playwright.sync_api import expect

from directory.exchange.starter_content.loading import load_content
from directory.search.documents.models import Edition
from tests import machine
from tests.signing_in import PASSWORD, sign_in_browser

expect.set_options(timeout=15_000)  # milliseconds: a busy machine is slow, and not wrong
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = machine.chromium()
    if not chromium:
        pytest.skip("no Chromium on this machine")
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium has none for root
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET + sandbox}


@pytest.fixture(scope="session", autouse=True)
def django_beside_playwright():
    """Playwright runs an event loop in the tests' thread, where Django would refuse to use the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def bank(live_server):
    """The address of a running bank with its starter content."""
    load_or_restore()
    return live_server.url


loaded = sqlite3.connect(":memory:", check_same_thread=False)  # the bank as it is just after loading


def load_or_restore():
    """Loading takes seconds; every journey after the first gets a copy of the database that the first one loaded."""
    connection.ensure_connection()
    database = connection.connection
    if connection.vendor != "sqlite" or not loaded.execute("SELECT 1 FROM sqlite_master").fetchone():
        load_content(folder=machine.ROOT / "fixtures")
        if connection.vendor == "sqlite":
            database.backup(loaded)
        return
    loaded.backup(database)
    # The server's index may have moved on since that moment: with another birth it reads everything anew.
    Edition.objects.update(born=uuid4().hex)


@pytest.fixture
def context(context, bank):
    """Every journey fails if a page asks another site for anything, breaks the security policy or sets a cookie."""
    context.strangers, context.complaints = [], []
    context.on(
        "request", lambda request: context.strangers.append(request.url) if is_strange(request, bank) else None
    )
    context.on("console", lambda line: context.complaints.append(line.text) if is_complaint(line) else None)
    context.on("weberror", lambda error: context.complaints.append(str(error.error)))
    yield context
    assert context.strangers == []
    assert context.complaints == []


@pytest.fixture
def curator(page, bank, context, django_user_model):
    """A page signed in to the admin."""
    user = django_user_model.objects.create_superuser("coordinator", password=PASSWORD)
    sign_in_browser(page, bank, user)
    yield page
    # The admin's own autocomplete writes inline styles, which the policy blocks and nothing needs.
    context.complaints[:] = [line for line in context.complaints if "Applying inline style" not in line]


def is_complaint(line):
    """An error in the console, but for htmx's note that a newer request took the place of an older one."""
    return line.type == "error" and not line.text.startswith(("htmx:afterRequest", "htmx:sendAbort"))


def is_strange(request, bank):
    return not request.url.startswith((bank, "data:", "about:", "blob:"))

"""Journeys drive a real browser: the Chromium that this machine has, never one that Playwright fetches."""

import os

import pytest

from tests import machine

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

"""While the database is away, readers get the pages that they would have got, with the day and time they are of."""

import re

import pytest
from django.test import RequestFactory
from django.urls import resolve

from directory.outages import kept_pages
from tests.addresses import BOXES, PUBLIC, UNUSUAL, prepare
from tests.outages.away import copied_to, database_away

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_content"), pytest.mark.once]

SAID = re.compile(r'\n<div class="wrap kept-frame">\n  <p class="kept" role="status">.*?</p>\n</div>', re.DOTALL)
FORMS = ("inbox", "owners", "subscriptions", "quality")
NEED_THE_DATABASE = {"provision map", "provision map by sector", "impact",
                     "impact report", "data to download", "data to download, an older version",
                     "data for other systems", "lists", "save"}  # fmt: skip


@pytest.fixture(scope="module")
def kept(starter_content, django_db_blocker, tmp_path_factory):
    """Name -> (the page as it is, the page as it is kept): made once, within the starter content's transaction."""
    from django.db import transaction
    from django.test import Client

    with django_db_blocker.unblock(), transaction.atomic():
        prepare()
        addresses = {name: path for name, path in (PUBLIC | BOXES).items() if not path.startswith(("/list/", "/n"))}
        pages = {name: Client().get(path) for name, path in addresses.items()}
        with copied_to(tmp_path_factory.mktemp("copy")), database_away():
            found = {name: (pages[name], kept_pages.answer(get(path))) for name, path in addresses.items()}
        transaction.set_rollback(True)
    return found


def get(path):
    return RequestFactory(SERVER_NAME="testserver").get(path)


def undated(text):
    """Of the history, which says to other programs when a case study was changed, only a little is copied."""
    return re.sub(r'"dateModified":"[^"]*"', "", text)


def room(name):
    return resolve((PUBLIC | BOXES)[name].partition("?")[0]).namespace


def test_pages_are_as_they_were_but_for_what_they_say_of_their_date(kept):
    for name, (page, answer) in kept.items():
        if answer is not None and answer.status_code != 301:
            assert SAID.search(answer.text), name
            assert undated(SAID.sub("", answer.text, count=1)) == undated(page.text), name
            assert answer.status_code == page.status_code, name


def test_only_what_needs_the_database_is_left_out(kept):
    missing = {name for name, (_, answer) in kept.items() if answer is None}
    unfound = {name for name, status in UNUSUAL.items() if status in (404, 410)}
    assert {name for name in missing - unfound if room(name) not in FORMS} == NEED_THE_DATABASE & kept.keys()

"""A page that is shown again is the page that would have been made, whatever it is about."""

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import resolve

from directory.caching import finished_pages, middleware
from directory.caching.rules import rule_of
from directory.search.pages.addresses import READERS_WORDS
from tests.addresses import BOXES, PUBLIC, UNUSUAL, prepare

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_content"), pytest.mark.once]
IN_OUR_WORDS = {"search, words and filters", "search, nothing found"}  # which curators call something by


@pytest.fixture(scope="module")
def twice(starter_content, django_db_blocker):
    """Name -> the page as it is made by itself, and as it is shown after it was made for somebody else."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        prepare()
        pages = PUBLIC | BOXES
        made = {name: Client().get(path) for name, path in pages.items()}
        patch.setattr(middleware, "finished_pages", finished_pages.FinishedPages())
        patch.setattr(finished_pages, "is_in_doubt", lambda: False)
        for path in pages.values():
            Client().get(path)
        found = {name: (made[name], Client().get(path)) for name, path in pages.items()}
        transaction.set_rollback(True)
    return found


def may_be_kept(name):
    path, _, query = (PUBLIC | BOXES)[name].partition("?")
    has_words = READERS_WORDS & QueryDict(query).keys() and name not in IN_OUR_WORDS
    return rule_of(resolve(path)).kept_here and not has_words and name not in UNUSUAL


def test_it_says_the_same_byte_for_byte_and_so_do_its_headers(twice):
    for name, (made, shown) in twice.items():
        if hasattr(shown, "kept_body"):
            assert shown.content == made.content, name
            assert shown.headers == made.headers, name
            assert not made.cookies, name


def test_all_pages_are_kept_but_for_errors_forms_words_and_what_belongs_to_somebody(twice):
    kept = {name for name, (_, shown) in twice.items() if hasattr(shown, "kept_body")}
    assert kept == {name for name in twice if made_well(twice[name][0]) and may_be_kept(name)}


def made_well(response):
    return response.status_code == 200

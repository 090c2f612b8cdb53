"""A page is told from every other by its title, in tabs, in history and by those who hear it (WCAG 2.4.2)."""

import re
from collections import defaultdict

import pytest

from tests.addresses import PUBLIC, prepare

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_content")]

MY_LIST = re.compile("/list/.+")  # called as its reader calls it, if at all


def title_and_path(client, address):
    response = client.get(address, follow=True)
    return re.search(r"<title>(.*?)</title>", response.text)[1], response.request["PATH_INFO"]


def title(client, address):
    return title_and_path(client, address)[0]


def test_every_page_has_a_title_of_its_own_that_says_more_than_the_name_of_the_site(client):
    prepare()
    paths = defaultdict(set)
    for address in PUBLIC.values():
        words, path = title_and_path(client, address)
        assert re.fullmatch(r"\S.+ - Resource bank", words), address
        if not MY_LIST.match(path):
            paths[words].add(path)
    assert {words: shared for words, shared in paths.items() if len(shared) > 1} == {}


def test_a_title_says_what_an_entry_is_and_what_a_hub_is_for(client):
    assert title(client, "/organisations/childline/") == "Childline (who can help) - Resource bank"
    assert title(client, "/topics/sharing-nudes/") == "Sharing nudes and semi-nudes: do this now - Resource bank"
    assert title(client, "/topics/consent/") == "Consent - Resource bank"


def test_a_search_keeps_its_words_to_itself_and_says_which_page_it_is(client):
    assert title(client, "/search/?q=consent&year=y5") == "Search - Resource bank"
    assert re.fullmatch(r"Search, page 2 of \d+ - Resource bank", title(client, "/search/?page=2"))
    assert title(client, "/organisations/?q=rape") == "Who can help - Resource bank"


@pytest.mark.parametrize("address", ["/search/?age=nine", "/my-setting/?youngest=9&oldest=5", "/topics/?age=nine"])
def test_a_page_that_was_not_understood_says_so_first(client, address):
    assert title(client, address).startswith("Error: ")

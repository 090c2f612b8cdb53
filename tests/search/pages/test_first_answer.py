"""The first answer above the results: when there is one, what it depends on, and how long it is kept."""

import pytest

from directory.search.documents.index_writer import pages_changed
from directory.search.pages.search_page.first_answer import first_answers
from tests.conftest import load_the_vocabularies
from tests.factories import make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """What the room above was asked, in the order of the questions."""
    questions = []

    def source(meant):
        questions.append(meant)
        return f"<p>Do this about {meant.topic.code}</p>"

    monkeypatch.setattr(first_answers, "source", source)
    return questions


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("upskirting", "upskirting"),
        ("Upskirting in Year 9", "upskirting"),
        ("sharing nudes and semi-nudes (sexting)", "sharing_nudes"),
        ("harmful sexual behaviour", "harmful_sexual_behaviour"),
        ("hsb", "harmful_sexual_behaviour"),
        ("sexual assault on a bus", "sexual_violence"),
        ("consent after a grooming", "grooming"),
    ],
)
def test_words_that_name_a_topic_are_answered_first(client, asked, words, topic):
    page = client.get("/search/", {"q": words}).text
    assert page.index(f"Do this about {topic}") < page.index('id="results"')


@pytest.mark.parametrize("address", ["/search/", "/search/?q=xylophone", "/search/?topic=upskirting"])
def test_nothing_stands_first_where_no_words_name_a_topic(client, asked, address):
    assert "Do this about" not in client.get(address).text


def test_first_answer_stands_on_the_first_page_of_everything_only(client, asked):
    for address in ("/search/?q=upskirting&page=2", "/lessons/?q=upskirting"):
        assert "Do this about" not in client.get(address).text


def test_first_answer_stands_above_an_empty_list_too(client, asked):
    page = client.get("/search/?q=upskirting").text
    assert "Do this about upskirting" in page
    assert "0 results" in page


def test_first_answer_comes_with_a_live_update(client, asked):
    page = client.get("/search/?q=upskirting", headers={"HX-Request": "true"}).text
    assert '<div id="asked" data-hx-swap-oob="true">' in page
    assert "Do this about upskirting" in page


@pytest.mark.parametrize(
    ("address", "ages", "district"),
    [
        ("q=upskirting", None, ""),
        ("q=upskirting+year+9+tamworth", (13, 13), "tamworth"),
        ("q=upskirting&age=14&district=stafford", (14, 14), "stafford"),
        ("q=upskirting&year=ks2", (7, 10), ""),
        ("q=upskirting&district=stafford&district=tamworth", None, ""),
        ("q=upskirting&district=national", None, ""),
    ],
)
def test_first_answer_is_for_the_ages_and_the_district_that_were_understood(client, asked, address, ages, district):
    client.get(f"/search/?{address}")
    assert [(meant.ages, meant.district) for meant in asked] == [(ages, district)]


def test_links_of_the_first_answer_take_the_setting_along(client, asked):
    client.get("/search/?q=upskirting&sector=primary&cost=free")
    assert asked[0].setting == "?sector=primary"


@pytest.fixture
def committed_bank(transactional_db):
    load_the_vocabularies()
    make_resource("Upskirting")


def test_first_answer_is_made_once_until_something_changes_or_a_line_opens(
    client, asked, committed_bank, monkeypatch, django_assert_num_queries
):
    client.get("/search/?q=upskirting")
    with django_assert_num_queries(1):
        assert "Do this about" in client.get("/search/?q=upskirting").text
    assert len(asked) == 1
    client.get("/search/?q=upskirting&age=14")
    assert len(asked) == 2
    pages_changed()
    client.get("/search/?q=upskirting")
    assert len(asked) == 3
    for module in ("views", "page_rendering", "search_page.first_answer"):
        monkeypatch.setattr(f"directory.search.pages.{module}.opening_step", lambda second: 7)
    client.get("/search/?q=upskirting")
    assert len(asked) == 4


def test_what_is_not_committed_is_not_kept(client, asked):
    for _ in range(2):
        client.get("/search/?q=upskirting")
    assert len(asked) == 2

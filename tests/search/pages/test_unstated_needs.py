"""What does not say whose needs it fits is outside the list, and one link away."""

import pytest

from directory.search.documents.index_writer import batched_updates
from tests.factories import make_course, make_resource
from tests.search.asking import page_of

pytestmark = pytest.mark.django_db

LINK = "not say whose needs"


@pytest.fixture
def lessons():
    with batched_updates():
        make_resource("Consent first", abilities=["pmld"])
        make_resource("Consent for everyone", abilities=[], for_everyone=True)
        for number in range(3):
            make_resource(f"Consent {number}", abilities=[], ages=(5, 7 + number))


@pytest.mark.parametrize(
    "address", ["ability=pmld", "q=consent&ability=pmld", "q=consent+pmld", "q=consent+pmld+year+4"]
)
def test_the_number_is_exactly_that_of_the_search_it_leads_to(lessons, address):
    more = page_of(address).unstated
    assert more.total > 0
    assert more.total == page_of(more.url.partition("?")[2]).total


def test_the_link_stands_after_the_results(client, lessons):
    text = client.get("/search/?q=consent&ability=pmld").text
    assert text.index("</article>") < text.index("3 more do not say whose needs they fit")
    assert 'href="/search/?q=consent&amp;ability=not_stated"' in text


def test_an_empty_list_says_whose_needs_nothing_fits_and_what_does_not_say(client, lessons):
    text = client.get("/search/?q=consent&ability=pmld&ability=sld&age=9").text
    assert "Nothing is made for" not in text  # what is for everyone fits
    make_resource("Upskirting", abilities=[])
    text = client.get("/lessons/?q=upskirting&ability=pmld&ability=sld").text
    assert "Nothing is made for or open to PMLD or SLD." in text
    assert "1 more does not say whose needs it fits" in text


@pytest.mark.parametrize("address", ["/search/", "/search/?q=consent", "/search/?q=consent&ability=not_stated"])
def test_nothing_is_said_where_no_need_is_asked_for(client, lessons, address):
    assert "more do not say" not in client.get(address).text


def test_nothing_is_said_where_everything_says(client):
    make_resource("Consent first", abilities=["pmld"])
    assert LINK not in client.get("/search/?ability=pmld").text


def test_that_page_says_what_it_shows_and_the_way_back(client, lessons):
    text = client.get("/search/?q=consent&ability=not_stated").text
    assert "These do not say whose needs they fit. Check them before you use them" in text
    assert '<a class="govuk-link" href="/search/?q=consent">Back to all needs</a>' in text


def test_the_way_back_leads_to_the_needs_of_the_readers_setting(client, lessons):
    client.cookies["my_setting"] = "ability=pmld"
    text = client.get("/search/?q=consent&ability=not_stated").text
    assert '<a class="govuk-link" href="/search/?q=consent&amp;ability=pmld">Back to your setting</a>' in text


def test_what_staff_read_says_how_much_was_made_for_the_need(client):
    make_course("For all needs", abilities=[])
    assert "This is for all needs. It is not made for PMLD." in client.get("/training/?ability=pmld").text
    make_course("For all needs too", abilities=[])
    assert "These are for all needs. None is made for PMLD or SLD." in (
        client.get("/training/?ability=pmld&ability=sld").text
    )
    make_course("Made for it", abilities=["pmld"])
    assert "1 of these is made for PMLD. The others are for all needs." in client.get("/training/?ability=pmld").text


@pytest.mark.parametrize("address", ["/training/", "/training/?ability=pmld", "/search/?ability=pmld"])
def test_nothing_is_said_of_that_where_all_were_made_for_it_or_no_such_question_was_asked(client, address):
    make_course("Made for it", abilities=["pmld"])
    assert "for all needs" not in client.get(address).text


def test_nothing_is_said_of_that_for_a_mainstream_class(client):
    make_course("For all needs", abilities=[])
    assert "made for" not in client.get("/training/?ability=mainstream").text


def test_lessons_must_say_whose_needs_they_fit_and_need_no_such_line(client, lessons):
    assert "for all needs" not in client.get("/lessons/?ability=pmld").text


def test_it_takes_no_query(lessons, django_assert_num_queries):
    page = page_of("q=consent&ability=pmld")
    with django_assert_num_queries(0):
        assert page.unstated.total == 3

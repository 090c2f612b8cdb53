import re

import pytest

from tests.factories import archive, make_case_study

pytestmark = pytest.mark.django_db


def test_case_study_says_what_was_done_for_each_child(client):
    case = make_case_study(done_for_harmed="A named adult", done_for_who_harmed="A safety plan")
    page = client.get(case.get_absolute_url()).text
    harmed, _, who_harmed = page.partition("For the child who has harmed, or is alleged to have")
    assert "A named adult" in harmed
    assert "A safety plan" in who_harmed


def test_case_study_leaves_out_what_nobody_recorded(client):
    page = client.get(make_case_study(done_for_harmed="A named adult").get_absolute_url()).text
    assert "For the child who has been harmed" in page
    for words in ("Not recorded", "For the child who has harmed", "What did not work", "Outcome"):
        assert words not in page
    assert "How we know" in page


def test_case_studies_are_found_by_where_it_happened(client):
    from directory.taxonomy.models import Place

    case = make_case_study("On the bus")
    case.places.set(Place.objects.filter(code="journey"))
    make_case_study("In a classroom")
    page = client.get("/case-studies/?where=journey").text
    assert "On the bus" in page.replace("<mark>", "").replace("</mark>", "")
    assert "In a classroom" not in page


def test_compare_shows_two_side_by_side(client):
    first = make_case_study("First", outcome="It stopped")
    second = make_case_study("Second", what_did_not_work="Waiting\nGuessing")
    page = client.get(f"/case-studies/compare/?case={first.slug}&case={second.slug}").text
    assert page.index(">First</a>") < page.index(">Second</a>")
    assert "It stopped" in page
    assert "<li>Waiting</li><li>Guessing</li>" in page
    assert re.findall(r'<th [^>]*scope="row">([^<]+)<', page) == [
        "What happened",
        "What the school did",
        "What did not work",
        "Outcome and how we know",
        "Ages and sectors",
        "Evidence",
    ]
    assert page.count("It does not say") == 2  # what only one of them says anything of
    assert "Not recorded" not in page


def test_compare_asks_for_another_and_says_what_is_gone(client):
    first, gone = make_case_study("First"), make_case_study("Gone")
    archive(entry=gone)
    page = client.get(f"/case-studies/compare/?case={first.slug}&case={gone.slug}").text
    assert "One of the case studies you asked for is no longer in the resource bank." in page
    assert "selected>First" in page
    assert "<table" not in page


@pytest.mark.parametrize("query", ["", "case=", "case=zz&case=zz", "case=%00", "case=a&case=b&case=c", "x=1"])
def test_compare_answers_whatever_is_asked(client, query):
    assert client.get(f"/case-studies/compare/?{query}").status_code == 200


def test_compare_never_shows_a_draft(client):
    first, draft = make_case_study("First"), make_case_study("Draft", published=False)
    assert "Draft" not in client.get(f"/case-studies/compare/?case={first.slug}&case={draft.slug}").text


def test_closest_case_studies_share_the_most_topics(client):
    case = make_case_study("This one", topics=["consent", "bullying"])
    make_case_study("Nothing in common", topics=["police"])
    make_case_study("Both", topics=["consent", "bullying"])
    make_case_study("One", topics=["consent"])
    page = client.get(case.get_absolute_url()).text.partition("Compare with another")[2]
    assert page.index("Both") < page.index("One</a>") < page.index("Nothing in common")


@pytest.mark.parametrize("title", ["Compare", "Contribute", "Timeline"])
def test_no_entry_takes_the_address_of_a_page(title):
    assert make_case_study(title).slug == f"{title.lower()}-2"

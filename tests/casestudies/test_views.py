import re

import pytest

from directory.taxonomy.models import Place
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
    for words in ("Not recorded", "For the child who has harmed", "What went wrong", "Outcome"):
        assert words not in page
    assert "How we know" in page


def test_setting_place_and_age_come_before_the_story_and_cost_and_audience_after_it(client):
    case = make_case_study(setting="A large school", sectors=["secondary"], ages=(11, 18), lessons="Ask first")
    case.places.set(Place.objects.filter(code="journey"))
    page = client.get(case.get_absolute_url()).text
    glance = re.search(r'<p class="case-glance">(.*?)</p>', page, re.DOTALL)[1]
    parts = [" ".join(part.split()) for part in re.findall("<span>(.*?)</span>", glance, re.DOTALL)]
    assert parts == [
        "A large school",
        str(case.places.get()),
        "Secondary, ages 11 to 18, key stages 3 to 5",
    ]
    told = ['class="case-glance"', "What happened", ">Lessons</h2>", "About this case study", "Written for"]
    assert sorted(told, key=page.index) == told
    assert "Who is it for?" not in page
    assert ">Free<" not in page


def test_cost_is_said_where_there_is_one(client):
    assert ">Paid<" in client.get(make_case_study(cost="paid").get_absolute_url()).text


def test_decisions_are_told_in_their_order_in_place_of_what_was_done(client):
    decisions = [
        {"when": "In the first hour", "what": "Moved nobody", "why": "Neither child asked"},
        {"when": "The next day", "what": "Told both families"},
    ]
    page = client.get(make_case_study(decisions=decisions, timeline="Later: this").get_absolute_url()).text
    story = page.partition("Decisions in time")[2].partition("</ol>")[0]
    told = ["In the first hour", "Moved nobody", "Neither child asked", "The next day", "Told both families"]
    assert sorted(told, key=story.index) == told
    assert story.count("Why:") == 1
    for words in ("One thing", "Later: this", "What was done"):
        assert words not in page


def test_decisions_without_a_time_are_not_called_a_timeline(client):
    page = client.get(make_case_study(decisions=[{"what": "Told both families"}]).get_absolute_url()).text
    assert "Decisions</h2>" in page
    assert "Decisions in time" not in page


def test_a_case_without_decisions_is_told_from_the_steps_that_it_has(client):
    page = client.get(make_case_study(timeline="On the same day: rang home").get_absolute_url()).text
    assert "One thing" in page
    assert "On the same day: rang home" in page


def test_story_asks_the_database_no_more_for_more_decisions(client, django_assert_max_num_queries):
    short = make_case_study("Short", decisions=[{"what": "One thing"}])
    long = make_case_study("Long", decisions=[{"what": f"Thing {number}"} for number in range(9)])
    client.get(short.get_absolute_url())
    with django_assert_max_num_queries(60) as first:
        client.get(short.get_absolute_url())
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get(long.get_absolute_url())


def test_compare_tells_decisions_and_whose_each_part_is(client):
    first = make_case_study("First", decisions=[{"when": "Later", "what": "Met again.", "why": "It went on"}])
    second = make_case_study("Second")
    page = client.get(f"/case-studies/compare/?case={first.slug}&case={second.slug}").text
    assert "Later: Met again. Why: It went on" in page
    assert "<li>One thing</li><li>Another thing</li>" in page
    assert (
        page.count('<h2 class="compare-whose">First</h2>') == page.count('<h2 class="compare-whose">Second</h2>') > 3
    )


def test_case_studies_are_found_by_where_it_happened(client):
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
        "Ages and sectors",
        "What happened",
        "What was done",
        "What went wrong or did not work",
        "Outcome and how we know",
        "How we know",
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


def test_compare_says_that_the_same_was_chosen_twice_or_more_than_two(client):
    first, second, third = (make_case_study(title).slug for title in ("First", "Second", "Third"))
    twice = client.get(f"/case-studies/compare/?case={first}&case={first}").text
    assert "You chose the same case study twice. Choose another one to compare it with." in twice
    three = client.get(f"/case-studies/compare/?case={first}&case={second}&case={third}").text
    assert "You can compare two case studies at a time. These are the first two of those you chose." in three
    two = client.get(f"/case-studies/compare/?case={first}&case={second}&case={first}").text
    for words in ("at a time", "twice"):
        assert words not in two


def test_compare_with_nothing_chosen_says_nothing_of_a_mistake(client):
    page = client.get("/case-studies/compare/?case=&case=").text
    assert "Choose two case studies to compare." in page
    assert "twice" not in page


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

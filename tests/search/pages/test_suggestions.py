import pytest

from directory.search.documents.models import SynonymGroup
from directory.search.pages.site_pages import SITE_PAGES
from directory.taxonomy.models import Topic
from tests.factories import make_organisation, make_resource

pytestmark = pytest.mark.django_db


def suggested(client, address):
    response = client.get(f"/search/suggestions/?{address}")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return [(one["text"], one["kind"]) for one in response.json()["suggestions"]]


def addresses(client, address):
    return {one["text"]: one["url"] for one in client.get(f"/search/suggestions/?{address}").json()["suggestions"]}


def topics(client, words):
    return [text for text, kind in suggested(client, f"q={words}") if kind == "Topic"]


def test_suggestions_are_topics_and_titles_that_begin_so(client):
    make_resource("Consenting adults and children", topics=["banter"])
    make_resource("Upskirting", topics=["consent"])
    assert suggested(client, "q=cons") == [
        ("Consent", "Topic"),
        ("Causing someone to engage in sexual activity without consent", "Topic"),
        ("Consenting adults and children", "Lessons and materials"),
        ("Upskirting", "Lessons and materials"),
    ]


def test_suggestions_complete_a_word_that_is_one_already(client):
    make_resource("Banterous", topics=["upskirting"])
    make_resource("Banter", topics=["upskirting"])
    found = {text for text, kind in suggested(client, "q=banter") if kind != "Topic"}
    assert found == {"Banter", "Banterous"}


def test_suggestions_never_leave_the_filters(client):
    make_organisation("Rape help for adults", ages=(18, 25), help_kinds=["adults"], topics=["sexual_violence"])
    make_resource("Rape: what to do", ages=(9, 16), topics=["banter"])
    assert len(suggested(client, "q=rape")) == 2
    assert suggested(client, "q=rape&age=9") == [("Rape: what to do", "Lessons and materials")]
    assert suggested(client, "q=rape+year+5") == [("Rape: what to do", "Lessons and materials")]
    assert suggested(client, "q=rape&kind=organisation&age=9") == []


@pytest.mark.parametrize(
    "address", ["", "q=", "q=a&q=b", "age=nine&q=rape", "q=%00", "q=" + "x" * 1_001, "nonsense=1"]
)
def test_suggestions_are_none_for_what_cannot_be_understood(client, address):
    make_resource("Rape: what to do")
    assert suggested(client, address) == []


def test_suggestions_lead_where_they_say(client):
    make_resource("Upskirting: a lesson")
    assert addresses(client, "q=upski") == {
        "Upskirting": "/topics/upskirting/",
        "Upskirting: a lesson": "/resources/upskirting-a-lesson/",
    }
    assert addresses(client, "q=governor+q")["Governors"] == "/governors/"


def test_suggested_topics_and_pages_take_the_setting_along(client):
    make_resource("Upskirting: a lesson", sectors=["primary"])
    found = addresses(client, "q=upski&sector=primary&cost=free")
    assert found["Upskirting"] == "/topics/upskirting/?sector=primary"
    assert found["Upskirting: a lesson"] == "/resources/upskirting-a-lesson/"
    assert addresses(client, "q=glossary&sector=primary")["Glossary"] == "/glossary/?sector=primary"


def test_topics_are_suggested_by_any_word_for_them(client):
    SynonymGroup.objects.create(phrases="sharing nudes and semi-nudes\nsexting\nnude pics")
    SynonymGroup.objects.create(phrases="image-based sexual abuse\nrevenge porn")
    for words in ("nud", "sext", "sexting", "revenge", "nude+pi"):
        assert topics(client, words)[0] == "Sharing nudes and semi-nudes (sexting)", words
    assert topics(client, "hsb") == ["Harmful sexual behaviour (HSB)"]


def test_topics_come_in_the_words_of_their_own_names_first(client):
    SynonymGroup.objects.create(phrases="upskirting\ngrooming photos")
    assert topics(client, "groom") == ["Grooming", "Upskirting"]


def test_a_retired_topic_is_not_suggested(client):
    topic = Topic.objects.get(code="upskirting")
    topic.retired = True
    topic.save()
    assert topics(client, "upskirt") == []


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("who do i c", "Who do I call?"),
        ("numbers", "Who do I call?"),
        ("help", "Get help now"),
        ("gov", "Governors"),
        ("map", "Provision map"),
        ("network", "Local networks"),
        ("exit", "Cookies"),
        ("Impact", "Impact"),
        ("my s", "My setting"),
        ("gloss", "Glossary"),
        ("topic", "Topics"),
    ],
)
def test_pages_of_the_site_are_suggested_by_what_people_type(client, typed, page):
    assert (page, "Page") in suggested(client, f"q={typed}")


def test_every_page_of_the_site_opens_and_no_two_share_a_name(client):
    names = [name for page in SITE_PAGES for name in page.names]
    assert len(names) == len(set(names))
    for page in SITE_PAGES:
        assert client.get(page.url).status_code == 200, page


@pytest.mark.parametrize(
    ("words", "page"),
    [("Governors", "/governors/"), ("governor questions?", "/governors/"), ("Provision MAP", "/map/")],
)
def test_words_that_are_the_name_of_a_page_have_a_link_to_it_above_the_results(client, words, page):
    text = client.get("/search/", {"q": words}).text
    assert f'Page of this site: <a class="govuk-link" href="{page}">' in text
    assert "Page of this site" not in client.get("/search/", {"q": f"{words} in Stafford"}).text


def test_who_asks_whom_to_call_is_led_there_whatever_else_they_say(client):
    link = 'Page of this site: <a class="govuk-link" href="/who-do-i-call/">'
    for words in ("who do I call in Stafford", "who can i ring about my son", "who do i call yr 9"):
        assert link in client.get("/search/", {"q": words}).text
    assert link not in client.get("/search/", {"q": "helpline in Stafford"}).text


def test_suggestions_take_a_fixed_number_of_queries(client, django_assert_num_queries):
    for number in range(9):
        make_resource(f"Asking {number}")
    suggested(client, "q=ask")
    with django_assert_num_queries(6):  # in a transaction: the index in four, titles, doors
        assert len(suggested(client, "q=ask")) == 8


def test_a_browser_gets_the_same_suggestions_in_its_own_form(client):
    entry = make_resource("Consenting adults and children", topics=["banter"])
    answer = client.get("/search/suggestions/opensearch/?q=consenting")
    assert answer.headers["Content-Type"] == "application/x-suggestions+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json() == [
        "consenting",
        [entry.title],
        ["Lessons and materials"],
        ["https://testserver" + entry.get_absolute_url()],
    ]
    assert client.get("/search/suggestions/opensearch/").json() == ["", [], [], []]
    assert client.get("/search/suggestions/opensearch/?q=a&age=nine").json() == ["a", [], [], []]

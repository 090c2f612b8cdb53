import pytest

from tests.factories import make_organisation, make_resource

pytestmark = pytest.mark.django_db


def suggested(client, address):
    response = client.get(f"/search/suggestions/?{address}")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return [(one["text"], one["kind"]) for one in response.json()["suggestions"]]


def test_suggestions_are_topics_and_titles_that_begin_so(client):
    make_resource("Consenting adults and children", topics=["banter"])
    make_resource("Upskirting", topics=["consent"])
    assert suggested(client, "q=cons") == [
        ("Consent", "Topic"),
        ("Consenting adults and children", "Teaching resource"),
        ("Upskirting", "Teaching resource"),
    ]


def test_suggestions_complete_a_word_that_is_one_already(client):
    make_resource("Banterous", topics=["upskirting"])
    make_resource("Banter", topics=["upskirting"])
    assert {text for text, _ in suggested(client, "q=banter")} == {"Banter", "Banterous"}


def test_suggestions_never_leave_the_filters(client):
    make_organisation("Rape help for adults", ages=(18, 25), help_kinds=["adults"], topics=["sexual_violence"])
    make_resource("Rape: what to do", ages=(9, 16), topics=["banter"])
    assert len(suggested(client, "q=rape")) == 2
    assert suggested(client, "q=rape&age=9") == [("Rape: what to do", "Teaching resource")]
    assert suggested(client, "q=rape+year+5") == [("Rape: what to do", "Teaching resource")]
    assert suggested(client, "q=rape&kind=organisation&age=9") == []


@pytest.mark.parametrize(
    "address", ["", "q=", "q=a&q=b", "age=nine&q=rape", "q=%00", "q=" + "x" * 1_001, "nonsense=1"]
)
def test_suggestions_are_none_for_what_cannot_be_understood(client, address):
    make_resource("Rape: what to do")
    assert suggested(client, address) == []


def test_suggestions_take_a_fixed_number_of_queries(client, django_assert_num_queries):
    for number in range(9):
        make_resource(f"Asking {number}")
    suggested(client, "q=ask")
    with django_assert_num_queries(4):  # in a transaction: the edition, new words, changed documents, titles
        assert len(suggested(client, "q=ask")) == 8

"""A telephone number or a web address finds whoever has it."""

import pytest

from directory.organisations.models import ContactPoint
from directory.search.documents.consistency import find_differences
from directory.search.documents.plain_search import plain_search
from tests.factories import make_organisation, make_resource
from tests.search.asking import answer, ask, filterset_for, page_of, titles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _services():
    points = [
        {"channel": "phone", "value": "+448001111"},
        {"channel": "text", "value": "85258"},
        {"channel": "form", "value": "https://chat.young.example.org/now"},
        {"channel": "email", "value": "help@elsewhere.org.uk"},
    ]
    make_organisation("A line for children", url="https://www.childline.org.uk/", contact_points=points)
    make_organisation("Another line", phone="+448088005000", url="https://www.nspcc.org.uk/what-we-do/")
    make_resource("A lesson", url="https://learning.nspcc.org.uk/lesson", summary="Ring 01785 222 000.")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("0800 1111", "A line for children"),
        ("08001111", "A line for children"),
        ("0800-1111", "A line for children"),
        ("+44 800 1111", "A line for children"),
        ("85258", "A line for children"),
        ("text 85258", "A line for children"),
        ("childline.org.uk", "A line for children"),
        ("https://www.childline.org.uk/get-support/", "A line for children"),
        ("chat.young.example.org", "A line for children"),
        ("elsewhere.org.uk", "A line for children"),
        ("help@elsewhere.org.uk", "A line for children"),
        ("0808 800 5000", "Another line"),
        ("+44 808 800 5000", "Another line"),
        ("0808 8005000", "Another line"),
        ("www.nspcc.org.uk", "Another line"),
        ("learning.nspcc.org.uk", "A lesson"),
        ("01785222000", "A lesson"),
    ],
)
def test_a_number_or_an_address_finds_who_has_it_on_both_paths(typed, found):
    filterset = filterset_for(f"q={typed.replace('+', '%2B')}")
    assert titles(answer(filterset)) == [found]
    assert titles(plain_search(filterset)) == [found]


@pytest.mark.parametrize(
    "typed", ["0800 9999", "0808 999 9999", "childlinee.org.uk", "https://www.example.com/childline"]
)
def test_one_that_nobody_has_finds_nothing_and_says_so(typed):
    page = page_of(f"q={typed}")
    if typed == "0800 9999":  # no number of this country: words as before
        assert page.total == 0
        return
    assert page.total == 0
    assert page.corrections == []
    assert page.notices == [f"We have nothing with “{typed}”. Check it, or search by name."]


def test_the_very_page_comes_before_what_else_is_on_its_site():
    make_resource("Another lesson", url="https://learning.nspcc.org.uk/another")
    found = [titles(ask(f"q=https://learning.nspcc.org.uk/{page}")) for page in ("lesson", "another/", "a-third")]
    assert found == [["A lesson", "Another lesson"], ["Another lesson", "A lesson"], ["A lesson", "Another lesson"]]


def test_beside_other_words_an_unknown_number_is_left_out_and_said_once():
    page = page_of("q=lesson+0808+999+9999")
    assert page.notices == ["We have nothing with “0808 999 9999”. Check it, or search by name."]


def test_the_words_of_an_address_find_nothing_more():
    assert titles(ask("q=childline")) == []


def test_a_number_that_changes_is_found_anew_and_verify_agrees():
    point = ContactPoint.objects.get(value="+448088005000")
    point.value = "+448088005001"
    point.save()
    assert titles(ask("q=0808 800 5000")) == []
    assert titles(ask("q=0808 800 5001")) == ["Another line"]
    assert find_differences() == {}
    point.delete()
    assert titles(ask("q=0808 800 5001")) == []
    assert find_differences() == {}

import pytest

from directory.catalogue.duplicates import address_key, duplicates_of, number_key
from tests.factories import make_organisation, make_resource

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "other",
    [
        "http://www.nspcc.org.uk/pants",
        "https://nspcc.org.uk/pants/",
        "https://WWW.NSPCC.org.uk/pants#top",
        " https://www.nspcc.org.uk/pants ",
    ],
)
def test_address_key_is_one_for_addresses_of_one_page(other):
    assert address_key(other) == address_key("https://www.nspcc.org.uk/pants")


@pytest.mark.parametrize(
    "other", ["https://nspcc.org.uk/", "https://nspcc.org.uk/pants?page=2", "", "nonsense", "http://["]
)
def test_address_key_differs_for_other_pages(other):
    assert address_key(other) != address_key("https://www.nspcc.org.uk/pants")


def test_number_key_takes_the_country_code_for_a_nought():
    assert number_key("+44 (1785) 123456".replace("(", "").replace(")", "")) == number_key("01785 123456")
    assert number_key("999") == ""


def test_duplicates_are_found_by_address_number_and_near_title():
    by_address = make_resource("One", url="https://www.example.org/pack/")
    by_number = make_organisation("Two", phone="01785 123456")
    by_title = make_resource("The asking first lesson pack")
    found = duplicates_of(
        title="Asking first: the lesson pack", url="http://example.org/pack", phones=["01785 123456"], kind="resource"
    )
    assert [(item.entry.pk, item.why) for item in found] == [
        (by_address.pk, "the same web address"),
        (by_number.pk, "the same telephone number"),
        (by_title.pk, "almost the same title"),
    ]


def test_duplicates_leave_out_the_entry_itself_and_what_is_merely_alike():
    entry = make_resource("Consent for Year 5", url="https://example.org/a")
    make_resource("Friendship for Year 9", url="https://example.org/b")
    assert duplicates_of(title=entry.title, url=entry.url, kind="resource", but=entry.pk) == []

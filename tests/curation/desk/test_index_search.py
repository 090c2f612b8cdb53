"""Curators find an entry by whatever they have of it: a number, an address, a reference, words with a mistake."""

import pytest

from directory.organisations.models import ContactPoint
from tests.factories import make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    sign_in(client, make_user("Curator"))
    return client


def with_number(title, **said):
    organisation = make_organisation(title, **said)
    ContactPoint.objects.create(organisation=organisation, channel="phone", value="+441785222001")
    return organisation


def titles(client, words, path="/admin/catalogue/entry/", **more):
    return [entry.title for entry in client.get(path, {"q": words, **more}).context["cl"].result_list]


@pytest.mark.parametrize("words", ["01785 222001", "01785222001", "+44 1785 222001", "(01785) 222-001"])
@pytest.mark.parametrize("published", [True, False])
def test_an_organisation_is_found_by_its_number_however_it_is_written(curator, words, published):
    with_number("Riverside line", published=published)
    make_organisation("Another line")
    assert titles(curator, words) == ["Riverside line"]
    assert titles(curator, words, "/admin/organisations/organisation/") == ["Riverside line"]


def test_an_entry_is_found_by_its_address_and_by_its_reference(curator):
    entry = make_resource("Walking home", url="https://riverside.example.org/walking", published=False)
    make_resource("Another")
    assert titles(curator, "riverside.example.org") == ["Walking home"]
    assert titles(curator, entry.reference) == ["Walking home"]


def test_a_mistake_is_mended_and_the_best_comes_first(curator):
    make_resource("Assembly", summary="It speaks of friendship, among other things.")
    make_resource("Friendship")
    assert titles(curator, "freindship") == ["Friendship", "Assembly"]


def test_a_column_that_somebody_sorts_by_comes_before_the_rank(curator):
    make_resource("Assembly of friendship", summary="It speaks of friendship.")
    make_resource("Friendship")
    assert titles(curator, "friendship", o="1") == ["Assembly of friendship", "Friendship"]


def test_nobody_finds_what_they_may_not_see(client):
    make_resource("Hidden thing", published=False)
    sign_in(client, make_user("Contributor"))
    assert titles(client, "hidden", "/admin/resources/resource/") == []

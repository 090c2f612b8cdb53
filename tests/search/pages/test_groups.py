"""Which groups of filters a page opens with."""

import re

import pytest

from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def groups_of(client, address):
    """[(label, whether it is open)] of the groups that fold, in their order."""
    page = client.get(address).text
    form = page[page.index('id="filters"') :]
    return [
        (label, bool(opened))
        for opened, label in re.findall(
            r"<details( open)?>\s*<summary>([^<]+)</summary>", form[: form.index("</form>")]
        )
    ]


def test_organisations_open_with_the_kind_of_help_and_the_district(client):
    make_organisation()
    groups = groups_of(client, "/organisations/")
    assert groups[:2] == [("Kind of help", True), ("District", True)]
    assert [label for label, opened in groups if opened] == ["Kind of help", "District"]
    assert {"Sector", "Ability and need"} < {label for label, _ in groups}


def test_organisations_open_a_group_in_use_too(client):
    opened = [label for label, opened in groups_of(client, "/organisations/?sector=special") if opened]
    assert opened == ["Kind of help", "District", "Sector"]


@pytest.mark.parametrize("address", ["/search/", "/search/?kind=organisation"])
def test_the_search_of_every_kind_opens_with_the_kind(client, address):
    groups = groups_of(client, address)
    assert groups[0] == ("What are you looking for?", True)
    assert [label for label, opened in groups if opened] == [
        "What are you looking for?",
        "Sector",
        "Ability and need",
    ]

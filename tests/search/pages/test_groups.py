"""Which groups of filters a page opens with."""

import re

import pytest

from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


ALWAYS, IF_WIDE, CLOSED = "always", "where there is room", "closed"


def groups_of(client, address):
    """[(label, when it is open)] of the groups that fold, in their order."""
    page = client.get(address).text
    form = page[page.index('id="filters"') :]
    found = re.findall(
        r"<details( open)?>\s*<summary>([^<]+)</summary>\s*(<script[^>]*open_if_wide)?", form[: form.index("</form>")]
    )
    return [(label, ALWAYS if opened else IF_WIDE if scripted else CLOSED) for opened, label, scripted in found]


def open_groups(client, address):
    return [(label, opened) for label, opened in groups_of(client, address) if opened != CLOSED]


def test_organisations_open_with_the_kind_of_help_and_the_district(client):
    make_organisation()
    groups = groups_of(client, "/organisations/")
    assert groups[:2] == [("Kind of help", IF_WIDE), ("District", IF_WIDE)]
    assert open_groups(client, "/organisations/") == groups[:2]
    assert {"Sector", "Ability and need"} < {label for label, _ in groups}


def test_a_group_in_use_is_open_however_long_it_is(client):
    assert open_groups(client, "/organisations/?sector=special") == [
        ("Kind of help", IF_WIDE),
        ("District", IF_WIDE),
        ("Sector", ALWAYS),
    ]
    assert ("Ability and need", ALWAYS) in groups_of(client, "/search/?ability=mld")


@pytest.mark.parametrize("address", ["/search/", "/search/?kind=organisation"])
def test_the_search_of_everything_opens_with_the_doors_and_long_groups_only_where_there_is_room(client, address):
    assert groups_of(client, address)[0] == ("What are you looking for?", ALWAYS)
    assert open_groups(client, address)[1:] == [("Sector", IF_WIDE), ("Ability and need", IF_WIDE)]


def test_the_filters_start_closed_and_are_opened_by_a_script_that_runs_at_once(client):
    form = client.get("/search/").text.partition('id="filters"')[2]
    fold = form[form.index('<details class="filters-fold">') :]
    assert re.search(r'</summary>\s*<script src="[^"]*open_if_wide[^"]*"></script>', fold)


def test_the_button_below_the_filters_has_the_number_for_the_script_to_show(client):
    make_organisation("Asking")
    assert 'data-total="1 result">results</span>' in client.get("/search/?q=asking").text
    assert '<span id="filters-total" data-hx-swap-oob="true">1 result</span>' in (
        client.get("/search/?q=asking", headers={"HX-Request": "true"}).text
    )


def test_strands_that_share_a_name_are_told_apart_in_the_filters_and_once_chosen(client):
    page = client.get("/lessons/?strand=s_being_safe").text
    for phase in ("primary", "secondary"):
        assert f"Being safe ({phase})" in page[page.index('id="filters"') :]
    assert re.search(r"Remove filter:[^B]*Being safe \(secondary\)", page)

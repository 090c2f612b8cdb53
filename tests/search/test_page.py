import pytest
from django.http import QueryDict

from directory.catalogue.choices import Kind
from directory.search import queries
from directory.search.filters import EntryFilterSet
from directory.search.page import SearchPage
from directory.search.queries import plain_search
from directory.taxonomy.models import Sector
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource

pytestmark = pytest.mark.django_db


def page_of(address, kind=None):
    filterset = EntryFilterSet(QueryDict(address), kind=kind)
    return SearchPage("/search/", filterset, plain_search(filterset))


def test_address_has_a_fixed_order_and_leaves_defaults_out():
    page = page_of("sort=best&cost=free&page=1&age=9&sector=special&sector=primary&kind=resource&q=consent")
    assert page.address() == "/search/?q=consent&kind=resource&sector=special&sector=primary&age=9&cost=free"
    assert page_of("").address() == "/search/"


def test_address_starts_again_at_the_first_page_when_something_changes():
    assert page_of("q=consent&page=3").address(sort="title") == "/search/?q=consent&sort=title"


def test_address_keeps_an_age_of_nought():
    assert page_of("age=0").address() == "/search/?age=0"


def test_chips_each_take_one_filter_away():
    chips = page_of("q=consent&sector=primary&sector=special&age=9&local=yes").chips
    assert [(chip.label, chip.url) for chip in chips] == [
        ("Age 9", "/search/?q=consent&sector=primary&sector=special&local=yes"),
        ("Local only", "/search/?q=consent&sector=primary&sector=special&age=9"),
        (
            "Primary",
            "/search/?q=consent&sector=special&age=9&local=yes",
        ),
        ("Special school", "/search/?q=consent&sector=primary&age=9&local=yes"),
    ]


def test_chips_name_a_repeated_filter_once():
    assert len(page_of("sector=primary&sector=primary").chips) == 1


def test_clear_address_keeps_the_words():
    assert page_of("q=consent&age=9&sector=primary").clear_address == "/search/?q=consent"


def test_groups_of_one_kind_say_so_until_they_are_in_use():
    def kind_of_help(address, kind=None):
        return next(group.kind for group in page_of(address, kind).groups if group.name == "help")

    assert kind_of_help("") == Kind.ORGANISATION
    assert kind_of_help("help=victims") is None
    assert kind_of_help("", Kind.ORGANISATION) is None


def test_groups_of_the_other_kinds_are_not_on_a_browse_page():
    assert "help" not in {group.name for group in page_of("", Kind.RESOURCE).groups}


def test_groups_mark_what_is_selected_and_count_what_could_be():
    make_resource(sectors=["primary"])
    make_resource(sectors=["special"])
    options = {option.value: option for group in page_of("sector=primary").groups for option in group.options}
    assert (options["primary"].selected, options["primary"].count) == (True, 1)
    assert (options["special"].selected, options["special"].count) == (False, 1)


def test_groups_hide_a_retired_term_until_it_is_selected():
    Sector.objects.filter(code="community").update(retired=True)

    def shown(address):
        return {option.value for group in page_of(address).groups for option in group.options}

    assert "community" not in shown("")
    assert "community" in shown("sector=community")


def test_steps_back_say_what_each_filter_hides():
    make_resource("Consent", ages=(5, 7), sectors=["primary"])
    make_resource("Consent too", ages=(14, 16), sectors=["special"])
    page = page_of("q=consent&age=15&sector=primary&cost=paid")
    assert page.total == 0
    assert page.steps_back == []
    page = page_of("q=consent&age=15&sector=primary")
    assert [(step.label, step.url, step.total) for step in page.steps_back] == [
        ("Age 15", "/search/?q=consent&sector=primary", 1),
        ("Primary", "/search/?q=consent&age=15", 1),
    ]


def test_sorts_offer_the_next_date_for_training_only():
    assert "date" not in [value for value, *_ in page_of("").sorts]
    assert "date" in [value for value, *_ in page_of("kind=training").sorts]


def test_notices_tell_of_what_was_left_out():
    assert page_of("utm_source=x").notices == [
        "The address has a part that we do not know, “utm_source”. We left it out."
    ]
    assert page_of("page=7").notices == ["This list has only one page."]


def test_cards_say_what_a_reader_needs_of_each_kind():
    make_organisation("Helpline", phone="0300 000 0000", open_all_hours=True, ages=(4, 18), districts=["tamworth"])
    make_resource("Lesson", duration_minutes=45, ages=(9, 11), confidence="medium")
    make_course("Course")
    make_case_study("Case")
    make_guidance("Update")
    cards = {"".join(fragment for fragment, _ in card.title): card for card in page_of("").cards}
    assert cards["Helpline"].facts == [
        "Ages 4 to 18, key stages 1 to 5",
        "Primary",
        "All abilities",
        "Free",
        "Open 24 hours",
    ]
    assert (cards["Helpline"].phone_digits, cards["Helpline"].detail) == ("03000000000", "Tamworth")
    assert cards["Lesson"].facts[-1] == "45 minutes"
    assert cards["Lesson"].being_checked
    assert not cards["Helpline"].being_checked


def test_cards_of_a_closed_organisation_have_no_telephone_number():
    successor = make_organisation("Open")
    make_organisation("Closed one", phone="0300 000 0000", status="closed", successor=successor)
    card = page_of("q=closed").cards[0]
    assert (card.phone, card.phone_digits, card.state, card.successor.title) == ("", "", "Closed", "Open")


def test_page_links_leave_out_the_middle(monkeypatch):
    monkeypatch.setattr(queries, "PAGE_SIZE", 2)
    for _ in range(19):
        make_resource()
    page = page_of("page=5")
    assert [link and link[0] for link in page.page_links] == [1, None, 3, 4, 5, 6, 7, None, 10]
    assert page.previous_address == "/search/?page=4"
    assert page.next_address == "/search/?page=6"
    assert page_of("page=2").previous_address == "/search/"

import pytest

from directory.catalogue.doors import Door
from directory.search.documents.index_store import index_store
from directory.search.documents.index_writer import batched_updates
from directory.search.engine import index, pagination, ranking
from directory.search.pages.search_page.selected_filters import MOST_CHIPS
from tests.factories import make_resource
from tests.search.asking import page_of

pytestmark = pytest.mark.django_db


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


def test_chip_says_that_only_what_is_made_to_teach_with_is_shown():
    (chip,) = page_of("taught=yes").chips
    assert (chip.label, chip.url) == ("Made to teach with", "/search/")


def test_a_page_stays_small_whatever_is_ticked(client):
    every = "&".join(
        f"{name}={code}" for name, terms in index_store.snapshot().facets.terms.items() for code in terms
    )
    page = client.get(f"/search/?{every}")
    assert page.status_code == 200
    assert len(page.content) < 300_000
    assert page.text.count("Remove filter: ") == MOST_CHIPS
    assert f"and {every.count('&') + 1 - MOST_CHIPS} more" in page.text


def test_chips_name_a_repeated_filter_once():
    assert len(page_of("sector=primary&sector=primary").chips) == 1


def test_clear_address_keeps_the_words():
    assert page_of("q=consent&age=9&sector=primary").clear_address == "/search/?q=consent"


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


def test_steps_back_take_the_words_away_that_became_a_filter():
    make_resource("Consent", ages=(5, 7))
    page = page_of("q=consent+year+9")
    assert page.total == 0
    assert [(step.label, step.url, step.total) for step in page.steps_back] == [
        ("Year 9", "/search/?q=consent", 1),
        ("the words “consent year 9”", "/search/", 1),
    ]


def test_a_sentence_is_not_taken_away_as_a_whole():
    make_resource("Consent", ages=(5, 7))
    make_resource("Upskirting", ages=(14, 16), topics=["upskirting"])
    few, many = page_of("q=consent&age=15"), page_of("q=what+to+teach+on+consent&age=15")
    assert few.total == many.total == 0
    assert {step.label for step in few.steps_back} == {"Age 15", "the words “consent”"}
    assert [step.label for step in many.steps_back] == ["Age 15"]


def test_neighbours_are_the_nearest_years_that_have_something():
    make_resource("Consent", ages=(10, 10))
    make_resource("Consent too", ages=(5, 5))
    page = page_of("q=consent+year+5")
    assert [(step.label, step.url, step.total) for step in page.neighbours] == [
        ("Year 6", "/search/?q=consent&year=y6", 1),
        ("Year 1", "/search/?q=consent&year=y1", 1),
    ]
    page = page_of("q=consent&age=9")
    assert [(step.label, step.url, step.total) for step in page.neighbours] == [
        ("Age 10", "/search/?q=consent&age=10", 1),
        ("Age 5", "/search/?q=consent&age=5", 1),
    ]


def test_chips_say_which_filters_came_from_the_words():
    page = page_of("q=consent+year+5+tamworth&cost=free")
    assert [(chip.label, chip.url, chip.from_words) for chip in page.chips] == [
        ("Year 5", "/search/?q=consent+tamworth&cost=free", True),
        ("Tamworth", "/search/?q=consent+year+5&cost=free", True),
        ("Free", "/search/?q=consent+year+5+tamworth", False),
    ]


def test_words_that_were_corrected_are_told():
    make_resource("Harassment and consent")
    (correction,) = page_of("q=harrasment").corrections
    assert (correction.typed, correction.meant) == ("harrasment", "harassment")
    assert correction.url == "/search/?q=%22harrasment%22"


def test_words_that_nothing_has_are_told_only_where_they_say_more_than_the_rest():
    make_resource("Harassment and fractions")
    assert page_of("q=harassment+fractions+party").total == 1
    assert page_of("q=harassment+fractions+party").notices == []
    (notice,) = page_of("q=fractions+xylophone+glockenspiel").notices
    assert notice.startswith("Nothing here is about “xylophone” or “glockenspiel”.")


def test_no_notice_is_given_twice():
    make_resource("Harassment and consent")
    assert len(page_of("q=harrasment+harrasment").corrections) == 1
    assert len(page_of("utm_source=x&page=7").notices) == 2


def test_notices_tell_when_no_entry_has_all_of_the_words():
    make_resource("Trombones", topics=["banter"])
    make_resource("Fractions")
    assert page_of("q=trombones+fractions").notices == [
        "Nothing matches all of your words. These match most of them, closest first."
    ]


def test_notices_do_not_speak_of_words_where_a_topic_is_meant():
    make_resource("Harassment", topics=["banter"])
    make_resource("Consent")
    page = page_of("q=harassment+consent")
    assert page.filterset.meant_topics
    assert page.notices == []


def sorts_of(address, door=None):
    """The words of the sorts that are offered, and of the one in use."""
    sorts = page_of(address, door).sorts
    (used,) = [words for _, words, selected in sorts if selected]
    return [words for _, words, _ in sorts], used


@pytest.mark.parametrize("address", ["", "sort=best", "sector=primary", "kind=resource&kind=training"])
def test_sorts_speak_of_the_best_match_only_where_there_are_words(address):
    assert sorts_of(address) == (["Recommended", "Newest", "A to Z"], "Recommended")
    assert sorts_of(f"q=consent&{address}") == (["Best match", "Newest", "A to Z"], "Best match")


def test_sorts_say_what_order_a_kind_is_in_without_words():
    assert sorts_of("", Door.GUIDANCE) == (["Latest change", "Newest", "A to Z"], "Latest change")
    assert sorts_of("kind=guidance")[1] == "Latest change"
    assert sorts_of("sort=best", Door.TRAINING) == (["Next date", "Newest", "A to Z"], "Next date")
    assert sorts_of("sort=date", Door.TRAINING) == (["Newest", "A to Z", "Next date"], "Next date")


def test_sorts_offer_the_next_date_for_training_only():
    assert "Next date" not in sorts_of("q=consent")[0]
    assert sorts_of("q=consent", Door.TRAINING) == (["Best match", "Newest", "A to Z", "Next date"], "Best match")
    assert sorts_of("sort=date")[1] == "Next date"  # an old address


def test_notices_tell_of_what_was_left_out():
    assert page_of("utm_source=x").notices == [
        "We do not recognise “utm_source” in the web address, so we left it out."
    ]
    assert page_of("page=7").notices == ["This list has only one page."]


def test_page_links_leave_out_the_middle(monkeypatch):
    for module in (pagination, index, ranking):
        monkeypatch.setattr(module, "RESULTS_PER_PAGE", 2)
    with batched_updates():
        for _ in range(19):
            make_resource()
    page = page_of("page=5")
    assert [link and link[0] for link in page.page_links] == [1, None, 3, 4, 5, 6, 7, None, 10]
    assert page.previous_address == "/search/?page=4"
    assert page.next_address == "/search/?page=6"
    assert page_of("page=2").previous_address == "/search/"


# What the words name that is not in the county


def test_a_place_outside_is_said_once_and_narrows_nothing():
    make_resource("Consent", districts=["tamworth"])
    page = page_of("q=consent+wolverhampton")
    assert page.total == 1
    assert page.chips == []
    assert page.notices == [
        "Wolverhampton is outside Staffordshire. These results are for Staffordshire and national."
    ]


def test_places_outside_share_one_notice_that_promises_no_results_where_there_are_none():
    page = page_of("q=xylophone+derby+and+Crewe")
    assert page.notices == ["Derby and Crewe are outside Staffordshire."]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("newcastle upon tyne", "Newcastle upon Tyne"),
        ("ASHBY de la Zouch", "ASHBY de la Zouch"),
        ("wv1", "WV1"),
        ("derby", "Derby"),
    ],
)
def test_places_are_written_with_capitals(typed, written):
    assert page_of(f"q={typed}").notices[0].startswith(f"{written} is outside Staffordshire.")


def test_a_chip_of_a_place_names_its_district():
    assert [chip.label for chip in page_of("q=counselling+eccleshall").chips] == ["Stafford"]


def test_a_thousand_characters_are_welcome():
    make_resource("Consent")
    assert page_of("q=consent+" + "a+" * 496).total == 1

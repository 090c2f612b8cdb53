"""The filter, cards and pages say the same of how far to trust an entry, whatever has come of its review. Cards leave
out what is said of most entries.
"""

import re
from datetime import date
from itertools import product

import pytest

from directory.catalogue.matching_rules import for_quality
from directory.catalogue.models import Entry
from directory.catalogue.states import Confidence, Quality
from directory.search.documents.index_writer import batched_updates, write_documents
from directory.search.pages.cards import card_of, entries_with_cards
from tests.factories import make_resource
from tests.search.asking import ask, titles

pytestmark = pytest.mark.django_db

LONG_AGO, FAR_AHEAD = date(2020, 1, 1), date(2999, 1, 1)
STANDINGS = list(
    product(Quality, [Confidence.HIGH, Confidence.MEDIUM], [None, LONG_AGO], [None, LONG_AGO, FAR_AHEAD])
)


@pytest.fixture
def every_standing():
    """Entries with every quality result, of every confidence, checked or not, in date or not: title -> entry."""
    with batched_updates():
        for number, (quality, confidence, checked_on, until) in enumerate(STANDINGS):
            make_resource(f"Entry {number}", confidence=confidence, checked_on=checked_on)
            Entry.objects.filter(title=f"Entry {number}").update(quality=quality, quality_until=until)
    write_documents(Entry.objects.values_list("pk", flat=True))
    return {entry.title: entry for entry in Entry.objects.select_related("resource")}


def badges(text):
    return re.findall(r'class="badge badge-(\w+)">([^<]+)<', text)


def test_filter_card_and_page_agree_on_every_standing(client, every_standing):
    for quality in Quality:
        by_filter = {title for page in (1, 2, 3) for title in titles(ask(f"quality={quality}&page={page}"))}
        by_database = Entry.objects.filter(for_quality([quality])).values_list("title", flat=True)
        assert by_filter == set(by_database) != set()
        for title in by_filter:
            entry = every_standing.pop(title)
            found, on_card = entry.marks, card_of(entries_with_cards([entry.pk]).get()).marks
            assert on_card == [mark for mark in found if mark[0] not in ("In review", "Details being checked")]
            assert (quality.label in dict(found)) == (quality != Quality.UNREVIEWED)
            assert not {other.label for other in Quality if other != quality} & set(dict(found))
            assert ("Details being checked" in dict(found)) == entry.details_being_checked
            assert badges(client.get(entry.get_absolute_url()).text) == [(tone, words) for words, tone in found]
    assert not every_standing


@pytest.mark.parametrize("quality", Quality)
def test_only_the_countys_own_mark_is_a_good_one(quality):
    marks = Entry(quality=quality, confidence=Confidence.HIGH).marks
    assert [tone for _, tone in marks] == {
        Quality.UNREVIEWED: [],
        Quality.QUALITY_ASSURED: ["good"],
    }.get(quality, ["wait"])

from datetime import date

import pytest
from django.core.management import call_command
from django.http import QueryDict

from directory.insight.models import TopicCoverage
from directory.insight.provision.changes import change_of, note_topic_coverage
from directory.insight.provision.layers import Layer
from directory.insight.provision.provision_map import ProvisionMap
from directory.search.pages.my_setting import Setting
from tests.factories import make_resource, withdraw

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 28)


def change(query="", layer=Layer.LESSONS, **asked):
    return change_of(ProvisionMap(Setting(QueryDict(query)), layer, **asked), today=TODAY)


def test_change_is_said_with_the_notes_of_a_year_ago():
    note_topic_coverage(today=date(2025, 11, 20))
    make_resource(ages=(5, 6))
    note_topic_coverage(today=date(2026, 3, 1))
    make_resource(ages=(5, 6), topics=["grooming"])
    found = change()
    assert (found.words, found.day, found.empty, found.size) == (
        "2 fewer than a year ago",
        date(2025, 11, 20),
        238,
        238,
    )
    assert (found.of_column("ks1"), found.of_column("ks4")) == ("2 fewer", "")


def test_change_is_said_since_the_first_note_where_none_is_a_year_old():
    make_resource(ages=(5, 6))
    gone = make_resource(ages=(14, 15))
    note_topic_coverage(today=date(2026, 3, 1))
    withdraw(entry=gone)
    found = change()
    assert found.words == "1 more than on 1 March 2026"
    assert found.is_first
    assert found.of_column("ks4") == "1 more"


def test_nothing_has_changed():
    note_topic_coverage(today=date(2025, 11, 28))
    assert change().words == "as many as a year ago"


def test_old_notes_are_not_a_year_ago():
    note_topic_coverage(today=date(2024, 11, 28))
    assert change().words == "as many as on 28 November 2024"


def test_no_change_is_said_where_nothing_comparable_was_noted():
    assert change() is None
    note_topic_coverage(today=date(2025, 11, 28))
    assert change("sector=primary") is None
    assert change(by="stage", also="need") is None


def test_each_layer_and_axis_is_noted_once_a_day():
    first = note_topic_coverage(today=TODAY)
    note_topic_coverage(today=TODAY)
    assert TopicCoverage.objects.count() == len(first) == 5 * (7 + 10 + 14)


def test_map_says_when_we_began_to_note_it(client):
    assert "We have not begun to note how this changes" in client.get("/map/").text
    call_command("note_coverage")
    assert "We began to note this on" in client.get("/map/").text


def test_map_says_the_change_and_its_day(client):
    note_topic_coverage(today=date(2024, 1, 5))
    make_resource(ages=(5, 6))
    page = client.get("/map/").text
    assert "have nothing yet; 1 fewer than on 5 January 2024." in page
    assert "On 5 January 2024, 238 of 238 had nothing." in page
    assert "<small>1 fewer</small>" in page
    assert "without a setting" in client.get("/map/?sector=primary").text

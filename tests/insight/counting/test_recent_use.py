"""How often entries were opened of late, which lists go by: worked out at night, and the same all day."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.models import Entry
from directory.insight.counting.recent_use import note_recent_use, step_of
from directory.insight.models import Count, RecentUse
from directory.search.documents import consistency
from directory.search.documents.models import Edition
from tests.factories import make_organisation, make_resource
from tests.search.asking import ask, titles

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 2)


def opened(key, number, day=TODAY - timedelta(1)):
    Count.objects.create(day=day, what="opened", key=key, number=number)


def steps():
    return dict(RecentUse.objects.values_list("entry__title", "step"))


@pytest.mark.parametrize(
    ("number", "step"), [(0, 0), (4, 0), (5, 1), (9, 1), (10, 2), (19, 2), (20, 3), (40, 4), (80, 5)]
)
def test_each_step_takes_twice_as_many_and_a_handful_is_none(number, step):
    assert step_of(number) == step


def test_the_last_ninety_days_count_and_today_not_yet():
    make_resource("Consent")
    for day, number in [
        (TODAY, 100),
        (TODAY - timedelta(1), 6),
        (TODAY - timedelta(90), 6),
        (TODAY - timedelta(91), 100),
    ]:
        opened("resources/consent", number, day)
    note_recent_use(today=TODAY)
    assert steps() == {"Consent": step_of(12)}


def test_an_entry_is_known_by_its_kind_and_by_an_address_that_it_had():
    make_organisation("Consent")
    entry = make_resource("Consent")
    opened("resources/consent", 6)
    entry.slug = "asking"
    save_entry(entry=entry)
    opened("resources/asking", 6)
    opened("resources/nothing-of-ours", 600)
    Count.objects.create(day=TODAY - timedelta(1), what="page", key="resources/asking", number=600)
    note_recent_use(today=TODAY)
    assert dict(RecentUse.objects.values_list("entry", "step")) == {entry.pk: step_of(12)}


def test_what_is_opened_most_comes_first_from_the_next_night_on_and_until_it_is_not():
    for title in ("A", "B"):
        make_resource(title)
    opened("resources/b", 50)
    assert titles(ask()) == ["A", "B"]
    note_recent_use(today=TODAY)
    assert titles(ask()) == ["B", "A"]
    assert consistency.find_differences() == {}
    note_recent_use(today=TODAY + timedelta(100))
    assert titles(ask()) == ["A", "B"]
    assert consistency.find_differences() == {}


def test_a_night_in_which_no_step_moves_writes_no_document():
    make_resource("A")
    opened("resources/a", 50)
    assert len(note_recent_use(today=TODAY)) == 1
    before = Edition.objects.get().revision
    opened("resources/a", 1, TODAY)
    assert note_recent_use(today=TODAY + timedelta(1)) == set()
    assert Edition.objects.get().revision == before


def test_the_order_is_the_same_all_day():
    """What is opened, and what is edited meanwhile, moves nothing until the night."""
    for title in ("A", "B"):
        make_resource(title)
    opened("resources/b", 50)
    entry = Entry.objects.get(title="B")
    entry.summary = "Said better."
    entry.save()
    assert titles(ask()) == ["A", "B"]
    assert consistency.find_differences() == {}


def test_the_nightly_command_notes_use(capsys):
    make_resource("A")
    opened("resources/a", 50, timezone.localdate() - timedelta(1))
    call_command("note_coverage")
    assert "1 step of use changed" in capsys.readouterr().out
    assert steps() == {"A": step_of(50)}


def test_an_entry_that_is_deleted_takes_its_step_along():
    entry = make_resource("A")
    opened("resources/a", 50)
    note_recent_use(today=TODAY)
    entry.delete()
    assert not RecentUse.objects.exists()

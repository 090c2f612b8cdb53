from datetime import date

import pytest

from directory.catalogue.actions import editing, history, steps
from directory.catalogue.models import Entry, FormerSlug
from directory.catalogue.states import State
from tests.factories import make_organisation, make_resource

pytestmark = pytest.mark.django_db


def test_save_entry_remembers_every_address_it_leaves():
    entry = make_resource(slug="first")
    for slug in ("second", "third"):
        entry.slug = slug
        editing.save_entry(entry=entry)
    assert set(FormerSlug.objects.values_list("slug", "entry")) == {("first", entry.pk), ("second", entry.pk)}


def test_save_entry_takes_back_an_address_that_it_had_before():
    entry = make_resource(slug="first")
    for slug in ("second", "first"):
        entry.slug = slug
        editing.save_entry(entry=entry)
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["second"]


def test_record_check_sets_the_next_review_twelve_months_on():
    entry = make_resource()
    history.record_check(entry=entry, on=date(2026, 3, 3))
    assert (entry.checked_on, entry.review_due_on) == (date(2026, 3, 3), date(2027, 3, 3))


def test_record_check_sets_the_next_review_of_a_telephone_number_six_months_on():
    entry = make_organisation(phone="0300 000 0000")
    history.record_check(entry=entry, on=date(2026, 3, 3))
    assert entry.review_due_on == date(2026, 9, 3)


def test_publish_keeps_the_day_of_the_first_publication():
    entry = make_resource()
    first = entry.published_at
    steps.take_step(step="unpublish", entry=entry)
    steps.publish(entry=entry)
    assert Entry.objects.get(pk=entry.pk).published_at == first


@pytest.mark.parametrize(("step", "state"), [("archive", State.ARCHIVED), ("unpublish", State.DRAFT)])
def test_take_step_takes_the_entry_from_readers(step, state):
    entry = make_resource()
    steps.take_step(step=step, entry=entry)
    assert Entry.objects.get(pk=entry.pk).state == state
    assert not Entry.objects.published().exists()

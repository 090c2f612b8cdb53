from datetime import date

import pytest

from directory.catalogue.actions import editing, history, steps
from directory.catalogue.models import Entry, FormerSlug
from directory.catalogue.states import State
from directory.resources.models import Resource
from directory.search.documents.models import SearchDocument
from tests.factories import archive, make_organisation, make_resource

QUERIES_TO_PUBLISH = 45  # one locks them, two ask who wrote what is published, three what names it

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


def test_publish_all_shows_what_is_ready_and_says_what_the_others_lack():
    ready, there = make_resource(published=False), make_resource()
    lacking, archived = make_resource(published=False, summary=""), archive(entry=make_resource())
    first = there.published_at
    problems = steps.publish_all(model=Resource, ids=[ready.pk, lacking.pk, archived.pk, there.pk])
    assert problems == {
        lacking.pk: ["Add a summary."],
        archived.pk: ["You cannot do this because the entry is now archived."],
        there.pk: ["You cannot do this because the entry is now published."],
    }
    assert set(Entry.objects.published()) == {Entry.objects.get(pk=pk) for pk in (ready.pk, there.pk)}
    assert Entry.objects.get(pk=there.pk).published_at == first
    assert [revision.action for revision in ready.revisions.all()] == ["published", "created"]
    assert ready.revisions.first().state == State.PUBLISHED
    assert (lacking.version, ready.version) == (1, 2)
    assert SearchDocument.objects.filter(pk=ready.pk, gone=False).exists()


@pytest.mark.parametrize("entries", [1, 5])
def test_publish_all_asks_the_database_no_more_for_more_entries(entries, django_assert_num_queries):
    ids = [make_resource(published=False).pk for _ in range(entries)]
    with django_assert_num_queries(QUERIES_TO_PUBLISH):
        assert steps.publish_all(model=Resource, ids=ids) == {}


@pytest.mark.parametrize(("step", "state"), [("archive", State.ARCHIVED), ("unpublish", State.DRAFT)])
def test_take_step_takes_the_entry_from_readers(step, state):
    entry = make_resource()
    steps.take_step(step=step, entry=entry)
    assert Entry.objects.get(pk=entry.pk).state == state
    assert not Entry.objects.published().exists()

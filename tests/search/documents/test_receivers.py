"""An entry is found by what it says now, whatever route changed it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from directory.catalogue.models import Entry, TopicTagging
from directory.search.documents import index_writer
from directory.search.documents.models import SearchDocument, SynonymGroup
from directory.taxonomy.models import HelpKind, Topic
from directory.training.models import CourseSession
from tests.conftest import load_the_vocabularies
from tests.factories import archive, make_course, make_organisation, make_resource, terms_of, withdraw

pytestmark = pytest.mark.django_db


def found_by(word):
    return set(Entry.objects.filter(document__words__contains=f" {word} ").values_list("title", flat=True))


def test_a_published_entry_is_found_by_its_own_words():
    make_resource("Asking first", summary="About bicycles.", aliases="Polite questions", publisher="Acme")
    assert all(found_by(word) == {"Asking first"} for word in ("ask", "bicycl", "polit", "acm", "lesson", "consent"))


def test_a_draft_is_not_found():
    make_resource("Asking first", published=False)
    assert found_by("ask") == set()


@pytest.mark.parametrize("leave", [archive, withdraw])
def test_an_entry_that_leaves_readers_is_not_found(leave):
    leave(entry=make_resource("Asking first"))
    assert not SearchDocument.objects.filter(gone=False).exists()


def test_a_changed_title_is_found_at_once_and_the_old_one_is_not():
    entry = make_resource("Asking first")
    entry.title = "Waiting"
    entry.save()
    assert found_by("ask") == set()
    assert found_by("wait") == {"Waiting"}


def test_an_entry_saved_without_its_kind_is_found_at_once():
    entry = Entry.objects.get(pk=make_resource("Asking first").pk)
    entry.title = "Waiting"
    entry.save()
    assert found_by("wait") == {"Waiting"}


def test_a_new_topic_is_found_and_a_removed_one_is_not():
    entry = make_resource("Asking first", topics=["consent"])
    entry.topics.set(terms_of("topics", ["upskirting"]))
    assert found_by("upskirt") == {"Asking first"}
    assert found_by("consent") == set()


def test_a_topic_that_is_only_taken_away_is_found_no_more():
    entry = make_resource("Asking first", topics=["banter", "upskirting"])
    entry.topics.remove(Topic.objects.get(code="upskirting"))
    assert found_by("upskirt") == set()


def test_a_renamed_topic_is_found_by_its_new_name():
    make_resource("Asking first", topics=["consent"])
    topic = Topic.objects.get(code="consent")
    topic.name = "Permission"
    topic.save()
    assert found_by("permiss") == {"Asking first"}


def test_a_term_given_from_either_side_is_found():
    entry = make_organisation("Somebody", help_kinds=["victims"])
    advocacy = HelpKind.objects.get(code="isva_advocacy")
    entry.help_kinds.add(advocacy)
    assert found_by("advocaci") == {"Somebody"}
    advocacy.organisations.remove(entry)
    assert found_by("advocaci") == set()


def test_a_course_is_found_by_its_providers_new_name():
    provider = make_organisation("Somebody")
    make_course("A course", provider=provider)
    provider.title = "Zebra"
    provider.save()
    assert found_by("zebra") == {"Zebra", "A course"}


def test_a_deleted_entry_leaves_no_document():
    make_resource("Asking first").delete()
    assert not SearchDocument.objects.filter(gone=False).exists()


def test_batched_updates_writes_each_entry_once():
    entry = make_resource("Asking first")
    with transaction.atomic(), index_writer.batched_updates():
        entry.title = "Waiting"
        entry.save()
        assert found_by("wait") == set()
        entry.topics.set(terms_of("topics", ["upskirting"]))
    assert found_by("wait") == found_by("upskirt") == {"Waiting"}


def test_batched_updates_writes_nothing_that_is_rolled_back():
    entry = make_resource("Asking first")

    @transaction.atomic
    def fail_half_way():
        with index_writer.batched_updates():
            entry.title = "Waiting"
            entry.save()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_half_way()
    assert found_by("ask") == {"Asking first"}
    assert found_by("wait") == set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("saved", ["entry", "kind", "topic", "tagging", "session", "synonyms"])
def test_nothing_is_saved_without_what_it_is_found_by(saved, monkeypatch):
    """Django tells of a save after its own transaction: a crash in between would leave an old document."""
    load_the_vocabularies()
    course = make_course("Asking first")
    start = timezone.now()
    things = {
        "entry": Entry.objects.get(pk=course.pk),
        "kind": course,
        "topic": Topic.objects.get(code="consent"),
        "tagging": TopicTagging(content_object=course, tag=Topic.objects.get(code="banter")),
        "session": CourseSession(course=course, starts_at=start, ends_at=start + timedelta(hours=1)),
        "synonyms": SynonymGroup(phrases="one\nanother"),
    }
    thing = things[saved]
    for name in ("title", "name", "place", "phrases"):
        if hasattr(thing, name):
            setattr(thing, name, "Changed")

    def crash(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(index_writer, "next_revision", crash)
    with pytest.raises(KeyboardInterrupt):
        thing.save()
    model = type(thing)
    assert not model.objects.filter(pk=thing.pk).exists() or "Changed" not in str(model.objects.get(pk=thing.pk))

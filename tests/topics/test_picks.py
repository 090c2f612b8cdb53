"""What a curator puts into a collection comes first in lists at once, by whatever way it gets there or leaves."""

import pytest
from django.core.management import CommandError, call_command

from directory.catalogue.models import Entry
from directory.search.documents import consistency, index_writer
from directory.search.documents.order.known_above import known_above
from directory.topics.models import Collection, Item
from tests.conftest import load_the_vocabularies
from tests.factories import archive, make_resource
from tests.search.asking import ask, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def essentials():
    return Collection.objects.create(title="Essentials", slug="essentials", summary="For leads.")


@pytest.fixture
def last():
    """The last of three in the alphabet."""
    make_resource("A")
    make_resource("B")
    return Entry.objects.get(pk=make_resource("C").pk)


def order():
    assert consistency.find_differences() == {}
    return titles(ask())


def test_an_entry_that_joins_a_collection_comes_first(essentials, last):
    assert order() == ["A", "B", "C"]
    essentials.items.create(entry=last)
    assert order() == ["C", "A", "B"]


def test_entries_that_join_together_come_first(essentials, last):
    Item.objects.bulk_create([Item(collection=essentials, entry=last)])
    assert order() == ["C", "A", "B"]


def test_an_entry_whose_place_another_takes_comes_first_no_more(essentials, last):
    item = essentials.items.create(entry=last)
    item.entry = Entry.objects.get(title="B")
    item.save()
    assert order() == ["B", "A", "C"]


@pytest.mark.parametrize(
    "leave", [Item.objects.all().delete, Collection.objects.all().delete, lambda: Collection.objects.get().delete()]
)
def test_an_entry_that_leaves_every_collection_comes_first_no_more(essentials, last, leave):
    essentials.items.create(entry=last)
    leave()
    assert order() == ["A", "B", "C"]


def test_an_entry_of_two_collections_comes_first_until_it_has_left_both(essentials, last):
    for title in ("Essentials too", "More"):
        Collection.objects.create(title=title, slug=title[:4]).items.create(entry=last)
    Collection.objects.get(title="More").delete()
    assert order() == ["C", "A", "B"]


def test_a_picked_entry_can_be_taken_from_readers_and_deleted(essentials, last):
    essentials.items.create(entry=last)
    archive(entry=last)
    assert order() == ["A", "B"]
    last.delete()
    assert order() == ["A", "B"]


def test_verify_sees_a_standing_that_is_out_of_date(monkeypatch, capsys, last):
    monkeypatch.setattr(known_above, "picked", lambda ids: {last.pk})
    with pytest.raises(CommandError):
        call_command("search_index", "--verify")
    assert f"1 out of date: entries {last.pk}" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_nothing_joins_a_collection_without_its_document(monkeypatch):
    load_the_vocabularies()
    entry = Entry.objects.get(pk=make_resource("A").pk)
    collection = Collection.objects.create(title="Essentials", slug="essentials")

    def crash(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(index_writer, "next_revision", crash)
    for join in (lambda item: item.save(), lambda item: Item.objects.bulk_create([item])):
        with pytest.raises(KeyboardInterrupt):
            join(Item(collection=collection, entry=entry))
        assert not Item.objects.exists()

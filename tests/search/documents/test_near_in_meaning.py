"""What is near in meaning: only inside the filters, never what has sunk, and nothing else of an answer changes."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils.http import urlencode
from hypothesis import given
from hypothesis import strategies as st

from directory.catalogue.models import Entry
from directory.search.documents import consistency
from directory.search.documents.models import SearchDocument
from directory.search.meaning.nearness import NO_MEANING
from directory.search.meaning.words import vector_of
from tests.factories import archive, make_organisation, make_resource
from tests.search.asking import answer, ask, filterset_for
from tests.search.documents.test_plain_search import (
    DATABASE_EXAMPLES,
    bands,
    change,
    edits,
    entries,
    filters,
    fits,
    store_entries,
)

pytestmark = pytest.mark.django_db

MEANT = "permission photographs mates upskirt teasing wedding zebra".split()
selections = st.fixed_dictionaries(
    {"q": st.lists(st.sampled_from([*MEANT, "consent"]), min_size=1, max_size=4).map(" ".join)}, optional=filters
)


def near(address):
    found = ask(address)
    by_id = Entry.objects.in_bulk(found.near)
    return [by_id[pk].title for pk in found.near]


@DATABASE_EXAMPLES
@given(described=st.lists(entries, max_size=8), edits=edits, selection=selections)
def test_what_is_near_is_inside_the_filters_has_not_sunk_and_is_in_no_list_twice(described, edits, selection):
    with transaction.atomic():
        store_entries(described)
        filterset = filterset_for(urlencode(selection, doseq=True))
        hits = answer(filterset)
        assert len(hits.near) == len({*hits.near}) == len(hits.near_revisions) <= 5
        assert not {*hits.near} & {*hits.ids}
        by_title, ages_of = {one["title"]: one for one in described}, bands()
        for entry in Entry.objects.filter(pk__in=hits.near):
            for name, values in filterset.active_filters.items():
                asked = map(int, values) if name == "age" else values
                assert any(fits(by_title[entry.title], name, value, ages_of) for value in asked)
        for edit in edits:
            if Entry.objects.exists():
                change(*edit)
        again = answer(filterset_for(urlencode(selection, doseq=True)))
        for entry in Entry.objects.filter(pk__in=again.near):
            assert entry.is_published
            assert not entry.sinks
            assert entry.is_active
            assert entry.age_min < 18
        assert consistency.find_differences() == {}
        transaction.set_rollback(True)


@DATABASE_EXAMPLES
@given(described=st.lists(entries, max_size=8), selection=selections)
def test_without_meaning_everything_else_is_the_same(described, selection):
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        store_entries(described)
        address = urlencode(selection, doseq=True)
        with_meaning = ask(address)
        patch.setattr("django.conf.settings.SEMANTIC", False)
        without = ask(address)
        assert without.near == []
        assert {*without.ids} == {*with_meaning.ids}
        assert replace(without, ids=[]) == replace(with_meaning, ids=[])
        assert consistency.find_differences() == {}
        transaction.set_rollback(True)


def test_words_that_nothing_has_find_what_means_the_same():
    make_resource("Nude selfies", summary="What to do when one goes round.")
    make_resource("Fractions", summary="Halves and quarters.", topics=["curriculum"])
    assert near("q=naked+photos") == ["Nude selfies"]
    assert ask("q=naked+photos").total == 0
    assert near("q=xyzzy+qwrtp") == []
    assert near("q=pizza+recipe") == []
    assert near('q="naked"+photos') == []


def test_what_is_near_follows_an_edit_at_the_next_question():
    entry = make_resource("Nude selfies")
    assert near("q=naked+photos") == ["Nude selfies"]
    entry.title = "Fractions"
    entry.save()
    assert near("q=naked+photos") == []
    entry.title = "Undressed images"
    entry.save()
    assert near("q=naked+photos") == ["Undressed images"]
    entry.delete()
    assert near("q=naked+photos") == []


def test_what_has_sunk_or_is_for_adults_only_is_never_near():
    make_resource("Nude selfies, long ago", review_due_on=date(2020, 1, 1))
    make_organisation("Nude selfies of adults", ages=(18, 25))
    closed = make_organisation("Nude selfies helpline")
    archive(entry=closed)
    assert near("q=naked+photos") == near("q=naked+photos&age=18") == []


def test_what_is_near_stands_on_the_last_page_only_and_only_in_the_best_order():
    make_resource("Nude selfies")
    for number in range(21):
        make_resource(f"Naked {number}", summary="Football.", topics=["curriculum"])
    assert near("q=naked") == []
    assert near("q=naked&page=2") == ["Nude selfies"]
    assert near("q=naked&page=2&sort=title") == []


def test_of_entries_with_the_words_none_comes_first_for_its_meaning(settings):
    make_resource("A naked mole", summary="Fractions and decimals")
    make_resource("A naked mole", summary="Selfies and nudes")
    with_meaning = ask("q=naked+photos").ids
    settings.SEMANTIC = False
    assert ask("q=naked+photos").ids == with_meaning


def test_verify_finds_a_changed_vector_and_rebuild_mends_it(capsys):
    entry = make_resource("Nude selfies")
    right = bytes(SearchDocument.objects.get().meaning)
    SearchDocument.objects.update(meaning=vector_of(["fractions"]))
    with pytest.raises(CommandError):
        call_command("search_index", "--verify")
    assert f"1 out of date: entries {entry.pk}" in capsys.readouterr().out
    call_command("search_index", "--rebuild")
    assert bytes(SearchDocument.objects.get().meaning) == right != NO_MEANING
    call_command("search_index", "--verify")

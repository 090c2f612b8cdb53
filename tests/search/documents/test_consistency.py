"""The command that checks what entries are found by, and writes it anew."""

import pytest
from django.core.management import CommandError, call_command

from directory.search.documents.index_store import IndexStore
from directory.search.documents.index_writer import batched_updates
from directory.search.documents.models import Edition, SearchDocument, Term
from tests.factories import make_resource
from tests.search.asking import ask, titles

pytestmark = pytest.mark.django_db


def run(capsys, *options):
    call_command("search_index", *options)
    return capsys.readouterr().out


def test_verify_is_content_with_a_sound_bank(capsys):
    make_resource("Asking first")
    make_resource("A draft", published=False)
    assert "Every published entry" in run(capsys, "--verify")


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda documents: documents.delete(), "1 missing"),
        (lambda documents: documents.update(gone=True), "1 missing"),
        (lambda documents: documents.update(words=" wrong "), "1 out of date"),
        (lambda documents: documents.update(impacts=b""), "1 out of date"),
        (lambda documents: documents.update(entry_id=999_999), "1 missing"),
    ],
)
def test_verify_reports_damage_and_rebuild_mends_it(capsys, damage, found):
    entry = make_resource("Asking first")
    make_resource("Another")
    damage(SearchDocument.objects.filter(pk=entry.pk))
    with pytest.raises(CommandError):
        call_command("search_index", "--verify")
    assert found in capsys.readouterr().out
    assert "Rebuilt: 2 entries" in run(capsys, "--rebuild")
    assert "Every published entry" in run(capsys, "--verify")
    assert titles(ask("q=asking")) == ["Asking first"]


def test_a_bank_without_any_derived_rows_answers_the_same():
    with batched_updates():
        for number in range(30):
            make_resource(f"Asking {number}", ages=(number % 9, 9), topics=["consent", "banter"][: number % 2 + 1])
    before = [ask(address) for address in ("q=asking&age=7", "", "topic=banter&sort=newest", "q=ask+consent&page=2")]
    for model in (Edition, SearchDocument, Term):
        model.objects.all().delete()
    after = [ask(address) for address in ("q=asking&age=7", "", "topic=banter&sort=newest", "q=ask+consent&page=2")]
    assert after == before


def test_documents_of_another_analysis_are_written_anew():
    make_resource("Asking first")
    SearchDocument.objects.update(words=" old ")
    Edition.objects.update(analysis="an older one")
    IndexStore().snapshot()  # a process of the new version begins
    assert titles(ask("q=asking")) == ["Asking first"]
    assert "ask" in SearchDocument.objects.get().words

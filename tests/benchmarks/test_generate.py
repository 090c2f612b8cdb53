import pytest

from directory.catalogue.models import Entry
from directory.search.documents.models import SearchDocument
from tests.benchmarks.generate import generate


@pytest.mark.django_db
def test_generate_makes_published_entries_that_are_found():
    generate(40)

    entries = Entry.objects.published()
    assert entries.count() == 40
    assert SearchDocument.objects.count() == 40
    assert len(set(entries.values_list("kind", flat=True))) > 2

import pytest
from django.db import connection

from directory.catalogue.models import Entry
from directory.search.documents.consistency import find_differences
from directory.search.documents.models import SearchDocument
from tests.benchmarks.generate import generate


def parts_of_the_schema():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT indexname FROM pg_indexes UNION SELECT tgname FROM pg_trigger ORDER BY 1")
        else:
            cursor.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name")
        return cursor.fetchall()


@pytest.mark.django_db
@pytest.mark.parametrize("many", [100, 1], ids=["a few", "as many are made"])
def test_generate_makes_published_entries_with_the_documents_that_the_builder_would_make(many):
    before = parts_of_the_schema()
    generate(60, many=many)

    entries = Entry.objects.published()
    assert entries.count() == SearchDocument.objects.count() == 60
    assert set(entries.values_list("kind", flat=True)) == {
        "resource",
        "organisation",
        "training",
        "case_study",
        "guidance",
    }
    assert find_differences() == {}
    assert connection.check_constraints() is None
    assert parts_of_the_schema() == before


@pytest.mark.django_db
def test_one_seed_makes_one_bank():
    generate(5)
    generate(5, seed=1)
    generate(5)
    titles = list(Entry.objects.order_by("pk").values_list("title", flat=True))
    assert titles[:5] == titles[10:] != titles[5:10]

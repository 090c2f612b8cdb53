"""How much there is for whom, noted each night."""

from django.db import transaction
from django.utils import timezone

from directory.insight.models import Coverage
from directory.search.documents.index_store import index_store
from directory.search.pages.result_lists import filterset_for

COVERED = ("kind", "sector", "year", "ability", "topic")  # facets whose coverage is noted


@transaction.atomic
def note_coverage(*, today=None):
    """Keep how much there is for each option today; a second time on one day, anew. Returns the rows."""
    today = today or timezone.localdate()
    Coverage.objects.filter(day=today).delete()
    published, assured = coverage_now(), coverage_now(quality=["quality_assured"])
    return Coverage.objects.bulk_create(
        [
            Coverage(day=today, facet=facet, code=code, published=number, assured=assured[facet][code])
            for facet in COVERED
            for code, number in published[facet].items()
        ],
        ignore_conflicts=True,
    )  # another process may be at it


def coverage_now(**filters):
    """Facet -> code -> how many published entries fit, as the search counts them."""
    snapshot = index_store.snapshot()
    return filterset_for(filters, snapshot).hits(snapshot.facets.options_of(*COVERED)).counts

"""The page as the database alone would make it: what the index is measured against.

It matches and counts with the plain path's own conditions, orders by trust and title, and makes every card anew.
"""

from django.db.models import Case, Q, Value, When
from django.template.loader import render_to_string
from django.utils import timezone

from directory.search.documents.facets import facets_for
from directory.search.documents.plain_search import PlainSearch
from directory.search.engine.hits import Hits
from directory.search.engine.pagination import RESULTS_PER_PAGE, page_count
from directory.search.pages.cards import card_of, entries_with_cards
from directory.search.pages.page_rendering import values_for
from directory.search.pages.search_page.page import SearchPage


def plain_hits(filterset):
    plain = PlainSearch(filterset)
    found = plain.matching()
    total = found.count()
    page = min(filterset.criteria.page, page_count(total))
    first = (page - 1) * RESULTS_PER_PAGE
    ordered = found.with_trust().order_by(standing(), "trust", "title", "pk")
    ids = list(ordered.values_list("pk", flat=True)[first : first + RESULTS_PER_PAGE])
    return Hits(total, page, ids, plain.option_counts(), plain.whole)


def standing():
    """0 for what is there and in date, 1 for what sinks, 2 for closed or superseded."""
    today = timezone.localdate()
    sinks = Q(review_due_on__lt=today) | Q(unreachable_since__isnull=False) | Q(expires_on__lt=today)
    return Case(When(~Q(status="active"), then=Value(2)), When(sinks, then=Value(1)), default=Value(0))


def plain_page(filterset, template):
    """The HTML of the whole page. `template` is the prerendered one that the search page fills in too."""
    hits = plain_hits(filterset)
    page = SearchPage("/search/", filterset, Hits(hits.total, hits.page, [], hits.counts))
    entries = {entry.pk: entry for entry in entries_with_cards(hits.ids)}
    cards = [render_to_string("search/card.html", {"card": card_of(entries[pk])}) for pk in hits.ids]
    [facet.terms() for facet in facets_for(None)]  # a page without the index reads its vocabularies each time
    results = render_to_string("search/results.html", {"page": page}) + "".join(cards)
    return template.filled({"results": results} | values_for(page), hits.counts)

"""The bank's own index, asked for curators: words as they stand, mistakes mended, without filters in disguise."""

from dataclasses import replace

from directory.search.documents.index_store import index_store
from directory.search.engine.criteria import Criteria
from directory.search.engine.pagination import RESULTS_PER_PAGE
from directory.search.language.query_parser import parse_query
from directory.search.pages.filters.filterset import index_moment

IN_ORDER = 100  # entries that come in the order of the index; those beyond follow by title
LONGEST = 1_000  # letters that are read: as many as readers may type


def published_entries_with(words):
    """(ids of the first entries in the order of the index, ids of the others that match)."""
    snapshot = index_store.snapshot()
    index = snapshot.index
    parsed = parse_query(
        words[:LONGEST], index=index, spelling=snapshot.spelling, vocabulary=snapshot.vocabulary, facets=()
    )
    if not parsed.clauses:
        return [], []
    criteria = Criteria(clauses=tuple(parsed.clauses), hints=tuple(parsed.hints), name=tuple(parsed.name))
    matching = index.entries[index.matching(criteria)].tolist()
    today, second = index_moment()
    pages = range(1, 1 + min(IN_ORDER, len(matching) + RESULTS_PER_PAGE - 1) // RESULTS_PER_PAGE)
    hits = [index.search(replace(criteria, page=page), {}, today=today, second=second) for page in pages]
    first = [pk for found in hits for pk in found.ids]
    return first, sorted({*matching} - {*first})

"""The filters in what somebody types, by its words alone: nothing is mended, and no entry is called so."""

from directory.search.documents.facets import FACETS
from directory.search.documents.index_store import index_store
from directory.search.language.filters.inferred_filters import filter_at
from directory.search.language.query_tokens import query_tokens
from directory.search.language.text_analysis import tokenize

NAMES = {"age", *(facet.name for facet in FACETS)}


def filters_in(query):
    """(facet, code) pairs."""
    vocabulary = index_store.snapshot().vocabulary
    tokens = [token.without_plural_of_figure() for token in query_tokens(query, tokenize(query))]
    found, place = set(), 0
    while place < len(tokens):
        meant, size = filter_at(tokens, place, vocabulary, NAMES)
        if size:
            facet, codes = meant
            found |= {(facet, code) for code in codes}
        place += size or 1
    return found


def facets_in(query):
    return {facet for facet, _ in filters_in(query)}

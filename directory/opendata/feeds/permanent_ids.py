"""Names of feeds and vocabularies for ever: the same whatever site or database they come from."""

from uuid import UUID, uuid5

from directory.search.pages.addresses import query_of

OURS = UUID("5f0c2f57-6f0b-4b1d-9f35-0f9f6d1f8c3e")  # never changes: every name below is made from it


def feed_id(what, chosen):
    """Of the feed of a search, however its address is written; all its pages are one feed."""
    filters = {name: value for name, value in chosen.items() if name not in ("sort", "page")}
    return uuid5(OURS, f"feed {what}?{query_of(filters)}").urn


def scheme_of(vocabulary):
    """What the codes of a vocabulary are codes of."""
    return uuid5(OURS, f"vocabulary {vocabulary}").urn

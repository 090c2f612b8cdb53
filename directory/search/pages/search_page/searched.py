"""What is known of a search that was answered, for whoever counts: it holds no page, and nobody who asked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Searched:
    """`filters` are "sector:primary" and the like; `known` says that every word was understood as it was typed."""

    query: str
    total: int
    filters: tuple[str, ...]
    known: bool


def searched_with(page):
    filterset = page.filterset
    parsed = filterset.parsed_query
    filters = tuple(f"{name}:{code}" for name, codes in filterset.active_filters.items() for code in codes)
    return Searched(page.query, page.total, filters, not parsed.unknown and not parsed.corrections)

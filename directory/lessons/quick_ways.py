"""The ways past the finder: lists of one format, each with its number."""

from dataclasses import dataclass

from directory.catalogue.doors import Door
from directory.search.documents.index_store import index_store
from directory.search.pages.addresses import search_address
from directory.search.pages.result_lists import filterset_for
from directory.taxonomy.models import ResourceKind

FORMATS = {"Assemblies": "assembly", "Films": "video", "Books": "story_book"}
READERS = {"For parents": "parents_carers", "For pupils": "pupils"}


@dataclass(frozen=True)
class QuickWay:
    label: str
    total: int
    url: str


def quick_ways():
    given = {"type": list(given_kinds())}
    of_type, of_reader = counts("type"), counts("audience", **given)
    for label, code in FORMATS.items():
        yield QuickWay(label, of_type[code], search_address({"type": [code]}, Door.LESSONS))
    for label, code in READERS.items():
        yield QuickWay(label, of_reader[code], search_address({"audience": [code], **given}, Door.LESSONS))


def given_kinds():
    """The codes of what is given to pupils or parents to read."""
    for code, kind in index_store.snapshot().facets.terms["type"].items():
        if kind.use == ResourceKind.Use.GIVEN and not kind.retired:
            yield code


def counts(facet, **values):
    snapshot = index_store.snapshot()
    options = snapshot.facets.options_of(facet, door=Door.LESSONS)
    return filterset_for(values, snapshot, Door.LESSONS).hits(options).counts[facet]

"""The ways past the finder: lists of one format, each with its number."""

from dataclasses import dataclass

from directory.catalogue.doors import Door
from directory.resources.models import Purpose
from directory.search.documents.index_store import index_store
from directory.search.pages.addresses import search_address
from directory.search.pages.result_lists import filterset_for

FORMATS = {"Assemblies": "assembly", "Films": "video", "Books": "story_book"}
READERS = {"For parents": "parents_carers", "For pupils": "pupils"}
GIVEN = {"use": [Purpose.GIVEN.value]}


@dataclass(frozen=True)
class QuickWay:
    label: str
    total: int
    url: str


def quick_ways():
    of_type, of_reader = counts("type"), counts("audience", **GIVEN)
    for label, code in FORMATS.items():
        yield QuickWay(label, of_type[code], search_address({"type": [code]}, Door.LESSONS))
    for label, code in READERS.items():
        yield QuickWay(label, of_reader[code], search_address({"audience": [code], **GIVEN}, Door.LESSONS))


def counts(facet, **values):
    snapshot = index_store.snapshot()
    options = {facet: snapshot.facets.options(Door.LESSONS)[facet]}
    return filterset_for(values, snapshot, Door.LESSONS).hits(options).counts[facet]

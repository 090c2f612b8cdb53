"""Where to find a lesson for what no lesson of a plan teaches. Each number is that of the search it leads to."""

from dataclasses import dataclass

from directory.catalogue.doors import Door, Unstated
from directory.search.documents.index_store import index_store
from directory.search.pages.addresses import search_address
from directory.search.pages.result_lists import filterset_for
from directory.taxonomy.models import RsheStrand


@dataclass(frozen=True)
class Found:
    """How many lessons a search has, and where it is."""

    total: int
    url: str


class LessonSearch:
    """Searches behind the door of lessons for one class: counted for every strand in one call."""

    def __init__(self, **fits):
        self.fits, self.snapshot = fits, index_store.snapshot()
        options = self.snapshot.facets.options_of("strand", door=Door.LESSONS)
        self.totals = filterset_for(fits, self.snapshot, Door.LESSONS).hits(options).counts["strand"]

    def on(self, strand):
        return Found(self.totals[strand.code], search_address({**self.fits, "strand": strand.code}, Door.LESSONS))


@dataclass(frozen=True)
class Gap:
    """A strand that no lesson teaches; where there is none for the need of the class, what there is beside it."""

    strand: RsheStrand
    found: Found
    unstated: Found | None = None
    any_need: Found | None = None

    @property
    def only_without_need(self):
        return not self.found.total and bool(self.any_need and self.any_need.total)


def gaps_in(strands, *, year, ability):
    """A Gap for each of `strands`, for a class of this year group that may have a need."""
    asked = {"year": year.code}
    searches = {"found": {**asked, "ability": ability.code} if ability else asked}
    if ability:
        searches |= {"unstated": {**asked, "ability": Unstated.NOT_STATED.value}, "any_need": asked}
    searches = {name: LessonSearch(**fits) for name, fits in searches.items()}
    return [Gap(strand, **{name: search.on(strand) for name, search in searches.items()}) for strand in strands]

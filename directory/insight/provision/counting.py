"""How many entries a search of one layer finds: sets of the index, which count a whole map in a few milliseconds."""

from django.urls import reverse
from django.utils.functional import cached_property

from directory.search.pages.addresses import query_of, search_address, with_query
from directory.search.pages.result_lists import filterset_for


class LayerCounts:
    """`values` are the parameters of a search (name -> value or list) that all its counts are within."""

    def __init__(self, snapshot, layer, values):
        self.snapshot, self.layer, self.values = snapshot, layer, {**values, **layer.filters}

    @cached_property
    def documents(self):
        search = filterset_for(self.values, self.snapshot, self.layer.door)
        return self.snapshot.index.matching(search.criteria)

    def having(self, facet, code):
        """The documents of the whole bank that fit a term."""
        return self.snapshot.index.documents_with_any(self.snapshot.facets.keys(facet, [code]))

    def made_for(self, need):
        """Those that name the need, and not those that are for everyone."""
        return self.snapshot.index.documents_with_any(frozenset({f"ability:{need}"}))

    def number(self, **changes):
        """How many there are with other values of some parameters."""
        search = filterset_for({**self.values, **changes}, self.snapshot, self.layer.door)
        return self.snapshot.index.total(search.criteria)

    def address(self, **changes):
        return with_query(self._page, query_of({**self.values, **changes}))

    def gap_address(self, view, **changes):
        """The page about what would fill it; `view` says which map leads there, for the way back."""
        asked = {**self.values, **changes, **dict.fromkeys(self.layer.filters), "layer": self.layer.value, **view}
        return with_query(self._gap_page, query_of(asked))

    # A map has hundreds of addresses of these two pages.

    @cached_property
    def _page(self):
        return search_address({}, self.layer.door)

    @cached_property
    def _gap_page(self):
        return reverse("insight:gap")

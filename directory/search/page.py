"""The search page as plain values: what was asked, what was found, and where each link leads. No HTML here."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from directory.catalogue.choices import Kind
from directory.search.analysis import terms
from directory.search.cards import cards_for
from directory.search.facets import facet_group, short_label
from directory.search.filters import SORTS

# The order of parameters in every address we make; the rest follow in the order of the facets.
ADDRESS_ORDER = [
    "q",
    "kind",
    "sector",
    "age",
    "year",
    "ability",
    "audience",
    "topic",
    "district",
    "local",
    "cost",
]
DEFAULTS = {"sort": "best", "page": 1}
SHAPING = {"sort", "page"}  # these say how the list is shown, not what is in it


@dataclass(frozen=True)
class Chip:
    """A selected filter and the address of the same search without it."""

    label: str
    url: str


@dataclass(frozen=True)
class StepBack:
    """What leaving out one filter would find, when everything together finds nothing."""

    label: str
    url: str
    total: int

    @property
    def found(self):
        return results_in_words(self.total)


class SearchPage:
    """All that the template needs for a valid search. `path` is the page's own address without its query."""

    def __init__(self, path, filterset, hits):
        self.path = path
        self.filterset = filterset
        self.hits = hits
        self.chosen = filterset.chosen
        self.kind = filterset.kind
        self.query = self.chosen.get("q", "")
        self.sort = self.chosen.get("sort", "best")
        self.total = hits.total

    def address(self, **changes):
        """This search with some parameters changed; None or an empty list takes one away."""
        values = {**self.chosen, "page": 1, **changes}
        names = [*ADDRESS_ORDER, *(name for name in self.filterset.filters if name not in ADDRESS_ORDER)]
        pairs = [
            (name, values[name])
            for name in names
            if values.get(name) not in (None, "", []) and values[name] != DEFAULTS.get(name)
        ]
        return f"{self.path}?{urlencode(pairs, doseq=True)}" if pairs else self.path

    @property
    def parameters(self):
        """(name, value) for every value given, for a form that keeps them."""
        return [
            (name, one)
            for name, value in self.chosen.items()
            for one in (value if isinstance(value, list) else [value])
        ]

    @property
    def heading(self):
        """What was found, and the words that found it."""
        found = results_in_words(self.total)
        if self.query:
            return f"{found} for “{self.query}”"
        return f"{self.kind.plural}: {found}" if self.kind else found

    @property
    def groups(self):
        """Every facet group; those of one kind say so, unless the page is that kind's own."""
        return [
            facet_group(
                item.facet if not self.kind else replace(item.facet, kind=None),
                item.terms,
                self.chosen.get(item.facet.name, []),
                self.hits.counts.get(item.facet.name, {}),
            )
            for item in self.filterset.facet_filters()
        ]

    @property
    def filters_in_use(self):
        return sum(
            len(value) if isinstance(value, list) else 1
            for name, value in self.chosen.items()
            if name not in SHAPING and name != "q"
        )

    @property
    def chips(self):
        return [Chip(label, url) for name, label, url in self.selected() if name != "q"]

    def selected(self):
        """(parameter, words, address without it) for every value that narrows the list."""
        for name, value in self.chosen.items():
            if name in SHAPING:
                continue
            if isinstance(value, list):
                terms = self.filterset.filters[name].terms
                for code in value:
                    rest = [other for other in value if other != code]
                    yield name, short_label(terms[code]), self.address(**{name: rest})
            else:
                yield name, VALUE_WORDS[name].format(value), self.address(**{name: None})

    @property
    def clear_address(self):
        """The same words without any filter."""
        return self.address(**{name: None for name in self.chosen if name not in {"q", "sort"}})

    @property
    def steps_back(self):
        """For an empty list: what each filter, taken away alone, would leave; the most helpful first."""
        if self.total:
            return []
        steps = []
        for name in self.chosen:
            if name in SHAPING:
                continue
            total = self.filterset.matching(leaving_out=name).count()
            labels = [label for other, label, _ in self.selected() if other == name]
            steps.append(StepBack(" or ".join(labels), self.address(**{name: None}), total))
        return sorted((step for step in steps if step.total), key=lambda step: -step.total)

    @property
    def cards(self):
        single = {phrase[0] for clause in self.filterset.clauses for phrase in clause.phrases if len(phrase) == 1}
        return cards_for(self.hits.ids, frozenset(single | set(terms(self.query))))

    @property
    def sorts(self):
        """(value, words, selected). Dates are for training only."""
        training = self.kind == Kind.TRAINING or self.chosen.get("kind") == [Kind.TRAINING]
        return [
            (value, words, value == self.sort)
            for value, words in SORTS.items()
            if value != "date" or training or self.sort == "date"
        ]

    @property
    def kinds(self):
        """(label, address) of the browse page of each kind."""
        return [(kind.plural, reverse(f"search:{kind.namespace}")) for kind in Kind]

    @property
    def notices(self):
        """What the reader should know about the address they came with."""
        found = [f"The address has a part that we do not know, “{name}”. We left it out." for name in self.unknown]
        if self.chosen.get("page", 1) > self.hits.pages:
            found.append(
                "This list has only one page."
                if self.hits.pages == 1
                else f"This list has {self.hits.pages} pages. This is the last."
            )
        return found

    @property
    def unknown(self):
        return self.filterset.unknown

    @property
    def page_links(self):
        """(number, address, current) around the current page, with None where numbers are left out."""
        last, here = self.hits.pages, self.hits.page
        shown = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
        links = []
        for before, number in zip([0, *shown], shown, strict=False):
            if number - before > 1:
                links.append(None)
            links.append((number, self.address(page=number), number == here))
        return links

    @property
    def previous_address(self):
        return self.address(page=self.hits.page - 1) if self.hits.page > 1 else None

    @property
    def next_address(self):
        return self.address(page=self.hits.page + 1) if self.hits.page < self.hits.pages else None


def results_in_words(total):
    return "1 result" if total == 1 else f"{total:,} results"


VALUE_WORDS = {"q": "the words “{}”", "age": "Age {}", "local": "Local only"}

"""The search page as plain values: what was asked, what was found, and where each link leads. No HTML here."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from markupsafe import Markup

from directory.catalogue.facts_in_words import count_in_words
from directory.catalogue.kinds import Kind
from directory.search.language.parsed_query import EXACT
from directory.search.pages.addresses import address_place, is_given, with_query
from directory.search.pages.cards import cards_by_id
from directory.search.pages.filters import SORTS
from directory.search.pages.nothing_found import NothingFound
from directory.search.pages.selected_filters import SelectedFilters


@dataclass(frozen=True)
class CorrectedWord:
    """A word that nobody wrote, what it was taken for, and the address of a search for the word itself."""

    typed: str
    meant: str
    url: str


class SearchPage(SelectedFilters, NothingFound):
    """All that the template needs for a valid search. `path` is the page's own address without its query.

    `remembered` is the setting that the reader's cookie says, if there is one.
    """

    def __init__(self, path, filterset, hits, remembered=None):
        self.path = path
        self.remembered = remembered
        self.filterset = filterset
        self.snapshot = filterset.snapshot
        self.hits = hits
        self.chosen = filterset.chosen
        self.kind = filterset.kind
        self.query = self.chosen.get("q", "")
        self.sort = self.chosen.get("sort", "best")
        self.total = hits.total
        self._pairs = {}

    def address(self, **changes):
        """This search with some parameters changed; None or an empty list takes one away."""
        values = {**self.chosen, "page": 1, **changes}
        given = [name for name, value in values.items() if is_given(name, value)]
        pairs = [self._encoded(name, values[name]) for name in sorted(given, key=address_place)]
        return with_query(self.path, "&".join(pairs))

    def _encoded(self, name, value):
        """A parameter as addresses have it. A page has a dozen addresses that differ in one parameter."""
        key = (name, tuple(value)) if isinstance(value, list) else (name, value)
        if key not in self._pairs:
            self._pairs[key] = urlencode([(name, value)], doseq=True)
        return self._pairs[key]

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
        found = count_in_words(self.total, "result")
        if self.query:
            return f"{found} for “{self.query}”"
        return f"{self.kind.plural}: {found}" if self.kind else found

    @property
    def cards(self):
        return self._cards(self.hits.ids)

    @property
    def near_cards(self):
        """What has not the words and is near to them in meaning."""
        return self._cards(self.hits.near)

    def _cards(self, ids):
        return Markup("\n".join(self._made[pk] for pk in ids if pk in self._made))  # noqa: S704 (rendered by a template)

    @cached_property
    def _made(self):
        return cards_by_id(self.hits.with_near, self.snapshot, self.wanted)

    @property
    def wanted(self):
        """The terms that cards mark: those typed or meant, and single words that mean the same."""
        criteria = self.filterset.criteria
        return frozenset(
            term
            for clause in (*criteria.clauses, *criteria.hints)
            for terms, closeness in clause
            if len(terms) == 1 or closeness == EXACT
            for term in terms
        )

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
        found = [f"We do not recognise “{name}” in the web address, so we left it out." for name in self.unknown]
        parsed = self.filterset.parsed_query
        if self.total:
            found += [f"Nothing matches “{words}”, so we left it out." for words in parsed.unknown]
            if not self.hits.whole:
                found.append("Nothing matches all of your words. These match most of them, closest first.")
        if self.chosen.get("page", 1) > self.hits.pages:
            found.append(
                "This list has only one page."
                if self.hits.pages == 1
                else f"This list has {self.hits.pages} pages. This is the last."
            )
        return found

    @property
    def corrections(self):
        """Words that were taken for others, each with the address of a search for just what was typed."""
        return [
            CorrectedWord(
                word.typed, word.meant, self.address(q=self.query.replace(word.typed, f'"{word.typed}"', 1))
            )
            for word in self.filterset.parsed_query.corrections
        ]

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
            links.append((number, self.address_of_page(number), number == here))
        return links

    def address_of_page(self, number):
        """The page's number stands last in an address."""
        if number == 1:
            return self.first_address
        return f"{self.first_address}{'&' if '?' in self.first_address else '?'}page={number}"

    @cached_property
    def first_address(self):
        return self.address()

    @property
    def previous_address(self):
        return self.address_of_page(self.hits.page - 1) if self.hits.page > 1 else None

    @property
    def next_address(self):
        return self.address_of_page(self.hits.page + 1) if self.hits.page < self.hits.pages else None

"""The search page as plain values: what was asked, what was found, and where each link leads. No HTML here."""

from urllib.parse import urlencode

from django.utils.functional import cached_property
from markupsafe import Markup

from directory.catalogue.doors import Door
from directory.govuk.addresses import path_of
from directory.search.language.parsed_query import EXACT
from directory.search.pages.addresses import address_place, is_given, query_of, with_query
from directory.search.pages.browse_pages import BROWSE_PAGES, NOTHING_BESIDE, found_in_words
from directory.search.pages.cards import cards_by_id
from directory.search.pages.filters.fields import SORTS
from directory.search.pages.search_page.first_answer import FirstAnswer
from directory.search.pages.search_page.nothing_found import NothingFound
from directory.search.pages.search_page.notices import Notices
from directory.search.pages.search_page.selected_filters import SHAPING, SelectedFilters
from directory.search.pages.search_page.unstated_needs import UnstatedNeeds
from directory.search.pages.site_pages import WHO_TO_CALL, page_named

CALENDAR = ("Subscribe to a calendar of training dates", "#subscribe")


class SearchPage(FirstAnswer, SelectedFilters, Notices, NothingFound, UnstatedNeeds):
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
        self.door = filterset.door
        self.query = self.chosen.get("q", "")
        self.sort = filterset.sort
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

    @cached_property
    def own_address(self):
        """Of this page of this search, without what a search does not have, such as a tracking code."""
        return self.address(page=self.hits.page)

    @property
    def is_all(self):
        """Whether it begins the list of all that is behind a door: what a search engine may lead to."""
        return self.door is not None and self.own_address == self.path

    @property
    def parameters(self):
        """(name, value) for every value given, for a form that keeps them."""
        return [
            (name, one)
            for name, value in self.chosen.items()
            for one in (value if isinstance(value, list) else [value])
        ]

    @property
    def found(self):
        """What was found, with its number."""
        return found_in_words(self.total, self.door)

    @property
    def heading(self):
        """What was found, and the words that found it."""
        return f"{self.found} for “{self.query}”" if self.query else self.found

    @property
    def in_title(self):
        """ ", page 2 of 5", for the title."""
        return f", page {self.hits.page} of {self.hits.pages}" if self.hits.page > 1 else ""

    @property
    def shortcuts(self):
        """(words, address) of what stands beside the list of a door: this search narrowed, and other pages."""
        browse = BROWSE_PAGES.get(self.door, NOTHING_BESIDE)
        narrowed = [(words, self.address(**filters)) for words, filters in browse.shortcuts]
        beside = [(words, path_of(name) + self.setting_suffix) for words, name in browse.beside]
        return narrowed + beside + [CALENDAR] * bool(self.calendar_path)

    @property
    def calendar_path(self):
        """The calendar of the dates of all courses that fit the filters; nothing for a list of something else."""
        if self.door != Door.TRAINING:
            return ""
        asked = {name: value for name, value in self.chosen.items() if name not in {*SHAPING, "q"}}
        return with_query(path_of("opendata:training_calendar"), query_of(asked))

    @cached_property
    def feed_address(self):
        """The feed of what is new in this search."""
        asked = {name: value for name, value in self.chosen.items() if name not in SHAPING}
        return with_query(path_of("opendata:atom", self.door.path if self.door else "latest"), query_of(asked))

    @property
    def site_page(self):
        """The page of the site that is called just as these words, or None."""
        return page_named(self.query) or (WHO_TO_CALL if self.filterset.asks_whom_to_call else None)

    @property
    def cards(self):
        return self._cards(self.hits.ids)

    @property
    def near_cards(self):
        """What has not the words and is near to them in meaning."""
        return self._cards(self.hits.near)

    def _cards(self, ids):
        shown = (self.made[pk].marked(self.wanted) for pk in ids if pk in self.made)
        return Markup("\n".join(shown))  # noqa: S704 (rendered by a template)

    @cached_property
    def made(self):
        """Entry id -> card, of all that the page shows."""
        return cards_by_id(self.hits.with_near, self.snapshot)

    @cached_property
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
        """(value, words, selected). Dates are for training only, the best match only for words to match."""
        offered = dict(SORTS)
        if not self.filterset.criteria.has_words:
            offered["best"] = self.filterset.recommended[1]
        if offered["best"] == offered["date"]:  # one and the same
            del offered["best" if self.sort == "date" else "date"]
        elif self.sort != "date" and self.filterset.only_door != Door.TRAINING:
            del offered["date"]
        return [(value, words, value == self.sort) for value, words in offered.items()]

    @property
    def doors(self):
        """(what is behind it, address) of the page of each door."""
        return [(browse.many, path_of(door.url_name)) for door, browse in BROWSE_PAGES.items()]

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

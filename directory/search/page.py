"""The search page as plain values: what was asked, what was found, and where each link leads. No HTML here."""

from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from markupsafe import Markup

from directory.catalogue.choices import Kind
from directory.catalogue.models import OLDEST_AGE
from directory.search.addresses import address_place, is_said, with_query
from directory.search.cards import cards_for
from directory.search.facets import short_label
from directory.search.filters import SORTS
from directory.search.setting import NAMES
from directory.search.weights import EXACT

FEW_TERMS = 3  # as many as a chip names one by one
NEAREST = 3  # neighbouring ages or year groups
SHAPING = {"sort", "page"}  # these say how the list is shown, not what is in it


@dataclass(frozen=True)
class Chip:
    """A selected filter, the address of the same search without it, and whether it was found among the words."""

    label: str
    url: str
    from_words: bool = False


@dataclass(frozen=True)
class MendedWord:
    """A word that nobody wrote, what it was taken for, and the address of a search for the word itself."""

    typed: str
    meant: str
    url: str


@dataclass(frozen=True)
class StepBack:
    """What asking for a little less, or for something near, would find, when everything together finds nothing."""

    label: str
    url: str
    total: int

    @property
    def found(self):
        return results_in_words(self.total)


class SearchPage:
    """All that the template needs for a valid search. `path` is the page's own address without its query.

    `remembered` is the setting that the reader's cookie says, if there is one.
    """

    def __init__(self, path, filterset, bank, hits, remembered=None):
        self.path = path
        self.remembered = remembered
        self.filterset = filterset
        self.bank = bank
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
        given = [name for name, value in values.items() if is_said(name, value)]
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
        found = results_in_words(self.total)
        if self.query:
            return f"{found} for “{self.query}”"
        return f"{self.kind.plural}: {found}" if self.kind else found

    # The filters in use

    @property
    def filters_in_use(self):
        return len(self.filterset.said) + sum(
            len(value) if isinstance(value, list) else 1
            for name, value in self.chosen.items()
            if name not in SHAPING and name != "q"
        )

    @property
    def chips(self):
        said = [
            Chip(self.words_for(said), self.address(q=without_words(self.query, said)), from_words=True)
            for said in self.filterset.said
        ]
        return said + [
            Chip(label, self.address(**without)) for name, label, without in self.selected() if name != "q"
        ]

    def selected(self):
        """(parameter, words, what to change to be without it) for every value that narrows the list."""
        for name, value in self.chosen.items():
            if name in SHAPING:
                continue
            if isinstance(value, list):
                terms = self.filterset.vocabulary.terms[name]
                for code in value:
                    yield name, short_label(terms[code]), {name: [other for other in value if other != code]}
            else:
                yield name, VALUE_WORDS[name].format(value), {name: None}

    def words_for(self, said):
        """A filter that the words became, as a label: that of its terms if they are few, or what was typed."""
        if said.facet == "age":
            return VALUE_WORDS["age"].format(" or ".join(said.codes))
        terms = self.filterset.vocabulary.terms[said.facet]
        if len(said.codes) <= FEW_TERMS:
            return ", ".join(short_label(terms[code]) for code in said.codes)
        return f"“{said.words}”"

    @property
    def clear_address(self):
        """The same words without any filter, but for those that are words themselves."""
        clear = self.address(**{name: None for name in self.chosen if name not in {"q", "sort"}})
        # A bare address would lead back to the setting that is remembered.
        return f"{clear}?q=" if self.remembered and clear == self.path else clear

    @property
    def setting_query(self):
        """The filters in use that say where a reader works."""
        names = [name for name in NAMES if name in self.chosen]
        return "&".join(self._encoded(name, self.chosen[name]) for name in names)

    # When nothing is found

    @property
    def steps_back(self):
        """For an empty list: what each filter, taken away alone, would leave; the most helpful first."""
        if self.total:
            return []
        steps = [self.step(self.words_for(said), q=without_words(self.query, said)) for said in self.filterset.said]
        for name in self.chosen:
            if name not in SHAPING:
                label = " or ".join(label for other, label, _ in self.selected() if other == name)
                steps.append(self.step(label, **{name: None}))
        return sorted((step for step in steps if step.total), key=lambda step: -step.total)

    @property
    def neighbours(self):
        """For an empty list of one age or one year group: the nearest others that have something."""
        asked = [(name, codes) for name, codes in self.filterset.narrowed.items() if name in ("age", "year")]
        if self.total or len(asked) != 1 or len(asked[0][1]) != 1:
            return []
        name, (code,) = asked[0]
        said = [said for said in self.filterset.said if said.facet == name]
        near = (
            self.step(label, q=without_words(self.query, *said), **{name: value})
            for label, value in (nearest_ages if name == "age" else self.nearest_years)(code)
        )
        return list(islice((step for step in near if step.total), NEAREST))

    def nearest_years(self, code):
        terms = self.filterset.vocabulary.terms["year"]
        here = terms[code]
        same = [term for term in terms.values() if type(term) is type(here) and term is not here and not term.retired]
        return [(term.label, [term.code]) for term in sorted(same, key=lambda term: abs(term.age_min - here.age_min))]

    def step(self, label, **changes):
        return StepBack(
            label, self.address(**changes), self.bank.index.total(self.filterset.changed(**changes).criteria)
        )

    # The list

    @property
    def cards(self):
        return Markup("\n".join(cards_for(self.hits, self.bank, self.wanted)))  # noqa: S704 (rendered by a template)

    @property
    def wanted(self):
        """The terms that cards mark: those typed or meant, and single words that mean the same."""
        criteria = self.filterset.criteria
        return frozenset(
            term
            for clause in (*criteria.clauses, *criteria.hints)
            for phrase in clause.phrases
            if len(phrase.terms) == 1 or phrase.closeness == EXACT
            for term in phrase.terms
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
        found = [f"The address has a part that we do not know, “{name}”. We left it out." for name in self.unknown]
        understood = self.filterset.understood
        if self.total:
            found += [f"No entry has “{words}”, so we left it out." for words in understood.unknown]
            if not self.hits.whole:
                found.append("No entry has all of your words. These have most of them, the closest first.")
        if self.chosen.get("page", 1) > self.hits.pages:
            found.append(
                "This list has only one page."
                if self.hits.pages == 1
                else f"This list has {self.hits.pages} pages. This is the last."
            )
        return found

    @property
    def mended(self):
        """Words that were taken for others, each with the address of a search for just what was typed."""
        return [
            MendedWord(word.typed, word.meant, self.address(q=self.query.replace(word.typed, f'"{word.typed}"', 1)))
            for word in self.filterset.understood.mended
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


def results_in_words(total):
    return "1 result" if total == 1 else f"{total:,} results"


VALUE_WORDS = {"q": "the words “{}”", "age": "Age {}", "local": "Local only"}


def nearest_ages(code):
    others = sorted((age for age in range(OLDEST_AGE + 1) if age != int(code)), key=lambda age: abs(age - int(code)))
    return [(VALUE_WORDS["age"].format(age), age) for age in others]


def without_words(query, *said):
    """What was typed without the words that became filters."""
    for one in sorted(said, key=lambda said: -said.start):
        query = f"{query[: one.start]} {query[one.end :]}"
    return " ".join(query.split())

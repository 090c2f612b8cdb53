"""The filters in use, each with the address of the same search without it."""

from dataclasses import dataclass
from itertools import islice

from directory.search.pages.addresses import query_of, with_query
from directory.search.pages.facet_groups import short_label
from directory.search.pages.my_setting import NAMES

FEW_TERMS = 3  # as many as a chip names one by one
MOST_CHIPS = 20  # each holds the address of all others: with a hundred the page would be a megabyte
SHAPING = {"sort", "page"}  # these say how the list is shown, not what is in it
VALUE_WORDS = {"q": "the words “{}”", "age": "Age {}", "local": "Local only", "taught": "Made to teach with"}


@dataclass(frozen=True)
class Chip:
    """A selected filter, the address of the same search without it, and whether it was found among the words."""

    label: str
    url: str
    from_words: bool = False


class SelectedFilters:
    """The part of a search page that shows what narrows its list."""

    @property
    def filters_in_use(self):
        return len(self.filterset.inferred_filters) + sum(
            len(value) if isinstance(value, list) else 1
            for name, value in self.chosen.items()
            if name not in SHAPING and name != "q"
        )

    @property
    def chips(self):
        inferred = [
            Chip(self.words_for(one), self.address(q=without_words(self.query, one)), from_words=True)
            for one in self.filterset.inferred_filters
        ]
        chosen = islice(self.narrowing(), max(0, MOST_CHIPS - len(inferred)))
        return inferred + [Chip(label, self.address(**without)) for _, label, without in chosen]

    @property
    def filters_without_chip(self):
        """How many are in use beyond those that have a chip: they can be unticked where they were ticked."""
        return max(0, len(self.filterset.inferred_filters) + sum(1 for _ in self.narrowing()) - MOST_CHIPS)

    def narrowing(self):
        return ((name, label, without) for name, label, without in self.selected() if name != "q")

    def selected(self):
        """(parameter, words, what to change to be without it) for every value that narrows the list."""
        for name, value in self.chosen.items():
            if name in SHAPING:
                continue
            if isinstance(value, list):
                terms = self.snapshot.facets.terms[name]
                for code in value:
                    yield name, short_label(terms[code]), {name: [other for other in value if other != code]}
            else:
                yield name, VALUE_WORDS[name].format(value), {name: None}

    def words_for(self, inferred):
        """A filter that the words became, as a label: that of its terms if they are few, or what was typed."""
        if inferred.facet == "age":
            return VALUE_WORDS["age"].format(" or ".join(inferred.codes))
        terms = self.snapshot.facets.terms[inferred.facet]
        if len(inferred.codes) <= FEW_TERMS:
            return ", ".join(short_label(terms[code]) for code in inferred.codes)
        return f"“{inferred.words}”"

    @property
    def clear_address(self):
        """The same words without any filter, and without those that became one."""
        others = {name: None for name in self.chosen if name not in {"q", "sort"}}
        clear = self.address(**others, q=without_words(self.query, *self.filterset.inferred_filters))
        # A bare address would lead back to the setting that is remembered.
        return f"{clear}?q=" if self.remembered and clear == self.path else clear

    @property
    def email_query(self):
        """The filters that somebody chose, for who wants to be told what is new: never words."""
        chosen = {name: value for name, value in self.chosen.items() if name not in {*SHAPING, "q"}}
        return query_of(chosen | {"kind": [self.door.value]} if self.door and chosen else chosen)

    @property
    def setting_query(self):
        """The filters in use that say where a reader works."""
        names = [name for name in NAMES if name in self.chosen]
        return "&".join(self._encoded(name, self.chosen[name]) for name in names)

    @property
    def setting_suffix(self):
        return with_query("", self.setting_query)


def without_words(query, *inferred):
    """What was typed without the words that became filters."""
    for one in sorted(inferred, key=lambda inferred: -inferred.start):
        query = f"{query[: one.start]} {query[one.end :]}"
    return " ".join(query.split())

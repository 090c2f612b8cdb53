"""What to offer where a search finds nothing: the same with one filter less, the nearest ages with something."""

from dataclasses import dataclass
from itertools import islice

from directory.catalogue.facts_in_words import count_in_words
from directory.catalogue.models import OLDEST_AGE
from directory.search.pages.search_page.selected_filters import SHAPING, VALUE_WORDS, without_words

NEAREST = 3  # neighbouring ages or year groups
SENTENCE = 5  # words


@dataclass(frozen=True)
class StepBack:
    """What asking for a little less, or for something near, would find, when everything together finds nothing."""

    label: str
    url: str
    total: int

    @property
    def found(self):
        return count_in_words(self.total, "result")


class NothingFound:
    """The part of a search page that helps on from an empty list."""

    @property
    def steps_back(self):
        """What each filter, taken away alone, would leave; the most helpful first."""
        if self.total:
            return []
        inferred = self.filterset.inferred_filters
        steps = [self.step(self.words_for(one), q=without_words(self.query, one)) for one in inferred]
        for name in self.chosen:
            if name not in SHAPING and not (name == "q" and is_a_sentence(self.query)):
                label = " or ".join(label for other, label, _ in self.selected() if other == name)
                steps.append(self.step(label, **{name: None}))
        return sorted((step for step in steps if step.total), key=lambda step: -step.total)

    @property
    def neighbours(self):
        """For one age or one year group: the nearest others that have something."""
        asked = [(name, codes) for name, codes in self.filterset.active_filters.items() if name in ("age", "year")]
        if self.total or len(asked) != 1 or len(asked[0][1]) != 1:
            return []
        name, (code,) = asked[0]
        inferred = [one for one in self.filterset.inferred_filters if one.facet == name]
        near = (
            self.step(label, q=without_words(self.query, *inferred), **{name: value})
            for label, value in (nearest_ages if name == "age" else self.nearest_years)(code)
        )
        return list(islice((step for step in near if step.total), NEAREST))

    def nearest_years(self, code):
        terms = self.snapshot.facets.terms["year"]
        here = terms[code]
        same = [term for term in terms.values() if type(term) is type(here) and term is not here and not term.retired]
        return [(term.label, [term.code]) for term in sorted(same, key=lambda term: abs(term.age_min - here.age_min))]

    def step(self, label, **changes):
        total = self.snapshot.index.total(self.filterset.with_changes(**changes).criteria)
        return StepBack(label, self.address(**changes), total)


def is_a_sentence(query):
    """So many words that all of them together say little of what to leave out."""
    return len(query.split()) >= SENTENCE


def nearest_ages(code):
    others = sorted((age for age in range(OLDEST_AGE + 1) if age != int(code)), key=lambda age: abs(age - int(code)))
    return [(VALUE_WORDS["age"].format(age), age) for age in others]

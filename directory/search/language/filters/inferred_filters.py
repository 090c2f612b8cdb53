"""Words of a query that stand for filters: "year 5", "special school", a town, "free"."""

import re

from directory.county.county import OUTSIDE
from directory.search.language.filters.ages import age_at, joint_at
from directory.search.language.filters.ambiguity import ONLY_FILTER, is_form_of, is_meant
from directory.search.language.filters.places import is_no_place, place_at


def filter_at(tokens, place, vocabulary, facets):
    """((facet, codes), number of words) for the longest filter that begins there; (None, 0) if none does.

    `facets` are the names of those that words may become filters of. A place outside the county is (OUTSIDE, ()).
    """
    term, size = district_at(tokens, place, vocabulary, *term_at(tokens, place, vocabulary, facets), facets)
    age, longer = age_at(tokens, place, vocabulary.years_by_age) if "age" in facets else (None, 0)
    return (age, longer) if longer > size else (term, size)


def district_at(tokens, place, vocabulary, term, size, facets):
    """What begins there once places are known too. `term` is what curators' words say of `size` tokens: they win."""
    if "district" not in facets:
        return term, size
    if term and term[0] == "district" and is_no_place(tokens, place, size):
        term, size = None, 0
    found, longer = place_at(tokens, place)
    phrase = tuple(token.term for token in tokens[place : place + longer])
    if longer <= size or phrase in vocabulary.filters:  # or it was asked about above, and is none here
        return term, size
    codes = [code for code in found.districts if code in vocabulary.districts]
    if found.districts and not codes:
        return term, size
    return ("district", codes) if codes else (OUTSIDE, ()), longer


def term_at(tokens, place, vocabulary, facets):
    """The same for a filter that is a term of a vocabulary. Words that mean something else here are none."""
    for size in range(min(vocabulary.longest_filter, len(tokens) - place), 0, -1):
        phrase = tuple(token.term for token in tokens[place : place + size])
        meanings = [meaning for meaning in vocabulary.filters.get(phrase, ()) if meaning[0] in facets]
        if meanings and is_filter(tokens, place, size, vocabulary, facets):
            facet = meanings[0][0]
            codes = [code for name, code in meanings if name == facet]
            if facet == "year":
                more, further = more_years(tokens, place + size, codes[0], vocabulary.year_codes)
                return (facet, [*codes, *more]), size + further
            return (facet, codes), size
    return None, 0


def is_filter(tokens, place, size, vocabulary, facets):
    if size == 1 and not is_form_of(tokens[place].word, vocabulary.filter_words):
        return False
    meant = is_meant(tokens, place, size)
    return begins_filter(tokens, place + size, vocabulary, facets) if meant is None else meant


def begins_filter(tokens, place, vocabulary, facets):
    """Whether a filter begins there that is told by itself."""
    if place >= len(tokens) or (tokens[place].term,) in ONLY_FILTER:
        return False
    return filter_at(tokens, place, vocabulary, facets)[1] > 0


def more_years(tokens, place, code, known):
    """After "year 5" or "KS1": the codes of "and 6", "/6", "to 9" or "-9", and how many words those were."""
    beginning, first = re.fullmatch(r"(.*?)(\d*)", code).groups()
    joint, place, words = joint_at(tokens, place)
    if not first or not joint or tokens[place].number is None:
        return [], 0
    last = tokens[place].number
    numbers = range(int(first) + 1, last + 1) if joint == "to" else [last]
    codes = [f"{beginning}{number}" for number in numbers if f"{beginning}{number}" in known]
    return codes, words if codes else 0

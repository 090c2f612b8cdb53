"""What the figures in a query say: ages, ranges of ages, and numbers that are no ages."""

import re

from directory.search.language.filters.age_contexts import is_for_a_word, is_of_the_past, is_said_of_somebody
from directory.search.language.filters.not_an_age import YEARS, is_measure, is_not_an_age

YOUNGEST_SAID, OLDEST_SAID = 3, 19  # a bare number between these is an age, unless its neighbours say otherwise
IN_WORDS = "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
NUMBERS = {word: number for number, word in enumerate(IN_WORDS, 3)}


def number_at(tokens, place, *, in_words=False):
    if place >= len(tokens):
        return None
    number = tokens[place].number
    if number is None and in_words:
        number = NUMBERS.get(tokens[place].word)
        if number is None:
            match = re.fullmatch(r"(\d{1,2})(?:yo|yos|yr|yrs|yrold|yrolds)", tokens[place].word)
            number = int(match[1]) if match else None
    return number if number is not None and number <= 25 else None


def joint_at(tokens, place):
    """What joins a number to the next: ("to" or "and", the place of the next, words up to and with it)."""
    if place >= len(tokens):
        return "", place, 0
    if tokens[place].word in ("to", "and", "or") and place + 1 < len(tokens):
        return ("to" if tokens[place].word == "to" else "and"), place + 1, 2
    gap = tokens[place].gap.strip()
    if gap in ("-", "–", "—"):
        return "to", place, 1
    if gap in ("/", ",", "&", "+"):
        return "and", place, 1
    return "", place, 0


def old_at(tokens, place):
    """How many words of "year old", "years olds", "yo" stand here."""
    words = [token.word for token in tokens[place : place + 2]]
    before = tokens[place - 1].word
    if re.fullmatch(r"\d{1,2}(?:yo|yos|yrold|yrolds)", before):
        return 0
    if words[:1] in (["yo"], ["yos"], ["yrold"]):
        return 1
    if len(words) == 2 and words[0] in ("year", "years", "yr", "yrs") and words[1] in ("old", "olds"):
        return 2
    return 0


def stands_alone(tokens, place, end, joint):
    """Whether a number, or a range of them, without the word "age" is one."""
    numbers = [token.number for token in tokens[place:end] if token.number is not None]
    return (
        joint != "and"
        and numbers == sorted(numbers)
        and all(YOUNGEST_SAID <= number <= OLDEST_SAID for number in numbers)
        and not is_not_an_age(tokens, place, end)
    )


def age_at(tokens, place, years_by_age):
    """(the filter, number of words) of an age in figures or words: "age 9", "9 year olds", "aged 9 to 11", "14".

    `years_by_age` maps an age to its year group, for a range of ages. (None, 0) if no age begins there.
    """
    start = place
    if tokens[place].word in ("under", "below") and (limit := number_at(tokens, place + 1)):
        if is_measure(tokens, place + 2):
            return None, 0
        return ("age", [str(limit - 1)]), 2 + old_at(tokens, place + 2)
    announced = tokens[place].word in ("age", "aged", "ages")
    if announced:
        place += 1
        if place < len(tokens) and tokens[place].word == "of":
            place += 1
    first = number_at(tokens, place, in_words=True)
    if first is None or is_for_a_word(tokens, place):
        return None, 0
    end, last = place + 1, first
    joint, other, _ = joint_at(tokens, end)
    if joint and number_at(tokens, other, in_words=True) is not None:
        last, end = number_at(tokens, other, in_words=True), other + 1
    olds = old_at(tokens, end)
    bare = tokens[place].number is not None and not announced and not olds
    if bare and not stands_alone(tokens, place, end, joint if end > place + 1 else ""):
        return None, 0
    if bare and end < len(tokens) and tokens[end].word in YEARS:
        end += 1
    if tokens[place].word in NUMBERS and not announced and not olds and not is_said_of_somebody(tokens, place):
        return None, 0
    if is_of_the_past(tokens, start, end + olds):
        return None, 0
    return ages_from(first, last, years_by_age), end + olds - start


def ages_from(first, last, years_by_age):
    years = [years_by_age[age] for age in range(first, last + 1) if age in years_by_age] if first < last else []
    return ("year", years) if years else ("age", [str(first)])


def without_older(filters):
    """Of ages that are said apart the youngest counts: what is for a boy of 17 alone may not suit a girl of 13."""
    ages = [found for found in filters if found.facet == "age"]
    youngest = min(ages, key=lambda found: int(found.codes[0]), default=None)
    return [found for found in filters if found.facet != "age" or found is youngest]

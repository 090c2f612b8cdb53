"""Names beside a date, or with an age. What is only a title or an organisation is nobody."""

import re
from bisect import bisect_left

from directory.privacy.numbers_and_addresses import DATED
from directory.privacy.word_lists import BESIDE, ORDINARY

AGE = re.compile(
    r",? ?\((?:aged? )?\d{1,2}(?: (?:years?|yrs?)(?: old)?)?\)"
    r"|,? (?:(?:is|was) )?\d{1,2}[ -](?:years?|yrs?)[ -]old\b"
    # A range of ages is a resource's audience, and nobody's age.
    r"|,? (?:(?:is|was) )?aged?:? \d{1,2}(?!\d|\+| ?- ?\d| (?:to|and|or) (?:\d|over|under|above|below))"
)

WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['-][^\W\d_]+)*(?!\w)")
NEAR = 40  # characters between a name and a date
LONGEST = 5  # words of a name


def names_with_dates(text):
    """Names beside a date, or with an age. What is only a title or an organisation is nobody."""
    dates = [match.span() for match in DATED.finditer(text)]
    for run in capitalised_runs(text):
        name = name_in(run, text)
        if not name:
            continue
        start, end = name[0].start(), end_of(name, text)
        if age := AGE.match(text, end):
            yield start, age.end(), "name_with_date", False
        elif (len(name) > 1 or is_initials(name[0].group())) and is_near(dates, start, end):
            yield start, end, "name_with_date", False


def capitalised_runs(text):
    """Capitalised words that follow each other, as matches; initials such as JS stand alone."""
    run = []
    for match in WORD.finditer(text):
        word = match.group()
        if run and not continues_run(match, run, text):
            yield run
            run = []
        if is_initials(word):
            yield [match]
        elif is_capitalised(word):
            run.append(match)
    if run:
        yield run


def continues_run(match, run, text):
    """Whether a word carries on the run: after a space, or after the full stop of an initial."""
    between = text[run[-1].end() : match.start()]
    joined = between == " " or (between in (".", ". ") and len(run[-1].group()) == 1)
    return joined and len(run) < LONGEST and is_capitalised(match.group())


def is_capitalised(word):
    """An initial, or a word such as Smith, O'Neill or McKay; not NSPCC, nor DfE."""
    return word[0].isupper() and (len(word) == 1 or word[-1].islower())


def is_initials(word):
    return len(word) == 2 and word.isupper()


def name_in(run, text):
    """The words of the run that are a name, if any are."""
    first, last = 0, len(run)
    while first < last and is_beside(run[first], text):
        first += 1
    while first < last and is_beside(run[last - 1], text):
        last -= 1
    name = run[first:last]
    letters = "".join(match.group() for match in name)
    if len(letters) == len(name):  # initials: J.S., but not the A of "Plan A"
        dotted = len(name) > 1 and text[name[0].end()] == "."
        return name if dotted and letters.lower() not in ORDINARY | BESIDE else []
    return [] if any(is_ordinary(match.group()) for match in name) else name


def is_beside(match, text):
    dotted = len(match.group()) == 1 and text.startswith(".", match.end())
    return not dotted and match.group().lower() in BESIDE


def is_ordinary(word):
    return any(part in ORDINARY or part in BESIDE for part in word.lower().removesuffix("'s").split("-") if part[1:])


def end_of(name, text):
    """Where the name ends: before its 's, after the full stop of its last initial."""
    word, end = name[-1].group(), name[-1].end()
    if word.endswith("'s"):
        return end - 2
    return end + (len(word) == 1 and text.startswith(".", end))


def is_near(dates, start, end):
    """Whether one of the dates, in their order, is beside what starts and ends there."""
    after = bisect_left(dates, (start, 0))
    return (after > 0 and start - dates[after - 1][1] <= NEAR) or (
        after < len(dates) and dates[after][0] - end <= NEAR
    )

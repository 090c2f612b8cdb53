"""Numbers that are no ages: counts, ratios, times, dates, scores, editions, and what is numbered."""

from directory.county.current import county
from directory.search.language.english.plurals import singular

# A number after one of these is its number.
NUMBERED = frozenset(
    """
    section part level tier aim article chapter page version step top under over above below post pre act class
    group room form phase week lesson unit module episode ep no number option standard principle appendix annex annexe
    paragraph than least most stage band grade set period term day strike category type code rule regulation schedule
    clause question table figure slide volume vol issue edition series season round key scale score scored rated
    rating certificate pegi gad phq sdq core catch covid window ios iphone phone android galaxy playstation ps xbox
    size big foot fifa gta duty bbc web formula war channel radio bus platform junction january february march april
    june july august september october november december until till til past after before since noon midnight x v
    """.split()
)

# A number before one of these measures it.
MEASURES = frozenset(
    """
    minute min hour hr second sec day week month term time percent per million thousand hundred star part point way
    oclock pm noon midday midnight til till quid pound km mile metre cm foot feet inch kg certificate film movie rated
    rating chan x v january february march april june july august september october november december u me
    """.split()
)
PERIODS = frozenset("ago later plan strategy ban sentence programme project experience of in since apart".split())
BEFORE_PERIODS = frozenset("for over last past next first within every served".split())
YEARS = frozenset("year years yr yrs".split())
SMALL_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())

# What is counted is mostly a plural. These are counted too.
COUNTED = frozenset("am people children men women staff lesson step page session type strike".split())
# These plurals are rather what is looked for at that age: "14 nudes" is about a child of fourteen.
SOUGHT = frozenset(
    """
    nudes relationships friendships boundaries feelings pants drugs resources services helplines organisations
    charities courses periods
    """.split()
) | {word for word in county.words_of_titles if word.endswith("s")}
BETWEEN = frozenset(
    "top key main big new different other more golden quick missed long short".split()
)  # "5 key messages"

# A number after one of these is an age whatever is counted behind it: "girl 14 sends nudes".
PEOPLE = frozenset(
    """
    boy girl child kid pupil student son daughter brother sister sibling teen teenager lad lass friend boyfriend
    girlfriend cousin nephew niece stepson stepdaughter male female he she hes shes im am
    """.split()
)


def is_not_an_age(tokens, start, end):
    """Whether the number, or the range of numbers, from `start` to `end` counts or numbers something."""
    return (
        is_money_or_share(tokens[start:end])
        or is_numbered(tokens, start)
        or is_of_a_ratio(tokens, start, end)
        or is_measure(tokens, end, before=word_at(tokens, start - 1))
        or (not is_person(word_at(tokens, start - 1)) and is_count(tokens, end, is_range=end > start + 1))
    )


def word_at(tokens, place):
    return tokens[place].word if 0 <= place < len(tokens) else ""


def is_number_at(tokens, place):
    return word_at(tokens, place) in SMALL_NUMBERS or word_at(tokens, place).isdecimal()


def is_person(word):
    return singular(word) in PEOPLE


def is_money_or_share(tokens):
    return any(sign in "£$€%#" for token in tokens for sign in token.signs)


def is_numbered(tokens, start):
    """ "grade 4", "7 8", "8 til 6", "out of 10"; but "a girl of 14"."""
    before, further = word_at(tokens, start - 1), word_at(tokens, start - 2)
    return (
        singular(before) in NUMBERED
        or before.isdecimal()
        or (before == "to" and further.isdecimal())
        or (before == "of" and not is_person(further))
    )


def is_of_a_ratio(tokens, start, end):
    """Either number of "1 in 4", "one in ten", "3 out of 5"."""
    after = word_at(tokens, end)
    if after in ("in", "out"):
        return is_number_at(tokens, end + (1 if after == "in" else 2))
    return word_at(tokens, start - 1) == "in" and is_number_at(tokens, start - 2)


def is_measure(tokens, end, before=""):
    """ "20 minute assembly", "5 a day", "5 years ago", "3 year 8 boys", "10.30"."""
    unit, behind = word_at(tokens, end), word_at(tokens, end + 1)
    if unit == "a":
        return behind in ("side", "day", "week", "year")
    if unit in YEARS:
        return before in BEFORE_PERIODS or behind in PERIODS or behind.isdecimal()
    return singular(unit) in MEASURES or unit.isdecimal()


def is_count(tokens, end, *, is_range):
    """ "4 boys", "10 top tips"; a range is rather of ages: "11 to 16 pupils"."""
    counted = next((token.word for token in tokens[end:] if token.word not in BETWEEN), "")
    if counted in YEARS or (is_range and is_person(counted)):
        return False
    return counted in COUNTED or is_plural(counted)


def is_plural(word):
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "as")) and word not in SOUGHT

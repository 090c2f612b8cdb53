"""Facts in the reader's words, the same in lists, pages and feeds."""

# Stages and years of school as the ages they span: the one at their start, and the birthday reached by their end.
STAGES = {"early years": (0, 5), 1: (5, 7), 2: (7, 11), 3: (11, 14), 4: (14, 16), 5: (16, 18)}
YEARS = {"nursery": (3, 4), "Reception": (4, 5), **{f"Year {year}": (year + 4, year + 5) for year in range(1, 14)}}
SCHOOL_ENDS = 18
ALL_SECTORS = 9  # an entry that lists this many serves every kind of school and college


def ages_in_words(age_min, age_max):
    """Whole years, in school too: (7, 11) is "7 to 11, key stage 2", (8, 18) is "8 to 18, Years 4 to 13"."""
    if age_min is None or age_max is None:
        return ""
    ages = f"{age_min}" if age_min == age_max else f"{age_min} to {age_max}"
    return ", ".join(filter(None, [ages, stages_in_words(age_min, age_max) or years_in_words(age_min, age_max)]))


def stages_in_words(age_min, age_max):
    """The key stages, if the ages are whole ones: a stage that is only served in part is not named."""
    names = [name for name, (first, last) in STAGES.items() if age_min <= first and last <= age_max]
    if not names or (STAGES[names[0]][0], STAGES[names[-1]][1]) != (age_min, age_max):
        return ""
    numbers = [name for name in names if name in range(1, 6)]
    stages = f"key stage{'' if len(numbers) == 1 else 's'} {first_to_last(numbers)}" if numbers else ""
    return " and ".join(filter(None, ["early years" if age_min == 0 else "", stages]))


def first_to_last(numbers):
    """[1, 2] is "1 and 2", [1, 2, 3] is "1 to 3"."""
    if len(numbers) == 1:
        return str(numbers[0])
    return f"{numbers[0]} {'and' if len(numbers) == 2 else 'to'} {numbers[-1]}"


def years_in_words(age_min, age_max):
    """The years of school that the ages are: "up to" one if they begin before it, "from" one if they end after it."""
    names = [name for name, (begins, ends) in YEARS.items() if age_min <= begins and ends <= age_max]
    if not names:
        return ""
    if age_min == 0 and age_max > STAGES["early years"][1]:
        names.insert(0, "early years")
    if age_max > SCHOOL_ENDS:
        return f"from {'the ' if age_min == 0 else ''}{names[0]}" if starts(names[0]) == age_min else ""
    if starts(names[0]) != age_min:
        return f"up to {names[-1]}"
    if names[0].startswith("Year ") and len(names) > 1:
        return f"Years {first_to_last([name.removeprefix('Year ') for name in names])}"
    return first_to_last(names)


def starts(name):
    return {**STAGES, **YEARS}[name][0]


def sectors_in_words(names):
    return "All schools and colleges" if len(names) >= ALL_SECTORS else ", ".join(names)


def duration_in_words(minutes):
    """Minutes: 165 is "2 hours 45 minutes"."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    parts = [count_in_words(hours, "hour") if hours else "", count_in_words(rest, "minute") if rest else ""]
    return " ".join(part for part in parts if part)


def length_in_words(lessons, minutes):
    """Of a sequence, how often and how long; "6 lessons" if nobody says how long one is."""
    if not lessons or (lessons == 1 and minutes):
        return duration_in_words(minutes)
    return f"{lessons} × {duration_in_words(minutes)}" if minutes else count_in_words(lessons, "lesson")


def count_in_words(number, noun):
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shorten_list(words, most):
    """The first few words in one phrase, and how many more there are."""
    more = len(words) - most
    if more <= 1:
        return ", ".join(words)
    return f"{', '.join(words[:most])} and {more} more"


def lower_first(text):
    """A name in the middle of a sentence; an abbreviation stays as it is."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]

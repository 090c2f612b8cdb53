"""Facts in the reader's words, the same in lists, pages and feeds."""

# Key stages in ages, for saying what a range of ages means in school.
KEY_STAGES = {1: (5, 7), 2: (7, 11), 3: (11, 14), 4: (14, 16), 5: (16, 18)}


def ages_in_words(age_min, age_max):
    """Whole years: (7, 11) is "7 to 11, key stage 2"."""
    if age_min is None or age_max is None:
        return ""
    ages = f"{age_min}" if age_min == age_max else f"{age_min} to {age_max}"
    stages = [n for n, (first, last) in KEY_STAGES.items() if age_min <= first and last <= age_max]
    if not stages:
        return ages
    if len(stages) == 1:
        return f"{ages}, key stage {stages[0]}"
    return f"{ages}, key stages {stages[0]} {'and' if len(stages) == 2 else 'to'} {stages[-1]}"


def duration_in_words(minutes):
    """Minutes: 165 is "2 hours 45 minutes"."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    parts = [count_in_words(hours, "hour") if hours else "", count_in_words(rest, "minute") if rest else ""]
    return " ".join(part for part in parts if part)


def count_in_words(number, noun):
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shorten_list(words, most):
    """The first few words in one phrase, and how many more there are."""
    more = len(words) - most
    if more <= 1:
        return ", ".join(words)
    return f"{', '.join(words[:most])} and {more} more"

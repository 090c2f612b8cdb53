"""Numbers and lists as sentences and tables say them."""

FEW = 5  # below it a number of what readers did is not told
TOO_FEW = "too few to say"


def number_or_few(number):
    return number if number >= FEW or not number else f"fewer than {FEW}"


def percent(part, whole):
    return round(100 * part / whole) if whole else ""


def share(part, whole):
    """The percentage of what readers did; none from which a number could be told that is not."""
    return TOO_FEW if 0 < part < FEW or 0 < whole < FEW else percent(part, whole)


def counted(number, one, several):
    """ "no entries", "1 entry", "2 entries"."""
    return f"{number:,} {one if number == 1 else several}" if number else f"no {several}"


def times(number):
    """How often readers did something that they did at least once."""
    return f"{number:,} times" if number >= FEW else f"fewer than {FEW} times"


def listed(words):
    """ "A", "A and B", "A, B and C"."""
    words = list(words)
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def quoted(words):
    return listed(f"“{word}”" for word in words)


def in_days(days):
    return f"in {counted(days, 'day', 'days')}" if days else "on the same day"

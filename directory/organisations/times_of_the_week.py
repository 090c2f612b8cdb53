"""Days and times as people write them, and back: "Monday 8am to 5.30pm" is (day, first minute, last minute).

A day is 0 for Monday; a minute counts from midnight, and 1440 is the midnight that ends the day. What could mean two
things, such as "9 to 5", is not read: a line that seems open at night is worse than one of which nothing is known.
"""

import re
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
GROUPS = {"weekday": range(5), "weekend": range(5, 7), "every day": range(7), "daily": range(7)}
MIDNIGHT = 24 * 60
NOON = 12 * 60
STEP = 5  # minutes: no opening or closing stands between two steps, so that a page may be kept for one
ALL_DAY = ((0, MIDNIGHT),)
EARLIEST = 7  # "1:00" without am or pm is hardly one in the morning; "01:00" is


class Time(NamedTuple):
    """A time of the day; `unsure` if it could be one in the morning or in the evening: "7.30"."""

    minute: int
    unsure: bool = False


TOKEN = re.compile(
    r"(?P<group>weekday|weekend|every day|daily)s?"
    r"|(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?s?\b"
    r"|(?P<all_day>all day|24 hours|day and night)"
    r"|(?P<noon>noon|midday)|(?P<midnight>midnight)"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|(?P<to>-|–|to\b|until\b|till\b)"
    r"|(?P<also>,|;|&|and\b|from\b|between\b)"
    r"|\s+",
    re.IGNORECASE | re.ASCII,
)


def tokens_of(text):
    """[(kind, value)]; raises ValueError for a word that means nothing here."""
    found, place = [], 0
    while place < len(text):
        token = TOKEN.match(text, place)
        if not token:
            raise ValueError(text[place:])
        place = token.end()
        if token.lastgroup or token["hour"]:
            found.append(token_value(token))
    return found


def token_value(token):
    if token["group"]:
        return "days", list(GROUPS[token["group"].lower()])
    if token["day"]:
        return "days", [DAYS.index(token["day"].title())]
    if token["all_day"]:
        return "times", (0, MIDNIGHT)
    if token["noon"]:
        return "time", Time(NOON)
    if token["midnight"]:
        return "time", Time(MIDNIGHT)
    if token["hour"]:
        return "time", minutes_of(token["hour"], token["minute"], token["half"])
    return ("to", None) if token["to"] else ("also", None)


def minutes_of(hour, minute, half):
    """Raises ValueError for what is no time, or may be one in the morning or in the afternoon."""
    unsure = len(hour) == 1 and not half
    if (minute is None and not half) or (unsure and int(hour) < EARLIEST):
        raise ValueError(hour)
    hour, minute = int(hour), int(minute or 0)
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    if hour * 60 + minute > MIDNIGHT or minute > 59 or minute % STEP:
        raise ValueError(hour, minute)
    return Time(hour * 60 + minute, unsure)


def read_times(tokens):
    """(day, start, end) of each. Days and their times stand in either order; where both are said, others begin."""
    groups = [[]]
    for kind, value in spans_of(tokens):
        group = groups[-1]
        if group and group[-1][0] != kind and any(other == kind for other, _ in group):
            groups.append([])
        groups[-1].append((kind, value))
    for group in groups:
        days = [day for kind, value in group if kind == "days" for day in value]
        times = [value for kind, value in group if kind == "time"]
        if not days or not times:
            raise ValueError(group)
        for day in days:
            for start, end in times:
                yield from within_days(day, start, end)


def spans_of(tokens):
    """Days ("Monday to Friday" as five) and times (start, end), without what stood between them."""
    place = 0
    while place < len(tokens):
        kind, value = tokens[place]
        ranged = [token[0] for token in tokens[place : place + 3]] == [kind, "to", kind]
        if kind == "days":
            last = tokens[place + 2][1][-1] if ranged else None
            yield kind, value if last is None else days_from(value[0], last)
        elif kind == "times":
            yield "time", value
        elif kind == "time":
            if not ranged:
                raise ValueError(value)
            yield kind, from_to(value, tokens[place + 2][1])
        elif kind == "to":
            raise ValueError(kind)
        place += 3 if ranged else 1


def from_to(start, end):
    """Raises ValueError where "until 7.30" may be in the morning or in the evening."""
    if end.unsure and end.minute <= start.minute:
        raise ValueError(start, end)
    return start.minute % MIDNIGHT, end.minute


def days_from(first, last):
    return [(first + offset) % 7 for offset in range((last - first) % 7 + 1)]


def within_days(day, start, end):
    if start < end:
        yield day, start, end
    elif start > end and start >= NOON:
        yield day, start, MIDNIGHT
        if end:
            yield (day + 1) % 7, 0, end
    else:
        raise ValueError(start, end)


def check_overlaps(times):
    """`times` in order. Raises ValueError if there are none, or two of a day run into each other."""
    times = sorted(set(times))
    clash = any(one[0] == two[0] and one[2] > two[1] for one, two in pairwise(times))
    if clash or not times:
        raise ValueError(times)
    return times


# Saying


def days_short(days):
    return DAYS[days[0]] if len(days) == 1 else f"{DAYS[days[0]]}-{DAYS[days[-1]]}"


def days_in_words(days):
    if len(days) == 7:
        return "every day"
    first, last = DAY_NAMES[days[0]], DAY_NAMES[days[-1]]
    return first if len(days) == 1 else f"{first} {'and' if len(days) == 2 else 'to'} {last}"


def times_in_words(times):
    return "all day" if tuple(times) == ALL_DAY else times_of(times, hour_in_words, " to ")


def times_of(times, said, between="-"):
    return ", ".join(f"{said(start)}{between}{said(end)}" for start, end in times)


def clock(minute):
    return "{:02}:{:02}".format(*divmod(minute, 60))


def hour_in_words(minute):
    if minute % MIDNIGHT == 0:
        return "midnight"
    if minute == NOON:
        return "noon"
    hour, past = divmod(minute, 60)
    return f"{(hour - 1) % 12 + 1}{f'.{past:02}' if past else ''}{'am' if hour < 12 else 'pm'}"


def moment_in_words(moment, today, at=""):
    """ "5.30pm", "tomorrow 8am" or "Monday 8am"; `at` stands before a time of today."""
    minute, day = moment.hour * 60 + moment.minute, moment.date()
    if minute == 0 and day == today + timedelta(days=1):
        return "midnight"
    said = hour_in_words(minute)
    if day == today:
        return f"{at}{said}"
    return f"tomorrow {said}" if day == today + timedelta(days=1) else f"{DAY_NAMES[day.weekday()]} {said}"

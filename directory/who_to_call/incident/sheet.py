"""The incident sheet: on one page of paper, who to call in order, what to do in the first hour, and room to write."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.utils import timezone

from directory.organisations.opening_times import is_bank_holiday
from directory.who_to_call.answers import HOMES
from directory.who_to_call.call_sheet import CallSheet
from directory.who_to_call.incident.calls import Call, calls_of
from directory.who_to_call.incident.forms import NOW, WHEN
from directory.who_to_call.incident.happenings import happening_of
from directory.who_to_call.sayings import Say

DAY, NIGHT = 11, 22  # hours of the clock at which "by day" and "at night" are looked at
ROW, STEP, HALF = 72, 105, 50  # letters in a line of a call, of a step, and of what not to do
# Size of type: the most lines of words, and the fewest to write on.
SIZES = {"short": (29, 7), "long": (45, 4), "very-long": (60, 3), "smallest": (90, 3)}


@dataclass(frozen=True)
class Row:
    """One need: its calls by day and by night, and all that is said beside it."""

    title: str
    calls: list[tuple[str, Call]]
    says: tuple[Say, ...]

    @property
    def words(self):
        said = [self.title, *(word for say in self.says for word in (say.text, *say.points, *say.link[:1]))]
        called = [(contact.title, contact.note, contact.number.hours_in_words) for contact in self.contacts]
        return " ".join([*said, *(when for when, _ in self.calls), *(word for words in called for word in words)])

    @property
    def contacts(self):
        return [contact for _, call in self.calls for contact in (call.contact, *call.elsewhere)]


class IncidentSheet:
    def __init__(self, hub, form):
        self.hub, self.form, self.made_on = hub, form, timezone.localdate()
        self.steps = hub.first_steps
        self.moment = moment_of(form.cleaned_data["when"])
        self.sheet = CallSheet(form.answers(happening_of(hub.topic)), self.moment)
        self.rows = [Row(step.title, list(calls_of(step, self.moment)), step.says) for step in self.sheet.steps]

    @property
    def tell(self):
        return self.sheet.advice.tell

    @property
    def never(self):
        return self.hub.never.splitlines() or list(self.sheet.advice.happening.never)

    @property
    def made_for(self):
        """The answers, in words: (what, answer)."""
        answers, when = self.sheet.answers, self.form.cleaned_data["when"]
        yield f"{one(answers.harmed)} who has been harmed", answers.harmed.label
        yield f"{one(answers.other)} who has harmed, or is alleged to have", answers.other.label
        yield "Home", HOMES[answers.home]
        if when != NOW:
            yield "Calling", WHEN[when]

    @property
    def sources(self):
        """The guidance that the steps come from, as far as readers can see it."""
        return dict.fromkeys(step.source.title for step in self.steps if step.source and step.source.is_published)

    @property
    def contacts(self):
        return [contact for row in self.rows for contact in row.contacts]

    @property
    def checked_since(self):
        """The day on which the number that was checked longest ago was; None while any is still being checked."""
        days = [contact.entry.checked_on for contact in self.contacts]
        return min(days) if days and all(days) else None

    @property
    def size(self):
        """How small the type must be for all of it to stand on one page."""
        return next((size for size, (most, _) in SIZES.items() if self.lines <= most), "smallest")

    @property
    def lines_to_write_on(self):
        """As many as there is room for."""
        most, fewest = SIZES[self.size]
        return fewest + max(0, most - self.lines) // 2

    @property
    def lines(self):
        """About how many lines of print its words take."""
        in_rows = sum(lines_of(row.words, ROW) for row in self.rows)
        in_steps = sum(lines_of(line, STEP) for step in self.steps for line in step.text.splitlines())
        return in_rows + in_steps + sum(lines_of(line, HALF) for line in self.never)


def one(ages):
    return "Person" if ages.adult else "Child"


def lines_of(words, letters):
    return ceil(len(words) / letters)


def moment_of(when):
    """Now, or else the next working day at eleven, or tonight."""
    now = timezone.localtime()
    if when == NOW:
        return now
    day = now + timedelta(days=1)
    while when == "day" and (day.weekday() >= 5 or is_bank_holiday(day.date())):
        day += timedelta(days=1)
    return day.replace(hour=DAY if when == "day" else NIGHT, minute=0)

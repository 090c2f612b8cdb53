"""A staff session of 20 minutes, made only of what a case study says."""

from dataclasses import dataclass
from math import ceil

from directory.govuk.jinja2 import lines

TOTAL = 20  # minutes
MOST_QUESTIONS = 3
# Part -> its minutes. Those of a part that a case has nothing for go to the questions.
MINUTES = {"happened": 2, "would_do": 4, "done": 3, "children": 3, "wrong": 2, "questions": 3, "change": 3}
LETTERS = 80  # on one line of print, at its largest
# What staff are asked before they read on: of something that happened to children, and of a school's own work.
OF_AN_INCIDENT = "What would you do first, and why? Who would you tell? What would the children need?"
OF_WORK = "What would you try first, and why? Who would you involve? How would you know it worked?"
SIZES = {"normal": (17, 4), "long": (27, 3), "very-long": (39, 3), "smallest": (999, 2)}  # lines: up to, to write on


@dataclass(frozen=True)
class Part:
    number: int
    starts: int
    ends: int

    @property
    def minutes(self):
        return self.ends - self.starts


class StaffSession:
    """The parts of the session in their order, for the case study `case`."""

    def __init__(self, case):
        self.case = case
        self.questions = self.first_questions()
        self.parts = dict(in_time(self.minutes()))

    @property
    def prompts(self):
        """Only a case of an incident says where it happened, or what was done for a child."""
        case = self.case
        incident = case.done_for_harmed or case.done_for_who_harmed or case.places.all()
        return OF_AN_INCIDENT if incident else OF_WORK

    def first_questions(self):
        """Those for governors, then the lessons as questions: never more than there is time for."""
        lessons = [
            f"One lesson was: “{lesson.rstrip('.')}”. What does that mean for us?"
            for lesson in lines(self.case.lessons)
        ]
        return [*lines(self.case.questions_for_governors), *lessons][:MOST_QUESTIONS]

    def minutes(self):
        said = {
            "children": self.case.done_for_harmed or self.case.done_for_who_harmed,
            "wrong": self.case.what_did_not_work,
            "questions": self.questions,
        }
        minutes = {name: length for name, length in MINUTES.items() if said.get(name, True)}
        minutes["questions" if self.questions else "would_do"] += TOTAL - sum(minutes.values())
        return minutes

    @property
    def size(self):
        """How small the type must be for all of it to stand on one page. The longest cases take a second."""
        return next(size for size, (most, _) in SIZES.items() if self.length <= most)

    @property
    def lines_to_write_on(self):
        return SIZES[self.size][1]

    @property
    def length(self):
        """About how many lines of print its words take."""
        case = self.case
        whole = [
            case.title,
            case.setting,
            case.content_warning,
            case.issue,
            case.done_in_words,
            case.what_did_not_work,
        ]
        halves = [case.done_for_harmed, case.done_for_who_harmed]
        return lines_of([*whole, *self.questions], LETTERS) + ceil(lines_of(halves, LETTERS // 2) / 2)


def in_time(minutes):
    """(name, part) for each of `minutes`, one after the other."""
    starts = 0
    for number, (name, length) in enumerate(minutes.items(), start=1):
        yield name, Part(number, starts, starts + length)
        starts += length


def lines_of(texts, letters):
    return sum(ceil(len(line) / letters) for text in texts for line in lines(text))

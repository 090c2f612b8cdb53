"""A plan as plain values, the same for its page, its calendar and its table."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from directory.catalogue.doors import Door
from directory.catalogue.kinds import Kind
from directory.govuk.jinja2 import day as in_words
from directory.search.documents.facets import FACETS, codes
from directory.search.pages.addresses import search_address
from directory.shortlist.list_contents import ListedEntry, contents_of
from directory.shortlist.planning.dates import Timetable, weeks_without
from directory.shortlist.planning.gaps import gaps_in
from directory.taxonomy.models import RsheStrand

FOR_LESSONS = {"pupils", "teaching_staff"}
SECONDARY_FROM = 11  # the age at which Year 7 begins
SATURDAY = 5  # in Python's weeks
FACET = {facet.name: facet for facet in FACETS}


@dataclass(frozen=True)
class Lesson:
    """One entry that is taught, in one lesson or several, with their dates and what does not fit."""

    number: int  # of its first
    listed: ListedEntry
    dates: tuple
    warnings: list

    @property
    def resource(self):
        return self.listed.entry.resource

    @property
    def label(self):
        last = self.number + self.listed.lessons - 1
        return f"Lesson {self.number}" if last == self.number else f"Lessons {self.number} to {last}"

    @property
    def strands(self):
        """What it teaches."""
        return list(self.resource.rshe_strands.all())


class Plan:
    """`lessons` in order, what `also` is in the list, and which strands are covered by which lessons."""

    def __init__(self, shortlist):
        self.shortlist = shortlist
        self.year, self.ability = shortlist.year_group, shortlist.ability
        self.listed, self.gone = contents_of(shortlist, "resource__rshe_strands", "resource__resource_kinds")
        self.taught = [one for one in self.listed if is_taught(one.entry)]
        self.also = [one for one in self.listed if not is_taught(one.entry)]

    @property
    def title(self):
        return self.shortlist.title or "Half-term plan"

    @property
    def class_in_words(self):
        """For whom it is, in general words; empty if nothing is said."""
        named = [self.year.label if self.year else "", in_a_sentence(self.ability.label) if self.ability else ""]
        return ", ".join(name for name in named if name)

    @cached_property
    def lessons(self):
        timetable = Timetable(self.shortlist.first_lesson_on, self.shortlist.weeks_apart, self.shortlist.week_off)
        dates = timetable.dates_of((one.on, one.lessons) for one in self.taught)
        lessons, sooner, number = [], [], 1  # the dates of those before
        for one, days in zip(self.taught, dates, strict=True):
            lessons.append(Lesson(number, one, days, [*self.misfits(one.entry), *slips(one.on, days, sooner)]))
            sooner += days
            number += one.lessons
        return lessons

    def misfits(self, entry):
        """Why it is not for this class, if it is not: a search for the class would not find it."""
        if self.year and not fits("year", self.year, entry):
            yield f"Not for {self.year.label}. It is for ages {entry.ages}."
        if self.ability and not fits("ability", self.ability, entry):
            yield f"Not listed for “{self.ability.label}”."

    # Coverage

    @cached_property
    def coverage(self):
        """[(strand, the lessons that teach it)]"""
        return [(strand, [one for one in self.lessons if strand in one.strands]) for strand in self.strands]

    @cached_property
    def strands(self):
        """Those of the phase of the class or, as long as no year group is chosen, those that are taught."""
        strands = RsheStrand.objects.filter(retired=False)
        if self.year:
            return [strand for strand in strands if strand.phase == self.phase]
        taught = {strand for lesson in self.lessons for strand in lesson.strands}
        return [strand for strand in strands if strand in taught]

    @property
    def phase(self):
        return RsheStrand.Phase.SECONDARY if self.year.age_min >= SECONDARY_FROM else RsheStrand.Phase.PRIMARY

    @cached_property
    def gaps(self):
        """What no lesson teaches; nothing is claimed to be missing as long as no year group is chosen."""
        missing = [strand for strand, lessons in self.coverage if not lessons]
        return gaps_in(missing, year=self.year, ability=self.ability) if missing else []

    @property
    def search(self):
        """Where to find lessons for the class."""
        terms = {"year": self.year, "ability": self.ability}
        return search_address({name: [term.code] for name, term in terms.items() if term}, Door.LESSONS)

    # Dates

    @property
    def dates(self):
        return sorted(chain.from_iterable(lesson.dates for lesson in self.lessons))

    @property
    def weeks_without(self):
        """The Mondays of the weeks without a lesson between the first and the last."""
        return weeks_without(self.dates, self.shortlist.weeks_apart)


def is_taught(entry):
    """Whether it takes up lessons: what only staff or families read or watch does not."""
    in_class = entry.kind == Kind.RESOURCE and entry.resource.is_taught_with
    return in_class and not FOR_LESSONS.isdisjoint(codes(entry.audiences))


def fits(name, term, entry):
    """Whether a search with this filter would find it."""
    facet = FACET[name]
    return not set(facet.codes(entry)).isdisjoint(facet.served_by(term))


def in_a_sentence(label):
    """A label as it stands in the middle of one. A language keeps its capital."""
    return label if label.startswith("English") else label[:1].lower() + label[1:]


def slips(by_hand, days, sooner):
    """What may be a slip in dates. What only follows a lesson at the weekend says nothing of it again."""
    if days and days[0].weekday() >= SATURDAY and (by_hand or not sooner):
        yield f"{days[0]:%A} {in_words(days[0])} is at the weekend."
    for day in days:
        if day in sooner:
            yield f"Another lesson is on {in_words(day)} too."
    if days and sooner and days[0] < max(sooner):
        yield "A lesson above is later. Move this one up, or change its date."

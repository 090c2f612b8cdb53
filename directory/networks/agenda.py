"""The agenda of a meeting on one page, and below it what the bank has on its theme."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.functional import cached_property

from directory.casestudies.models import CaseStudy
from directory.catalogue.doors import Door
from directory.guidance.models import GuidanceUpdate
from directory.networks.models import Meeting, Network
from directory.search.pages.result_lists import ResultList, ResultLists
from directory.taxonomy.models import Topic

MINUTES = (5, 10, 20, 15, 10)  # of an hour: last time, a change, a case study, our own settings, what we will do
MOST_DATES = 6
MOST_QUESTIONS = 4


@dataclass(frozen=True)
class Slot:
    """When an item of the agenda begins, if anybody knows, and how long it takes."""

    starts: object
    minutes: int


@dataclass
class Agenda:
    """Built from a theme for a setting; a group and a meeting add what is known of them."""

    theme: Topic
    setting: object
    network: Network | None = None
    meeting: Meeting | None = None

    def __post_init__(self):
        self.lists = ResultLists(self.setting)
        self.guidance = self.first(Door.GUIDANCE)
        self.cases = self.first(Door.CASE_STUDY)
        self.lessons = self.first(Door.LESSONS)
        self.training = self.first(Door.TRAINING)

    def first(self, door, **options) -> ResultList:
        return self.lists.first(door=door, topic=[self.theme.code], most=4, **options)

    @cached_property
    def chosen(self):
        """What was chosen for this meeting, as far as readers can see it."""
        return list(self.meeting.to_discuss.published()) if self.meeting else []

    @cached_property
    def update(self):
        """One change in guidance: that chosen for the meeting, or else the theme's, or else the latest."""
        latest = GuidanceUpdate.objects.published().active().fitting(self.setting.rules).by_date()
        return self.one_of(GuidanceUpdate, self.guidance) or latest.first()

    @cached_property
    def case(self):
        """One case study: that chosen for the meeting, or else the theme's."""
        return self.one_of(CaseStudy, self.cases)

    def one_of(self, model, found):
        ids = [entry.pk for entry in self.chosen if entry.kind == model.KIND] + found.ids
        there = model.objects.in_bulk(ids)
        return next((there[pk] for pk in ids if pk in there), None)

    @property
    def also_chosen(self):
        shown = {item.pk for item in (self.update, self.case) if item}
        return [entry for entry in self.chosen if entry.pk not in shown]

    @property
    def questions(self):
        return self.case.questions_for_governors.splitlines()[:MOST_QUESTIONS] if self.case else []

    @property
    def slots(self):
        """A slot for each item, which share out the time of the meeting, or an hour."""
        if not self.meeting:
            return [Slot(None, minutes) for minutes in MINUTES]
        length = (self.meeting.ends_at - self.meeting.starts_at) // timedelta(minutes=1)
        step = 5 if length >= 60 else 1
        edges = [round(sum(MINUTES[:number]) / sum(MINUTES) * length / step) * step for number in range(len(MINUTES))]
        ends = [*edges[1:], length]
        starts = [self.meeting.starts_at + timedelta(minutes=edge) for edge in edges]
        return [Slot(start, end - edge) for start, edge, end in zip(starts, edges, ends, strict=True)]

    @cached_property
    def next_dates(self):
        """The coming meetings of all groups, without this one."""
        coming = Meeting.objects.with_network().scheduled().upcoming(timezone.now())
        return [meeting for meeting in coming[: MOST_DATES + 1] if meeting != self.meeting][:MOST_DATES]

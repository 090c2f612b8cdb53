"""An agenda pack: what the bank has on a theme, put together for an hour in which leads learn from each other."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from directory.casestudies.models import CaseStudy
from directory.catalogue.doors import Door
from directory.search.pages.result_lists import ResultList, ResultLists
from directory.taxonomy.models import Topic

MOST_QUESTIONS = 6


@dataclass
class Agenda:
    """Built from a theme for a setting; a meeting adds what its curator chose."""

    theme: Topic
    setting: object
    meeting: object = None

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
    def questions(self):
        """(question, its case study): one or two from each case study of the theme."""
        found = CaseStudy.objects.in_bulk(self.cases.ids)
        asked = [
            (line, found[pk])
            for pk in self.cases.ids
            for text in (found[pk].questions_for_governors, found[pk].lessons)
            for line in text.splitlines()[:1]
        ]
        return asked[:MOST_QUESTIONS]

"""An agenda pack: what the bank has on a theme, put together for an hour in which leads learn from each other."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from directory.casestudies.models import CaseStudy
from directory.catalogue.kinds import Kind
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
        self.updates = self.first(Kind.GUIDANCE)
        self.cases = self.first(Kind.CASE_STUDY)
        self.resources = self.first(Kind.RESOURCE)
        self.training = self.first(Kind.TRAINING)

    def first(self, kind, **options) -> ResultList:
        return self.lists.first(kind=kind, topic=[self.theme.code], most=4, **options)

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

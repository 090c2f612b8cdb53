"""What governors ask: the page with all questions, and the one-page pack of those that they chose."""

from django.utils.functional import cached_property

from directory.catalogue.doors import Door
from directory.pages.governor_questions import GovernorQuestions
from directory.search.pages.addresses import query_of
from directory.search.pages.result_lists import ResultLists

GAP_CLOSERS = (Door.GUIDANCE, Door.TRAINING, Door.CASE_STUDY)
MOST = 5  # questions that a page of paper has room for, and a meeting time


class GovernorsPage:
    def __init__(self, setting, ticked=()):
        self.ticked = ticked
        self.questions = GovernorQuestions(setting, ticked)
        self.lists = ResultLists(setting)
        self.training = self.lists.first(door=Door.TRAINING, audience=["governors"], most=6)
        self.areas = [(area, found, list(self.closing(area))) for area, found in self.questions.areas]

    def closing(self, area):
        """(door, what is behind it that may close a gap) for one area."""
        codes = [topic.code for topic in area.topics.all()]
        for door in GAP_CLOSERS:
            yield door, self.lists.first(door=door, topic=codes, most=2)

    @property
    def cases(self):
        return self.questions.cases

    @property
    def ticks_a_case(self):
        return any(question.key in self.ticked for _, found in self.cases for question in found)


class GovernorPack:
    """Up to five questions on one page: those of `keys`, or else the first of an area."""

    def __init__(self, setting, keys, area=""):
        self.setting, self.keys = setting, keys
        known = GovernorQuestions(setting, keys)
        self.questions = known.chosen(keys) if keys else known.of_area(area)[:MOST]

    @property
    def missing(self):
        """How many of the chosen questions have been changed or removed since."""
        return len(set(self.keys) - {question.key for question in self.questions})

    @cached_property
    def areas(self):
        return list(dict.fromkeys(question.area for question in self.questions if question.area))

    @cached_property
    def guidance(self):
        return list(dict.fromkeys(entry for area in self.areas for entry in area.guidance.all()))

    @property
    def query_to_change(self):
        """Leads back to the form with the same ticks."""
        return query_of({**self.setting.chosen, "ask": [question.key for question in self.questions]})

    @property
    def lines_to_write_on(self):
        """Fewer questions leave more room for each."""
        return {1: 18, 2: 9, 3: 6, 4: 3}.get(len(self.questions), 2)

"""A topic in a box, for whoever reads a school's website: a young person, a parent, a member of staff."""

from functools import cached_property

from directory.topics.models import Hub
from directory.who_to_call.answers import AGES, NOT_KNOWN, Answers
from directory.who_to_call.call_sheet import CallSheet
from directory.who_to_call.incident.calls import calls_for_young_people, first_calls
from directory.who_to_call.incident.happenings import ABOUT_IMAGES, happening_of

MOST_STEPS = 3


class TopicBox:
    """Nobody says how old anybody is or where they live: the numbers are those that are safe for every child."""

    def __init__(self, topic, moment):
        self.topic = topic
        self.answers = Answers(happening_of(topic), AGES[NOT_KNOWN], AGES[NOT_KNOWN], "unsure", NOT_KNOWN)
        self.sheet = CallSheet(self.answers, moment)
        self.for_young_people = calls_for_young_people(self.answers, moment)
        self.for_parents = first_calls(self.sheet, at_school=False)
        self.for_staff = first_calls(self.sheet)

    @property
    def about_an_image(self):
        return self.answers.what in ABOUT_IMAGES

    @cached_property
    def steps(self):
        hub = Hub.objects.with_words().filter(topic=self.topic).first()
        return hub.first_steps[:MOST_STEPS] if hub else []

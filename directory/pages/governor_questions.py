"""The questions that governors choose from, by audit area and by case study, each with a key for addresses."""

import re
from dataclasses import dataclass
from hashlib import sha256

from directory.casestudies.models import CaseStudy
from directory.topics.models import AuditArea, lines_of

FROM_RECORDS = "What the school can show on paper, without names and without small numbers."
CASE_KEY = re.compile(r"c(\d{1,18})-[0-9a-f]{8}", re.ASCII)


@dataclass(frozen=True)
class Question:
    """One line of an area or of a case study, and what to ask for."""

    key: str
    text: str
    evidence: str
    area: AuditArea | None
    case: CaseStudy | None = None


def key_of(source, text):
    """Whose line it is, and what it says: once a line is edited, old addresses do not ask another question unseen."""
    letter = "a" if isinstance(source, AuditArea) else "c"
    return f"{letter}{source.pk}-{sha256(text.encode()).hexdigest()[:8]}"


class GovernorQuestions:
    """All questions for a setting; those of the case studies of `keys` too, whatever setting they are from."""

    def __init__(self, setting, keys=()):
        self.areas = [
            (area, [Question(key_of(area, text), text, evidence, area) for text, evidence in area.asked])
            for area in AuditArea.objects.with_guidance()
        ]
        self.cases = [(case, self.of_case(case)) for case in cases_for(setting, keys)]

    def of_case(self, case):
        lines = lines_of(case.questions_for_governors)
        return [Question(key_of(case, text), text, FROM_RECORDS, self.area_of(case), case) for text in lines]

    def area_of(self, case):
        """The first area that shares a topic with the case study."""
        topics = set(case.topics.all())
        return next((area for area, _ in self.areas if topics.intersection(area.topics.all())), None)

    def chosen(self, keys):
        """The questions of these keys in the order of the page."""
        return [question for _, found in self.areas + self.cases for question in found if question.key in keys]

    def of_area(self, pk):
        return next((questions for area, questions in self.areas if str(area.pk) == pk), [])


def cases_for(setting, keys):
    """Case studies with questions: those that fit the setting, by title, then others that a key names."""
    asked = CaseStudy.objects.published().active().with_questions().prefetch_related("topics").order_by("title", "pk")
    fitting = list(asked.fitting(setting.rules))
    named = {int(found[1]) for key in keys if (found := CASE_KEY.fullmatch(key))}
    missing = named - {case.pk for case in fitting}
    return fitting + list(asked.with_ids(missing) if missing else ())

"""What governors ask: the curated questions of each area of the self-audit, and those of the case studies."""

from django.utils.functional import cached_property

from directory.casestudies.models import CaseStudy
from directory.catalogue.doors import Door
from directory.search.pages.result_lists import ResultLists
from directory.topics.models import AuditArea

GAP_CLOSERS = (Door.GUIDANCE, Door.TRAINING, Door.CASE_STUDY)


class GovernorsPage:
    def __init__(self, setting):
        self.setting = setting
        self.lists = ResultLists(setting)
        self.training = self.lists.first(door=Door.TRAINING, audience=["governors"], most=6)
        self.areas = [(area, list(self.closing(area))) for area in AuditArea.objects.prefetch_related("topics")]

    def closing(self, area):
        """(door, what is behind it that may close a gap) for one area."""
        codes = [topic.code for topic in area.topics.all()]
        for door in GAP_CLOSERS:
            yield door, self.lists.first(door=door, topic=codes, most=2)

    @cached_property
    def cases(self):
        """Case studies for this setting that have questions for governors."""
        found = CaseStudy.objects.published().active().fitting(self.setting.rules).with_questions()
        return found.order_by("title", "pk")

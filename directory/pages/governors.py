"""What governors ask: the curated questions of each area of the self-audit, and those of the case studies."""

from django.utils.functional import cached_property

from directory.casestudies.models import CaseStudy
from directory.catalogue.kinds import Kind
from directory.search.pages.result_lists import ResultLists
from directory.topics.models import AuditArea

GAP_CLOSERS = (Kind.RESOURCE, Kind.TRAINING, Kind.CASE_STUDY)


class GovernorsPage:
    def __init__(self, setting):
        self.setting = setting
        self.lists = ResultLists(setting)
        self.training = self.lists.first(kind=Kind.TRAINING, audience=["governors"], most=6)
        self.areas = [(area, list(self.closing(area))) for area in AuditArea.objects.prefetch_related("topics")]

    def closing(self, area):
        """(kind, the entries of that kind that may close a gap) for one area."""
        codes = [topic.code for topic in area.topics.all()]
        for kind in GAP_CLOSERS:
            yield kind, self.lists.first(kind=kind, topic=codes, most=2)

    @cached_property
    def cases(self):
        """Case studies for this setting that have questions for governors."""
        found = CaseStudy.objects.published().active().fitting(self.setting.rules).with_questions()
        return found.order_by("title", "pk")

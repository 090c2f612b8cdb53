"""Changes in guidance for one kind of setting."""

from itertools import groupby

from django.utils import timezone
from django.utils.functional import cached_property

from directory.guidance.models import GuidanceUpdate


class Timeline:
    def __init__(self, setting):
        self.setting = setting
        self.today = timezone.localdate()

    @cached_property
    def updates(self):
        found = GuidanceUpdate.objects.published().active().fitting(self.setting.rules).by_date()
        return list(found.with_terms().select_related("related_resource"))

    @property
    def to_come(self):
        """Those that are not yet in force, the soonest first."""
        return [update for update in reversed(self.updates) if self.is_to_come(update)]

    @property
    def by_year(self):
        """[(year, updates in force)], the latest first."""
        dated = [update for update in self.updates if update.effective_from and not self.is_to_come(update)]
        return [(year, list(found)) for year, found in groupby(dated, key=lambda update: update.effective_from.year)]

    @property
    def undated(self):
        return [update for update in self.updates if not update.effective_from]

    def is_to_come(self, update):
        return update.effective_from is not None and update.effective_from > self.today

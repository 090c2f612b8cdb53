from directory.catalogue.querysets import EntryQuerySet, lists
from directory.taxonomy.models import HelpKind


def for_help(help_kinds):
    return lists(HelpKind, help_kinds, entries="organisations")


class OrganisationQuerySet(EntryQuerySet):
    def in_urgent_band(self):
        """The contacts that stand on every page, in their order."""
        return self.published().active().filter(urgent_order__isnull=False).order_by("urgent_order", "pk")

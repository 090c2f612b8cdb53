from django.db.models import Case, Exists, OuterRef, When

from directory.catalogue.matching_rules import entries_listing
from directory.catalogue.querysets import EntryQuerySet
from directory.organisations.contact_points import ContactPoint
from directory.taxonomy.models import HelpKind

EMERGENCY = "999"


def first_number():
    """For a subquery of organisations: the numbers of each in their order."""
    return ContactPoint.objects.numbers().filter(organisation=OuterRef("pk")).order_by("order", "pk")


def for_help(help_kinds):
    return entries_listing(HelpKind, help_kinds, entries="organisations")


class OrganisationQuerySet(EntryQuerySet):
    def that_can_help(self, rules, *, adults_too=False):
        """What is there for a child and fits every one of these matching rules."""
        found = self.published().active().fitting(rules)
        return found if adults_too else found.for_children()

    def to_ask_about_networks(self):
        """Local services that bring schools together and can be rung or written to."""
        local = self.published().active().filter(help_kinds__code="network", scope="local")
        reached = local.filter(contact_points__channel__in=["phone", "email"]).distinct()
        return reached.prefetch_related("contact_points").order_by("title", "pk")

    def nearest_first(self):
        """What is near before what is national, of both first what can be rung: never by the alphabet alone."""
        near = Case(When(scope="local", then=0), default=1)
        reached = Exists(first_number()).desc()
        return self.order_by(near, reached, "-crisis", "title", "pk")

    def for_other_systems(self):
        """What readers can see, with all that a directory elsewhere is told of it."""
        return self.published().with_terms().prefetch_related("help_kinds", "contact_points").order_by("pk")

    def with_uuid(self, uuid):
        return self.filter(uuid=uuid)

    def with_place(self):
        """Those that can be gone to."""
        return self.filter(pk__in=ContactPoint.objects.filter(channel="in_person").values("organisation"))

    def within_ages(self, youngest=None, oldest=None):
        """Those that begin at `youngest` or later, and end at `oldest` or sooner."""
        bounds = {"age_min__gte": youngest, "age_max__lte": oldest}
        return self.filter(**{name: age for name, age in bounds.items() if age is not None})

    def in_directory(self):
        """For a directory by need: what is there, by name, with what it helps with."""
        found = self.published().active().exclude(contact_points__value=EMERGENCY)
        return found.with_terms().prefetch_related("help_kinds", "contact_points").order_by("title", "pk")

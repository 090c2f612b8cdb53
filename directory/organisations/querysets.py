from django.db.models import Case, Exists, F, OuterRef, Q, When

from directory.catalogue.matching_rules import ADULT_SERVICE_AGE, entries_listing, for_ages, for_districts
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
    def in_urgent_band(self):
        """The contacts that stand on every page, in their order."""
        band = self.published().active().filter(urgent_order__isnull=False)
        return band.prefetch_related("contact_points").order_by("urgent_order", "pk")

    def answering_in_a_crisis(self):
        """Whom to call now: the band's contacts in their order, then everybody else who answers in a crisis.

        999 is left out: every page says it in its own words.
        """
        urgent = Q(urgent_order__isnull=False) | Q(crisis=True)
        order = [F("urgent_order").asc(nulls_last=True), "title", "pk"]
        found = self.published().active().filter(urgent).exclude(contact_points__value=EMERGENCY)
        return found.prefetch_related("contact_points").order_by(*order)

    def to_call(self, first, last, districts=()):
        """Whom to call about a child of these ages: what is near before what is national, what can be rung first.

        999 is left out: every page says it in its own words.
        """
        fitting = self.published().active().filter(for_ages(first, last)).exclude(contact_points__value=EMERGENCY)
        if districts:
            fitting = fitting.filter(for_districts(districts))
        near = Case(When(scope="local", then=0), default=1)
        order = [
            Exists(first_number()).desc(),
            near,
            F("urgent_order").asc(nulls_last=True),
            "-crisis",
            "title",
            "pk",
        ]
        return fitting.prefetch_related("help_kinds", "topics", "contact_points").order_by(*order)

    def that_can_help(self, rules, *, adults_too=False):
        """What is there for a child and fits every one of these matching rules."""
        found = self.published().active().fitting(rules)
        return found if adults_too else found.for_children()

    def nearest_first(self):
        """What is near before what is national, of both first what can be rung: never by the alphabet alone."""
        near = Case(When(scope="local", then=0), default=1)
        reached = Exists(first_number()).desc()
        return self.order_by(near, reached, F("urgent_order").asc(nulls_last=True), "-crisis", "title", "pk")

    def in_directory(self):
        """For a directory by need: what is there, by name, with what it helps with."""
        found = self.published().active().exclude(contact_points__value=EMERGENCY)
        return found.with_terms().prefetch_related("help_kinds", "contact_points").order_by("title", "pk")

    def that_children_can_use(self):
        """Contacts that a child or young person may turn to alone."""
        return self.filter(age_min__lt=ADULT_SERVICE_AGE, audiences__code="pupils")

    def that_adults_use(self):
        """The others."""
        return self.exclude(pk__in=self.that_children_can_use().order_by())

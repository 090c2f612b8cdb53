from django.db.models import Count, Q

from directory.catalogue.matching_rules import entries_listing
from directory.catalogue.querysets import EntryQuerySet
from directory.county.current import county
from directory.taxonomy.models import Place


def for_evidence(strengths):
    return Q(casestudy__evidence_strength__in=strengths)


def for_places(places):
    return entries_listing(Place, places, entries="case_studies")


class CaseStudyQuerySet(EntryQuerySet):
    def with_terms(self):
        return super().with_terms().prefetch_related("places", "decisions")

    def from_the_county(self):
        """What a setting of the county did: no illustration, and nothing from elsewhere."""
        ours = self.filter(districts__type__in=county.own_types)
        return ours.exclude(evidence_strength="illustrative").distinct()

    def with_questions(self):
        return self.exclude(questions_for_governors="")

    def closest_to(self, entry, most=5):
        """Other published case studies, those that share the most topics first."""
        shared = Count("taggings", filter=Q(taggings__tag__in=entry.topics.all()))
        others = self.published().exclude(pk=entry.pk)
        return others.annotate(shared=shared).order_by("-shared", "title", "pk")[:most]

"""The facets of the bank, in the order readers meet them: how each reads an entry and the database matches it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from directory.casestudies.models import CaseStudy
from directory.casestudies.querysets import for_evidence, for_places
from directory.catalogue import matching_rules
from directory.catalogue.kinds import Kind
from directory.catalogue.states import Quality
from directory.organisations.querysets import for_help
from directory.resources.querysets import for_resource_kinds, for_strands
from directory.taxonomy import models as taxonomy
from directory.training.querysets import for_delivery_modes, for_levels


def codes(terms):
    return [term.code for term in terms.all()]


@dataclass(frozen=True)
class Facet:
    """One group of options: OR inside it, AND with the other groups.

    `name` is its key in addresses; `vocabularies` are models of terms, or one TextChoices; `matches` is the rule that
    turns chosen terms into a condition, for the database. For the index the same rule is in two halves: `codes` of an
    entry, and the `served_by` codes, any of which an entry must have to fit a term. `kind` is the only kind of entry
    that has it, if it is not for all.
    """

    name: str
    label: str
    vocabularies: tuple
    matches: Callable[[list], Q]
    codes: Callable
    served_by: Callable = lambda term: [code_of(term)]
    kind: Kind | None = None

    def terms(self):
        """Every term by its code, retired ones too: old addresses keep working. A query for each model."""
        return {code_of(term): term for term in chain.from_iterable(map(terms_of, self.vocabularies))}

    @property
    def space(self):
        """Where its codes are kept: year groups are ages."""
        return "age" if self.name == "year" else self.name

    def keys(self, term):
        """The options of documents that fit `term`."""
        return frozenset(f"{self.space}:{code}" for code in self.served_by(term))


def terms_of(vocabulary):
    return vocabulary.objects.all() if hasattr(vocabulary, "objects") else vocabulary


def code_of(term):
    return getattr(term, "code", None) or term.value


ANY_ABILITY = "any"  # what an organisation that lists no ability has


def abilities_of(entry):
    return codes(entry.abilities) or [ANY_ABILITY] * (entry.kind == Kind.ORGANISATION)


def ages_of(entry):
    return range(entry.age_min, entry.age_max + 1)


def ages_served(band):
    first, last = band.ages_served
    return range(first, last + 1)


def codes_for_kind(kind, read):
    """Codes that only entries of one kind have."""
    return lambda entry: read(entry.specific) if entry.kind == kind else []


FACETS = (
    Facet("kind", "What are you looking for?", (Kind,), matching_rules.for_kinds, lambda entry: [entry.kind]),
    Facet(
        "year",
        "Year group or key stage",
        (taxonomy.KeyStage, taxonomy.YearGroup),
        matching_rules.for_age_bands,
        ages_of,
        ages_served,
    ),
    Facet("sector", "Sector", (taxonomy.Sector,), matching_rules.for_sectors, lambda entry: codes(entry.sectors)),
    Facet(
        "ability",
        "Ability and need",
        (taxonomy.Ability,),
        matching_rules.for_abilities,
        abilities_of,
        lambda ability: [ability.code, ANY_ABILITY],
    ),
    Facet(
        "topic",
        "Topic",
        (taxonomy.Topic,),
        matching_rules.for_topics,
        lambda entry: codes(entry.topics),
        lambda topic: [topic.today.code],
    ),
    Facet(
        "audience",
        "Who it is for",
        (taxonomy.Audience,),
        matching_rules.for_audiences,
        lambda entry: codes(entry.audiences),
    ),
    Facet(
        "district",
        "District",
        (taxonomy.District,),
        matching_rules.for_districts,
        lambda entry: codes(entry.districts),
        lambda district: [district.code, taxonomy.District.NATIONAL],
    ),
    Facet(
        "cost",
        "Cost",
        (taxonomy.Cost,),
        matching_rules.for_costs,
        lambda entry: [entry.cost.code] if entry.cost_id else [],
        lambda cost: ["free", "free_local"] if cost.code == "free" else [cost.code],
    ),
    Facet("quality", "Quality", (Quality,), matching_rules.for_quality, lambda entry: [entry.quality_today.value]),
    Facet(
        "type",
        "Kind of resource",
        (taxonomy.ResourceKind,),
        for_resource_kinds,
        codes_for_kind(Kind.RESOURCE, lambda resource: codes(resource.resource_kinds)),
        kind=Kind.RESOURCE,
    ),
    Facet(
        "strand",
        "RSHE strand",
        (taxonomy.RsheStrand,),
        for_strands,
        codes_for_kind(Kind.RESOURCE, lambda resource: codes(resource.rshe_strands)),
        kind=Kind.RESOURCE,
    ),
    Facet(
        "help",
        "Kind of help",
        (taxonomy.HelpKind,),
        for_help,
        codes_for_kind(Kind.ORGANISATION, lambda organisation: codes(organisation.help_kinds)),
        kind=Kind.ORGANISATION,
    ),
    Facet(
        "mode",
        "How it is delivered",
        (taxonomy.DeliveryMode,),
        for_delivery_modes,
        codes_for_kind(Kind.TRAINING, lambda course: codes(course.delivery_modes)),
        kind=Kind.TRAINING,
    ),
    Facet(
        "level",
        "Level",
        (taxonomy.TrainingLevel,),
        for_levels,
        codes_for_kind(Kind.TRAINING, lambda course: [course.level.code] if course.level_id else []),
        kind=Kind.TRAINING,
    ),
    Facet(
        "where",
        "Where it happened",
        (taxonomy.Place,),
        for_places,
        codes_for_kind(Kind.CASE_STUDY, lambda case_study: codes(case_study.places)),
        kind=Kind.CASE_STUDY,
    ),
    Facet(
        "evidence",
        "Evidence",
        (CaseStudy.Evidence,),
        for_evidence,
        codes_for_kind(Kind.CASE_STUDY, lambda case_study: [case_study.evidence_strength]),
        kind=Kind.CASE_STUDY,
    ),
)


# Of entries of one kind, the groups that tell them apart best: they come first on its page, and are open.
FIRST = {Kind.ORGANISATION: ["help", "district"]}


def facets_for(kind):
    """The facets of a page that has only entries of one kind, or of all kinds."""
    first = FIRST.get(kind, [])
    found = [facet for facet in FACETS if not kind or (facet.name != "kind" and facet.kind in (None, kind))]
    return sorted(found, key=lambda facet: first.index(facet.name) if facet.name in first else len(first))

"""The facets of the bank, in the order readers meet them: how each reads an entry and the database matches it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from directory.casestudies.models import CaseStudy
from directory.casestudies.querysets import for_evidence, for_places
from directory.catalogue import matching_rules
from directory.catalogue.doors import Door, FormerDoor, Unstated
from directory.catalogue.kinds import Kind
from directory.catalogue.states import Quality
from directory.organisations.querysets import for_help
from directory.resources.models import Length
from directory.resources.querysets import for_lengths, for_resource_kinds, for_strands
from directory.taxonomy import models as taxonomy
from directory.training.querysets import for_delivery_modes, for_levels


def codes(terms):
    return [term.code for term in terms.all()]


@dataclass(frozen=True)
class Facet:
    """One group of options: OR inside it, AND with the other groups.

    `name` is its key in addresses; `vocabularies` are models of terms, or one TextChoices; `matches` is the rule that
    turns chosen terms into a condition, for the database. For the index the same rule is in two halves: `codes` of an
    entry, and the `served_by` codes, any of which an entry must have to fit a term. `doors` are those behind which
    entries have it, if not all do.
    """

    name: str
    label: str
    vocabularies: tuple
    matches: Callable[[list], Q]
    codes: Callable
    served_by: Callable = lambda term: [code_of(term)]
    doors: tuple[Door, ...] = ()

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


EVERYONE = "everyone"  # what serves all needs, whether it says so or is read by staff


def abilities_of(entry):
    if not entry.says_needs:
        return [Unstated.NOT_STATED.value]
    listed = codes(entry.abilities)
    return [*listed, EVERYONE] if entry.for_everyone or not listed else listed


def needs_met(ability):
    return [ability.value] if isinstance(ability, Unstated) else [ability.code, EVERYONE]


def ages_of(entry):
    return range(entry.age_min, entry.age_max + 1)


def ages_served(band):
    first, last = band.ages_served
    return range(first, last + 1)


def lengths_fitting(minutes):
    return [length.value for length in Length if minutes and minutes <= length.minutes]


def codes_for_kind(kind, read):
    """Codes that only entries of one kind have."""
    return lambda entry: read(entry.specific) if entry.kind == kind else []


FACETS = (
    Facet(
        "kind",
        "What are you looking for?",
        (Door, FormerDoor),
        matching_rules.for_doors,
        lambda entry: {entry.door.value, entry.kind},
    ),
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
        (taxonomy.Ability, Unstated),
        matching_rules.for_abilities,
        abilities_of,
        needs_met,
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
        doors=(Door.LESSONS, Door.GUIDANCE),
    ),
    Facet(
        "length",
        "Length of a lesson",
        (Length,),
        for_lengths,
        codes_for_kind(Kind.RESOURCE, lambda resource: lengths_fitting(resource.duration_minutes)),
        doors=(Door.LESSONS,),
    ),
    Facet(
        "strand",
        "RSHE strand",
        (taxonomy.RsheStrand,),
        for_strands,
        codes_for_kind(Kind.RESOURCE, lambda resource: codes(resource.rshe_strands)),
        doors=(Door.LESSONS,),
    ),
    Facet(
        "help",
        "Kind of help",
        (taxonomy.HelpKind,),
        for_help,
        codes_for_kind(Kind.ORGANISATION, lambda organisation: codes(organisation.help_kinds)),
        doors=(Door.ORGANISATION,),
    ),
    Facet(
        "mode",
        "How it is delivered",
        (taxonomy.DeliveryMode,),
        for_delivery_modes,
        codes_for_kind(Kind.TRAINING, lambda course: codes(course.delivery_modes)),
        doors=(Door.TRAINING,),
    ),
    Facet(
        "level",
        "Level",
        (taxonomy.TrainingLevel,),
        for_levels,
        codes_for_kind(Kind.TRAINING, lambda course: [course.level.code] if course.level_id else []),
        doors=(Door.TRAINING,),
    ),
    Facet(
        "where",
        "Where it happened",
        (taxonomy.Place,),
        for_places,
        codes_for_kind(Kind.CASE_STUDY, lambda case_study: codes(case_study.places)),
        doors=(Door.CASE_STUDY,),
    ),
    Facet(
        "evidence",
        "Evidence",
        (CaseStudy.Evidence,),
        for_evidence,
        codes_for_kind(Kind.CASE_STUDY, lambda case_study: [case_study.evidence_strength]),
        doors=(Door.CASE_STUDY,),
    ),
)


# Of what is behind one door, the groups that tell entries apart best: they come first on its page, and are open.
FIRST = {Door.ORGANISATION: ["help", "district"]}


def facets_for(door):
    """The facets of a page that has only what is behind one door, or everything."""
    first = FIRST.get(door, [])
    found = [facet for facet in FACETS if not door or (facet.name != "kind" and door in (facet.doors or Door))]
    return sorted(found, key=lambda facet: first.index(facet.name) if facet.name in first else len(first))

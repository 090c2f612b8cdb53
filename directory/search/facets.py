"""The facets of the bank, in the order readers meet them, and what a page shows of each. No HTML here."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from directory.casestudies.models import CaseStudy
from directory.casestudies.querysets import for_evidence
from directory.catalogue import querysets as catalogue
from directory.catalogue.choices import Kind, Quality
from directory.organisations.querysets import for_help
from directory.resources.querysets import for_resource_kinds, for_strands
from directory.taxonomy import models as taxonomy
from directory.training.querysets import for_delivery_modes, for_levels


@dataclass(frozen=True)
class Facet:
    """One group of options: OR inside it, AND with the other groups.

    `name` is its key in addresses; `vocabularies` are models of terms, or one TextChoices; `matches` is the rule
    that turns chosen terms into a condition; `kind` is the only kind of entry that has it, if it is not for all.
    """

    name: str
    label: str
    vocabularies: tuple
    matches: Callable[[list], Q]
    kind: Kind | None = None

    def terms(self):
        """Every term by its code, retired ones too: old addresses keep working. A query for each model."""
        return {code_of(term): term for term in chain.from_iterable(map(members, self.vocabularies))}


def members(vocabulary):
    return vocabulary.objects.all() if hasattr(vocabulary, "objects") else vocabulary


def code_of(term):
    return getattr(term, "code", None) or term.value


FACETS = (
    Facet("kind", "What are you looking for?", (Kind,), catalogue.for_kinds),
    Facet("year", "Year group or key stage", (taxonomy.KeyStage, taxonomy.YearGroup), catalogue.for_age_bands),
    Facet("sector", "Sector", (taxonomy.Sector,), catalogue.for_sectors),
    Facet("ability", "Ability and need", (taxonomy.Ability,), catalogue.for_abilities),
    Facet("topic", "Topic", (taxonomy.Topic,), catalogue.for_topics),
    Facet("audience", "Who it is for", (taxonomy.Audience,), catalogue.for_audiences),
    Facet("district", "District", (taxonomy.District,), catalogue.for_districts),
    Facet("cost", "Cost", (taxonomy.Cost,), catalogue.for_costs),
    Facet("quality", "Quality", (Quality,), catalogue.for_quality),
    Facet("type", "Kind of resource", (taxonomy.ResourceKind,), for_resource_kinds, Kind.RESOURCE),
    Facet("strand", "RSHE strand", (taxonomy.RsheStrand,), for_strands, Kind.RESOURCE),
    Facet("help", "Kind of help", (taxonomy.HelpKind,), for_help, Kind.ORGANISATION),
    Facet("mode", "How it is delivered", (taxonomy.DeliveryMode,), for_delivery_modes, Kind.TRAINING),
    Facet("level", "Level", (taxonomy.TrainingLevel,), for_levels, Kind.TRAINING),
    Facet("evidence", "Evidence", (CaseStudy.Evidence,), for_evidence, Kind.CASE_STUDY),
)


@dataclass(frozen=True)
class FacetOption:
    """`heading` is the part of a long group that it stands under."""

    value: str
    label: str
    heading: str
    count: int
    selected: bool


@dataclass(frozen=True)
class FacetGroup:
    """A facet as the page shows it. `kind` is set where it helps only once that kind is asked for."""

    name: str
    label: str
    kind: Kind | None
    options: list[FacetOption]

    @property
    def selected(self):
        return [option for option in self.options if option.selected]


def facet_group(facet, terms, chosen, counts):
    """The group of `facet` with the exact `counts` (by code); retired terms show only while they are selected."""
    options = [
        FacetOption(code, term_label(term), heading_of(term), counts.get(code, 0), code in chosen)
        for code, term in terms.items()
        if code in chosen or not getattr(term, "retired", False)
    ]
    return FacetGroup(facet.name, facet.label, None if chosen else facet.kind, options)


def term_label(term):
    return term.label if isinstance(term, taxonomy.Term) else str(getattr(term, "label", term))


def short_label(term):
    return getattr(term, "short", "") or term_label(term)


def heading_of(term):
    match term:
        case taxonomy.KeyStage():
            return "Key stages"
        case taxonomy.YearGroup():
            return "Year groups"
        case taxonomy.Topic():
            return term.get_group_display()
    return ""

"""What a page shows of each facet. No HTML here."""

from dataclasses import dataclass

from directory.catalogue.doors import Door
from directory.taxonomy import models as taxonomy


@dataclass(frozen=True)
class FacetOption:
    """`heading` is the part of a long group that it stands under."""

    value: str
    label: str
    heading: str


@dataclass(frozen=True)
class FacetGroup:
    """A facet as the page shows it. `doors` are set where it helps only once one of them is asked for."""

    name: str
    label: str
    doors: tuple[Door, ...]
    options: list[FacetOption]


def facet_group(facet, terms, *, door=None, also=()):
    """The group of `facet` on a page of one door or of all; retired terms show only if they are among `also`."""
    options = [
        FacetOption(code, term_label(term), heading_of(term))
        for code, term in terms.items()
        if code in also or (not getattr(term, "retired", False) and is_behind(door, term))
    ]
    return FacetGroup(facet.name, facet.label, () if door else facet.doors, options)


def is_behind(door, term):
    """Whether there can be anything of this behind the door: no policy is a lesson."""
    if not door or not isinstance(term, taxonomy.ResourceKind):
        return True
    return (term.use == taxonomy.ResourceKind.Use.STAFF) == (door == Door.GUIDANCE)


def term_label(term):
    return str(term if isinstance(term, taxonomy.Term) else getattr(term, "label", term))


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

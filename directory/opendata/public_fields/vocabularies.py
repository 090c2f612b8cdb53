"""What is public of the vocabularies that entries are described by, and of topics."""

from dataclasses import dataclass

from django.urls import reverse

from directory.correspondence.rendering import site_address
from directory.opendata.public_fields.field import Datatype, PublicField, choice
from directory.taxonomy import models as taxonomy

# The name of a vocabulary, after the field of entries that it is for -> its terms.
VOCABULARIES = {
    "sectors": taxonomy.Sector,
    "key_stages": taxonomy.KeyStage,
    "year_groups": taxonomy.YearGroup,
    "abilities": taxonomy.Ability,
    "audiences": taxonomy.Audience,
    "districts": taxonomy.District,
    "costs": taxonomy.Cost,
    "resource_kinds": taxonomy.ResourceKind,
    "rshe_strands": taxonomy.RsheStrand,
    "help_kinds": taxonomy.HelpKind,
    "delivery_modes": taxonomy.DeliveryMode,
    "levels": taxonomy.TrainingLevel,
    "places": taxonomy.Place,
}


@dataclass(frozen=True)
class NamedTerm:
    vocabulary: str
    term: taxonomy.Term


def of_term(name):
    return lambda named: getattr(named.term, name, None)


TERM_FIELDS = (
    PublicField("vocabulary", "Vocabulary", Datatype.STRING, "Which vocabulary it belongs to.", required=True),
    PublicField(
        "code", "Code", Datatype.STRING, "Never changes, and is never used again.", of_term("code"), required=True
    ),
    PublicField("label", "Label", Datatype.STRING, "What readers see.", lambda named: str(named.term), required=True),
    PublicField("hint", "Hint", Datatype.STRING, "A few words to explain it.", of_term("hint")),
    PublicField("retired", "Retired", Datatype.BOOLEAN, "Old entries have it, new ones do not.", of_term("retired")),
    PublicField("age_min", "From age", Datatype.INTEGER, "For terms that stand for ages.", of_term("age_min")),
    PublicField("age_max", "To age", Datatype.INTEGER, "The birthday reached in the last year.", of_term("age_max")),
    PublicField("ons_code", "ONS code", Datatype.STRING, "For districts.", of_term("ons_code")),
)

TOPIC_FIELDS = (
    PublicField("code", "Code", Datatype.STRING, "Never changes, and is never used again.", required=True),
    PublicField("label", "Label", Datatype.STRING, "What readers see.", required=True),
    PublicField("hint", "Hint", Datatype.STRING, "A few words to explain it."),
    PublicField("group", "Group", Datatype.TERM, "What sort of topic.", choice("group", taxonomy.Topic.Group)),
    PublicField(
        "page",
        "Our page",
        Datatype.ANY_URI,
        "The page that says what it is and what to do.",
        lambda topic: None if topic.retired else site_address(reverse("topics:hub", args=[topic.slug])),
    ),
    PublicField("retired", "Retired", Datatype.BOOLEAN, "Old entries have it, new ones do not."),
    PublicField(
        "merged_into",
        "Part of",
        Datatype.TERM,
        "The topic that it has become part of.",
        lambda topic: topic.merged_into,
    ),
)


def public_terms():
    """Every term of every vocabulary."""
    return (NamedTerm(name, term) for name, model in VOCABULARIES.items() for term in model.objects.all())


def public_topics():
    return taxonomy.Topic.objects.select_related("merged_into")

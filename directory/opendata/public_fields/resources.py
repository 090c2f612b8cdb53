"""What is public of resources."""

from django.db.models import Prefetch

from directory.opendata.public_fields.field import Datatype, PublicField, terms
from directory.resources.models import Resource

FIELDS = (
    PublicField(
        "resource_kinds", "Kinds of resource", Datatype.TERMS, "What sort of resource it is.", terms("resource_kinds")
    ),
    PublicField("publisher", "Publisher", Datatype.STRING, "Who publishes it."),
    PublicField(
        "rshe_strands",
        "RSHE strands",
        Datatype.TERMS,
        "The strands of the statutory RSHE guidance that it teaches.",
        terms("rshe_strands"),
    ),
    PublicField("licence", "Licence", Datatype.STRING, "Under what terms its publisher lets others use it."),
    PublicField("published_year", "Year", Datatype.INTEGER, "The year in which it was published."),
    PublicField("number_of_lessons", "Number of lessons", Datatype.INTEGER, "How many lessons it has."),
    PublicField(
        "duration_minutes", "Length in minutes", Datatype.INTEGER, "How long one lesson, film or assembly takes."
    ),
    PublicField(
        "follows",
        "What comes before",
        Datatype.ENTRIES,
        "What pupils are taught first.",
        lambda entry: entry.shown_before,
    ),
    PublicField(
        "followed_by",
        "What comes after",
        Datatype.ENTRIES,
        "What pupils are taught after it.",
        lambda entry: entry.shown_after,
        (),
    ),
)


def relations():
    shown = Resource.objects.published().active()
    return (
        "resource_kinds",
        "rshe_strands",
        Prefetch("follows", shown, to_attr="shown_before"),
        Prefetch("followed_by", shown, to_attr="shown_after"),
    )

"""What is public of every entry, whatever its kind."""

from directory.catalogue.kinds import Kind
from directory.catalogue.states import Quality, Status
from directory.opendata.public_fields.field import Datatype, PublicField, choice, page_of, terms, universal


def reviewed_until(entry):
    """The last day of what came of its quality review, as long as that is good."""
    return None if entry.quality_today == Quality.UNREVIEWED else entry.quality_until


IDENTITY = (
    PublicField(
        "uuid",
        "Identifier",
        Datatype.STRING,
        "Never changes, and is never used again. Know the entry by it.",
        lambda entry: str(entry.uuid),
        required=True,
    ),
    PublicField("kind", "Kind", Datatype.TERM, "What sort of thing it is.", choice("kind", Kind), required=True),
    PublicField(
        "section",
        "Section",
        Datatype.TERM,
        "Where readers find it on the site.",
        lambda entry: entry.door,
        (),
        required=True,
    ),
    PublicField("title", "Title", Datatype.STRING, "What it is called.", required=True),
    PublicField(
        "other_names",
        "Other names",
        Datatype.STRING,
        "Other names and abbreviations of it, one on each line.",
        lambda entry: entry.aliases,
        ("aliases",),
    ),
    PublicField("summary", "Summary", Datatype.STRING, "What it is and what it is useful for.", required=True),
    PublicField(
        "page",
        "Our page",
        Datatype.ANY_URI,
        "The web address of our page about it. It may change, and an old one leads to the new one.",
        page_of,
        ("slug",),
        required=True,
    ),
    PublicField("url", "Web address", Datatype.ANY_URI, "Where its publisher or provider offers it."),
)

FOR_WHOM = (
    PublicField(
        "age_min", "Youngest age", Datatype.INTEGER, "In whole years, for the youngest it is for.", required=True
    ),
    PublicField(
        "age_max", "Oldest age", Datatype.INTEGER, "In whole years, for the oldest it is for.", required=True
    ),
    PublicField("ages", "Ages", Datatype.STRING, "The ages in words, with key stages.", tells=()),
    PublicField(
        "sectors", "Sectors", Datatype.TERMS, "The phases and types of setting that it is for.", terms("sectors")
    ),
    PublicField(
        "abilities",
        "Abilities and needs",
        Datatype.TERMS,
        "The needs that it says it fits. Where there are none, it does not say.",
        terms("abilities"),
    ),
    PublicField(
        "for_everyone", "For everyone", Datatype.BOOLEAN, "Whether it is for everyone, whatever their needs."
    ),
    PublicField("audiences", "Audiences", Datatype.TERMS, "Who it is written for or open to.", terms("audiences")),
    PublicField("districts", "Area", Datatype.TERMS, "The districts that it serves.", terms("districts")),
    PublicField("topics", "Topics", Datatype.TERMS, "What it is about.", terms("topics")),
    PublicField("cost", "Cost", Datatype.TERM, "Whether it has to be paid for."),
)

USING = (
    PublicField("content_warning", "Content warning", Datatype.STRING, "Read this before you open or show it."),
    PublicField("how_to_use", "How to use it", Datatype.STRING, "How to use it."),
    PublicField("when_not_to_use", "When not to use it", Datatype.STRING, "Where something else is right."),
    PublicField("what_next", "What to do next", Datatype.STRING, "What to do after it."),
)

ORIGIN = (
    PublicField(
        "uuid",
        "Identifier there",
        Datatype.STRING,
        "Its identifier in that bank.",
        lambda origin: str(origin.uuid),
        required=True,
    ),
    PublicField("bank", "Bank", Datatype.STRING, "What that bank is called.", required=True),
    PublicField("address", "Address", Datatype.ANY_URI, "The web address of that bank.", required=True),
)

STANDING = (
    PublicField(
        "status",
        "Status",
        Datatype.TERM,
        "Whether the thing itself is still there. Send nobody to what is closed.",
        choice("status", Status),
        required=True,
    ),
    PublicField(
        "status_note",
        "What that means",
        Datatype.STRING,
        "What readers are told of one that is not active.",
        lambda entry: entry.standing_in_words,
        (),
    ),
    PublicField(
        "successor",
        "Use this instead",
        Datatype.ENTRY,
        "What replaces it, if that is still there.",
        lambda entry: entry.replacement,
    ),
    PublicField(
        "quality",
        "Quality",
        Datatype.TERM,
        "What came of its quality review, today.",
        lambda entry: entry.quality_today,
        required=True,
    ),
    PublicField(
        "quality_until",
        "Quality until",
        Datatype.DATE,
        "The last day on which that is good.",
        reviewed_until,
    ),
    PublicField(
        "checked_on", "Last checked", Datatype.DATE, "The day on which somebody checked its facts at their source."
    ),
    PublicField(
        "confirmed_on",
        "Confirmed by the organisation",
        Datatype.DATE,
        "The day on which the organisation last said that all is right.",
        lambda entry: entry.history_for_readers.confirmed_on,
        (),
    ),
    PublicField(
        "details_being_checked",
        "Details being checked",
        Datatype.BOOLEAN,
        "Nobody has confirmed its facts yet. Check any number or date before you rely on it.",
        tells=(),
    ),
    PublicField("review_due_on", "Next check due by", Datatype.DATE, "When its facts are to be checked again."),
    PublicField(
        "website_not_reached",
        "Website not reached",
        Datatype.BOOLEAN,
        "We could not reach its website lately.",
        lambda entry: entry.unreachable_since is not None,
        ("unreachable_since",),
    ),
    PublicField("expires_on", "End date", Datatype.DATE, "The last day of something that ends, such as an offer."),
    PublicField(
        "published_at",
        "Published",
        Datatype.DATETIME,
        "When readers could first see it here.",
        lambda entry: universal(entry.published_at),
        required=True,
    ),
    PublicField(
        "changed",
        "Changed",
        Datatype.DATETIME,
        "When readers could last see a change in it. What only curators see does not count.",
        lambda entry: universal(entry.history_for_readers.changed),
        (),
        required=True,
    ),
    PublicField(
        "origins",
        "Where it came from",
        Datatype.ROWS,
        "The entries of other banks that it is based on, the nearest first. Name them as you name us.",
        lambda entry: entry.origins.all(),
        (),
        ORIGIN,
    ),
)

"""What is public of guidance updates."""

from directory.opendata.public_fields.field import Datatype, PublicField

FIELDS = (
    PublicField(
        "publisher",
        "Publisher",
        Datatype.STRING,
        "Whose guidance it is, if readers can see the document's entry here.",
        lambda update: update.document_for_readers and update.document_for_readers.publisher,
        (),
        told_by="related_resource",
    ),
    PublicField("published_on", "Published on", Datatype.DATE, "When the guidance was published."),
    PublicField("effective_from", "In force from", Datatype.DATE, "When it came or comes into force."),
    PublicField("replaces", "Replaces", Datatype.STRING, "The previous edition, advice or rule."),
    PublicField(
        "what_to_do", "What to do", Datatype.STRING, "What this type of setting must do, one step on each line."
    ),
    PublicField(
        "related_resource",
        "The document",
        Datatype.ENTRY,
        "The document itself, if readers can see its entry here.",
        lambda update: update.document_for_readers,
    ),
)


def relations():
    return ()

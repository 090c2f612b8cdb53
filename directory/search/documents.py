"""What an entry is found by, kept in step with it: written in the same transaction, by whatever route it changes."""

from contextlib import contextmanager
from contextvars import ContextVar

from directory.catalogue.choices import Kind
from directory.catalogue.models import Entry
from directory.search.analysis import spaced, terms
from directory.search.models import SearchDocument

# For each kind, where else its words stand: dotted paths from the kind's own model.
OWN_WORDS = {
    Kind.RESOURCE: ["publisher", "resource_kinds", "rshe_strands"],
    Kind.ORGANISATION: ["help_kinds", "referral_route"],
    Kind.TRAINING: ["provider", "delivery_modes", "level"],
    Kind.CASE_STUDY: ["setting", "issue", "what_was_done", "who_was_involved", "outcome", "lessons"],
    Kind.GUIDANCE: ["what_to_do"],
}

_waiting: ContextVar[set | None] = ContextVar("documents_waiting", default=None)


def text_of(entry):
    """All that `entry` says of itself, as (what it is called, everything)."""
    called = f"{entry.title}\n{entry.aliases}"
    values = [getattr(entry.specific, name) for name in OWN_WORDS[Kind(entry.kind)]]
    own = [words_of(value) for value in values]
    topics = [topic.name for topic in entry.topics.all()]
    return called, "\n".join([called, entry.summary, Kind(entry.kind).label, *topics, *own])


def words_of(value):
    """A field's text, or the labels of its terms."""
    if hasattr(value, "all"):
        return "\n".join(str(term) for term in value.all())
    return str(value or "")


def write(entry_ids):
    """Write the documents of these entries anew; only published ones have one."""
    entries = (
        Entry.objects.filter(pk__in=entry_ids)
        .published()
        .select_related(*(kind.model_name for kind in Kind), "course__provider", "course__level")
        .prefetch_related("topics")
    )
    documents = []
    for entry in entries:
        called, everything = text_of(entry)
        documents.append(
            SearchDocument(entry_id=entry.pk, title_words=spaced(terms(called)), words=spaced(terms(everything)))
        )
    SearchDocument.objects.filter(entry__in=entry_ids).exclude(entry__in=entries).delete()
    SearchDocument.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=["entry"], update_fields=["title_words", "words"]
    )


def changed(entry_ids):
    """These entries, or what they say, changed: write them now, or when the batch around this call ends."""
    waiting = _waiting.get()
    if waiting is None:
        write(entry_ids)
    else:
        waiting.update(entry_ids)


@contextmanager
def batched():
    """Within this block each changed entry is written once, at its end. Use it inside the transaction."""
    if _waiting.get() is not None:
        yield
        return
    token = _waiting.set(set())
    try:
        yield
        waiting = _waiting.get()
    finally:
        _waiting.reset(token)
    write(waiting)

"""Keeping documents in step with entries: written in the transaction that changes them, checked, made anew."""

from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from directory.catalogue.models import Entry
from directory.search.analysis import fold
from directory.search.documents import BATCH, documents_of, recipe, searchable
from directory.search.models import Edition, SearchDocument, SynonymGroup, Term

_waiting: ContextVar[set | None] = ContextVar("documents_waiting", default=None)


@transaction.atomic
def write(entry_ids):
    """Write the documents of these entries anew; of those that readers cannot see, that they are gone."""
    every = sorted(entry_ids)
    revision = next_revision()
    for start in range(0, len(every), BATCH):
        some = every[start : start + BATCH]
        written = save(documents_of(searchable(some), revision))
        SearchDocument.objects.filter(pk__in=some, gone=False).exclude(pk__in=written).update(
            **BLANK, revision=revision
        )


BLANK = {
    **dict.fromkeys(["options", "positions", "weighed", "impacts", "names", "sessions"], b""),
    "gone": True,
    "words": "",
    "title": "",
}


def save(documents):
    names = [field.name for field in SearchDocument._meta.local_concrete_fields if not field.primary_key]
    SearchDocument.objects.bulk_create(documents, update_conflicts=True, unique_fields=["entry"], update_fields=names)
    return [document.pk for document in documents]


def next_revision(**also):
    """Lock the edition until the transaction ends, count it on, and return its revision."""
    Edition.objects.get_or_create(pk=Edition.ONLY, defaults={"born": uuid4().hex, "recipe": recipe(), "revision": 0})
    Edition.objects.filter(pk=Edition.ONLY).update(revision=F("revision") + 1, **also)
    return Edition.objects.values_list("revision", flat=True).get(pk=Edition.ONLY)


@transaction.atomic
def vocabulary_changed():
    """Something that every search page shows or reads questions by has changed, but no document."""
    next_revision(vocabulary_revision=F("revision") + 1)


@transaction.atomic
def same_meaning(preferred, other):
    """From now on a search for `other` finds what a search for `preferred` does."""
    if fold(preferred) == fold(other):
        return
    for group in SynonymGroup.objects.all():
        phrases = group.phrases.splitlines()
        if {fold(phrase) for phrase in phrases} & {fold(preferred), fold(other)}:
            break
    else:
        group, phrases = SynonymGroup(), []
    known = {fold(phrase) for phrase in phrases}
    added = [phrase for phrase in (preferred, other) if fold(phrase) not in known]
    if added:
        group.phrases = "\n".join([*phrases, *added])
        group.save()


def changed(entry_ids):
    """These entries, or what they say, changed: write them now, or when the batch around this call ends."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(entry_ids)
    elif entry_ids:
        write(entry_ids)


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
    if waiting:
        write(waiting)


# Checking


def differences():
    """What is wrong with the documents: entry id -> "missing", "out of date" or "not gone". Empty if nothing is."""
    found = {}
    published = list(Entry.objects.published().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(published), BATCH):
        some = published[start : start + BATCH]
        stored = SearchDocument.objects.filter(gone=False).in_bulk(some)
        with transaction.atomic():
            for right in documents_of(searchable(some)):
                if right.pk not in stored:
                    found[right.pk] = "missing"
                elif content_of(stored[right.pk]) != content_of(right):
                    found[right.pk] = "out of date"
            transaction.set_rollback(True)  # words that have no id yet got one only to compare
    surplus = SearchDocument.objects.filter(gone=False).exclude(pk__in=Entry.objects.published())
    return found | dict.fromkeys(surplus.values_list("pk", flat=True), "not gone")


def content_of(document):
    """All of a row but when it was written."""
    names = [field.attname for field in SearchDocument._meta.local_concrete_fields if field.name != "revision"]
    values = (getattr(document, name) for name in names)
    return [bytes(value) if isinstance(value, memoryview) else value for value in values]


@transaction.atomic
def rebuild():
    """Throw every derived row away and write all documents again. Every process then reads them all anew."""
    for model in (Edition, SearchDocument, Term):
        model.objects.all().delete()
    write(Entry.objects.published().values_list("pk", flat=True))


def made_whole():
    """(born, revision, vocabulary revision), once the documents are whole: what a process asks for first."""
    if not are_whole():
        with transaction.atomic():
            next_revision()  # another process may be at it: wait, and look again
            if not are_whole():
                rebuild()
    return Edition.objects.values_list("born", "revision", "vocabulary_revision").get(pk=Edition.ONLY)


def are_whole():
    """Whether the documents are of this recipe and for just the published entries: what can be told at a glance."""
    edition = Edition.objects.filter(pk=Edition.ONLY).first()
    if edition is None or edition.recipe != recipe():
        return False
    there = SearchDocument.objects.filter(gone=False)
    published = Entry.objects.published()
    return there.count() == published.count() == published.filter(document__gone=False).count()

"""What an entry is found by: all that it says, as numbers for the index."""

import hashlib
import inspect
import re

import numpy as np
import snowballstemmer

from directory.catalogue.choices import Kind, Status
from directory.catalogue.models import Entry
from directory.govuk.jinja2 import plainly
from directory.search import analysis, weights
from directory.search.analysis import fingerprint, fold, spaced, stem, terms, words
from directory.search.facets import FACETS, options_of
from directory.search.models import SearchDocument, Term
from directory.search.weights import impacts

# For each kind, where else its words stand: names of the kind's own fields.
OWN_LABELS = {
    Kind.RESOURCE: ["resource_kinds", "rshe_strands"],
    Kind.ORGANISATION: ["help_kinds"],
    Kind.TRAINING: ["delivery_modes", "level"],
    Kind.CASE_STUDY: ["places"],
    Kind.GUIDANCE: [],
}
OWN_WORDS = {
    Kind.RESOURCE: ["publisher"],
    Kind.ORGANISATION: ["referral_route"],
    Kind.TRAINING: ["provider"],
    Kind.CASE_STUDY: [
        "setting",
        "issue",
        "what_was_done",
        "done_for_harmed",
        "done_for_who_harmed",
        "timeline",
        "who_was_involved",
        "what_worked",
        "what_did_not_work",
        "outcome",
        "lessons",
        "questions_for_governors",
    ],
    Kind.GUIDANCE: ["what_to_do", "replaces"],
}
COMMON_WORDS = ["how_to_use", "what_next"]  # not "when not to use": it names what an entry is wrong for
BATCH = 500  # entries read and written at a time
FIELD_BREAK = 0  # stands between the fields among a document's positions: no term has this id


def recipe():
    """Changes with whatever decides what a document holds, so that documents of an older recipe can be told."""
    sources = [inspect.getsource(module) for module in (analysis, weights)]
    sources += [inspect.getsource(part) for part in (text_of, topics_of, names_of, document_of)]
    sources += [
        str([OWN_LABELS, OWN_WORDS, COMMON_WORDS]),
        *(inspect.getsource(options_of), str([facet.name for facet in FACETS])),
    ]
    return hashlib.blake2b("".join([*sources, snowballstemmer.__name__]).encode(), digest_size=16).hexdigest()


# What an entry says


def text_of(entry):
    """All that `entry` says of itself, as (field, text) pairs; the fields are those of the weights.

    It answers to the names of what it replaces as well: whoever asks for those should meet it first.
    """
    own, kind = entry.specific, Kind(entry.kind)
    yield "title", entry.title
    yield from (("alias", line) for line in entry.aliases.splitlines())
    yield from (("alias", replaced.title) for replaced in entry.predecessors.all() if replaced.is_published)
    yield from (("topic", topic.name) for topic in topics_of(entry))
    yield "summary", entry.summary
    yield "label", kind.label
    yield from (("label", plainly(audience.label)) for audience in entry.audiences.all())
    for name in OWN_LABELS[kind]:
        yield from (("label", str(term)) for term in terms_in(getattr(own, name)))
    if kind == Kind.CASE_STUDY and own.questions_for_governors:
        yield "label", "Questions for governors"
    yield from (("body", str(getattr(own, name) or "")) for name in OWN_WORDS[kind])
    yield from (("body", getattr(entry, name)) for name in COMMON_WORDS)


def topics_of(entry):
    """Its topics in their order, in which taggit does not give them: a text must be the same each time."""
    return sorted(entry.topics.all(), key=lambda topic: (topic.order, topic.code))


def terms_in(value):
    """The terms of a field that holds one, several or none."""
    if hasattr(value, "all"):
        return value.all()
    return [value] if value else []


def names_of(entry):
    """What `entry` is called, each name as terms: its title, the title's parts that stand alone, its other names."""
    shorter = plainly(entry.title)
    main = entry.title.partition(":")[0]
    acronyms = re.findall(r"\(([A-Z][A-Za-z0-9&]{1,7})\)", entry.title)
    replaced = [replaced.title for replaced in entry.predecessors.all() if replaced.is_published]
    names = [entry.title, shorter, *acronyms, *entry.aliases.splitlines(), *replaced]
    if len(terms(main)) > 1:
        names.append(main)
    return {tuple(terms(name)) for name in names} - {()}


# Its document


def document_of(entry, fields, ids, revision=0):
    """The row for `entry`, not saved. `fields` are its (field, words) pairs; `ids` name every word and option."""
    by_term = {}
    positions = []
    for _, found in fields:
        positions += [*(ids[word] for word in found), FIELD_BREAK]
        for word in found:
            by_term.setdefault(stem(word), ids[word])
    weighed = impacts([(name, [stem(word) for word in found]) for name, found in fields])
    return SearchDocument(
        entry_id=entry.pk,
        revision=revision,
        gone=False,
        words="|".join(spaced([stem(word) for word in found]) for _, found in fields),
        title=fold(entry.title)[:250],
        options=packed(sorted(ids[option] for option in options_of(entry)), "<u4"),
        positions=packed(positions, "<u4"),
        weighed=packed([by_term[term] for term in weighed], "<u4"),
        impacts=packed(list(weighed.values()), "<u1"),
        names=packed(sorted(map(fingerprint, names_of(entry))), "<u8"),
        sessions=packed(session_starts(entry), "<i8"),
        sunk=entry.status != Status.ACTIVE,
        trust=entry.trust,
        due_day=entry.sinks_after.toordinal() if entry.sinks_after else None,
        published_second=int(entry.published_at.timestamp()),
    )


def packed(numbers, kind):
    return np.array(numbers, dtype=kind).tobytes()


def session_starts(entry):
    if entry.kind != Kind.TRAINING:
        return []
    return sorted(
        int(session.starts_at.timestamp())
        for session in entry.specific.sessions.all()
        if session.status != "cancelled"
    )


def documents_of(entries, revision=0):
    """Rows for `entries`, not saved; words and options that have no id yet get one."""
    read = [(entry, [(name, words(text)) for name, text in text_of(entry)]) for entry in entries]
    texts = {word for _, fields in read for _, found in fields for word in found}
    texts.update(option for entry, _ in read for option in options_of(entry))
    ids = ids_of(texts)
    return [document_of(entry, [field for field in fields if field[1]], ids, revision) for entry, fields in read]


def ids_of(texts):
    """Text -> its id as a `Term`. Call it with the edition locked, so that ids grow in the order they appear in."""
    known = known_ids(texts)
    new = sorted(texts - known.keys())
    if new:
        Term.objects.bulk_create([Term(text=text) for text in new], batch_size=BATCH)
        known |= known_ids(set(new))
    return known


def known_ids(texts):
    every, found = sorted(texts), {}
    for start in range(0, len(every), BATCH):
        rows = Term.objects.filter(text__in=every[start : start + BATCH])
        found.update(rows.values_list("text", "pk"))
    return found


def searchable(entry_ids):
    """The published ones of these entries, with all that their documents are made of.

    While a fixture is being loaded an entry can be there before its kind's own row: it comes with that.
    """
    entries = (
        Entry.objects.filter(pk__in=entry_ids)
        .published()
        .select_related("cost", *(kind.model_name for kind in Kind), "course__provider", "course__level")
        .prefetch_related(
            "topics",
            "predecessors",
            "sectors",
            "abilities",
            "audiences",
            "districts",
            "resource__resource_kinds",
            "resource__rshe_strands",
            "organisation__help_kinds",
            "course__delivery_modes",
            "course__sessions",
            "casestudy__places",
        )
        .with_trust()
        .order_by("pk")
    )
    return [entry for entry in entries if hasattr(entry, Kind(entry.kind).model_name)]

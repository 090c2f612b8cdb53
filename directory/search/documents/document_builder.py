"""From published entries to their search documents: all that they say, as numbers for the index."""

import hashlib
import inspect
from functools import cache
from operator import attrgetter, itemgetter

import numpy as np
import snowballstemmer

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.states import Status
from directory.search.documents.entry_text import (
    COMMON_WORDS,
    OWN_LABELS,
    OWN_WORDS,
    contacts_of,
    names_of,
    text_of,
)
from directory.search.documents.facet_options import options_of
from directory.search.documents.facets import FACETS
from directory.search.documents.models import SearchDocument
from directory.search.documents.order import standing
from directory.search.documents.order.standing import in_force_day, standings_of
from directory.search.documents.querysets import joined_terms
from directory.search.documents.soundness.words import term_ids
from directory.search.engine import weights
from directory.search.engine.lexicon import fingerprint
from directory.search.engine.weights import impacts
from directory.search.language import contacts, letter_folding, text_analysis
from directory.search.language.english import british_spelling, stemming, stop_words
from directory.search.language.english.stemming import stem
from directory.search.language.text_analysis import content_words, fold
from directory.search.meaning import nearness
from directory.search.meaning import words as meanings
from directory.search.meaning.nearness import NO_MEANING
from directory.search.meaning.words import table_version, vector_of

BATCH = 500  # entries read and written at a time
FIELD_BREAK = 0  # stands between the fields among a document's positions: no term has this id


@cache  # asked for at each write, and found by reading source files
def analysis_version():
    """Changes with whatever decides what a document holds, so that documents of an older version can be told."""
    sources = [
        inspect.getsource(module)
        for module in (
            text_analysis,
            contacts,
            letter_folding,
            british_spelling,
            stemming,
            stop_words,
            weights,
            standing,
        )
    ]
    parts = (text_of, contacts_of, names_of, document_of, meaning_of, words_of)
    sources += [inspect.getsource(part) for part in parts]
    sources += [
        str([OWN_LABELS, OWN_WORDS, COMMON_WORDS, MEANING_WEIGHTS]),
        *(inspect.getsource(module) for module in (nearness, meanings)),
        table_version(),
        *(inspect.getsource(options_of), str([facet.name for facet in FACETS])),
    ]
    return hashlib.blake2b("".join([*sources, snowballstemmer.__name__]).encode(), digest_size=16).hexdigest()


def document_of(entry, fields, ids, stands, revision=0):
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
        words="|".join(joined_terms([stem(word) for word in found]) for _, found in fields),
        title=fold(entry.title)[:250],
        options=pack_numbers(sorted(ids[option] for option in options_of(entry)), "<u4"),
        positions=pack_numbers(positions, "<u4"),
        weighed=pack_numbers([by_term[term] for term in weighed], "<u4"),
        impacts=pack_numbers(list(weighed.values()), "<u1"),
        names=pack_numbers(sorted(map(fingerprint, names_of(entry))), "<u8"),
        sessions=pack_numbers(session_starts(entry), "<i8"),
        meaning=meaning_of(fields),
        sunk=entry.status != Status.ACTIVE,
        trust=entry.trust,
        standing=stands,
        in_force_day=in_force_day(entry),
        due_day=entry.sinks_after.toordinal() if entry.sinks_after else None,
        published_second=int(entry.published_at.timestamp()),
    )


# How much a word says of what an entry means, by where it stands. What is not here says nothing of it.
MEANING_WEIGHTS = {"title": 3, "alias": 2, "topic": 1, "summary": 1}


def meaning_of(fields):
    """The vector of an entry, all noughts where no word says anything."""
    says = {}
    for name, weight in sorted(MEANING_WEIGHTS.items(), key=itemgetter(1)):
        says |= {word: weight for field, found in fields if field == name for word in found}
    return vector_of(says) or NO_MEANING


def pack_numbers(numbers, kind):
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
    read = [(entry, words_of(entry)) for entry in entries]
    texts = {word for _, fields in read for _, found in fields for word in found}
    texts.update(option for entry, _ in read for option in options_of(entry))
    ids, standings = term_ids(texts), standings_of(entries)
    return [
        document_of(entry, [field for field in fields if field[1]], ids, standings[entry.pk], revision)
        for entry, fields in read
    ]


def words_of(entry):
    return [(name, content_words(text)) for name, text in text_of(entry)]


def searchable_entries(entry_ids):
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
            "resource__guidance_updates",
            "organisation__help_kinds",
            "organisation__contact_points",
            "course__delivery_modes",
            "course__sessions",
            "casestudy__places",
            "casestudy__decisions",
        )
        .with_trust()
        .order_by()  # Django takes longer to name so many columns for an order than Python to sort
    )
    whole = (entry for entry in entries if hasattr(entry, Kind(entry.kind).model_name))
    return sorted(whole, key=attrgetter("pk"))

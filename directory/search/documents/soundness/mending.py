"""Documents that cannot be used as they lie in the database, made anew from their entries."""

import logging

from django.db import DatabaseError, transaction

from directory.search.documents import index_writer
from directory.search.documents.document_builder import documents_of, searchable_entries
from directory.search.documents.document_reader import DocumentReader, rows_of, values_of
from directory.search.documents.models import SearchDocument, Term
from directory.search.documents.soundness import editions
from directory.search.documents.soundness.seals import seal_of
from directory.search.documents.soundness.words import sound_terms
from directory.search.engine.lexicon import Lexicon

MOST_MADE = (
    5_000  # documents of a newer version that an older one makes for itself: beyond, it takes them as they are
)
MOST_NAMED = 20
logger = logging.getLogger(__name__)


def mend(ids):
    """Write these documents anew, unless another process has done so meanwhile.

    Returns entry id -> values, for those that this process alone is to use: where a newer version keeps documents,
    or where nothing can be written.
    """
    try:
        with transaction.atomic():
            editions.lock()
            if editions.is_older():
                return made_by_this_version(ids)
            damaged = still_damaged(ids)
            if damaged:
                index_writer.write_documents(damaged)
    except DatabaseError as problem:
        tell("%s search documents cannot be used, nor written anew now (%s): entries %s", ids, type(problem).__name__)
        return made_by_other_versions(ids)
    if damaged:
        tell("%s search documents were damaged or of another version and have been made anew: entries %s", damaged)
    return {}


def tell(words, ids, *more):
    named = sorted(ids)
    logger.warning(
        words, len(named), *more, ", ".join(map(str, named[:MOST_NAMED])) + " ..." * (len(named) > MOST_NAMED)
    )


def still_damaged(ids):
    reader = DocumentReader(rows_of(SearchDocument.objects.filter(pk__in=ids).order_by("pk")))
    return reader.unsound(Lexicon(sound_terms(Term.objects), term_of=str))


def made_by_this_version(ids):
    """As this version reads the entries: rows that a newer one has written are of its own recipe."""
    if len(ids) > MOST_MADE:
        return made_by_other_versions(ids)
    revisions = dict(SearchDocument.objects.filter(pk__in=ids).values_list("pk", "revision"))
    made = {pk: index_writer.gone_document(pk, 0) for pk in ids}
    made |= {document.pk: document for document in documents_of(searchable_entries(ids))}
    for pk, document in made.items():
        document.revision = revisions.get(pk, 0)
    return {pk: values_of(document) for pk, document in made.items()}


def made_by_other_versions(ids):
    """Those that are as the version wrote them which keeps the documents."""
    recipe = editions.recipe_of_bank()
    rows = rows_of(SearchDocument.objects.filter(pk__in=ids))
    return {values[0]: values for *values, seal in rows if seal == seal_of(values, recipe)}

"""The terms that documents name by their ids: read, found and added."""

from django.db.models import Max

from directory.search.documents.models import Term
from directory.search.documents.soundness.seals import seal_of_term

BATCH = 500
MOST_ID = 2**26  # no term has a higher one, unless somebody has damaged it: memory would be kept for all below it


def sound_terms(terms):
    """(id, text) of those of a queryset of terms that are as they were written."""
    rows = terms.order_by("pk").values_list("pk", "text", "seal").iterator(chunk_size=5_000)
    return ((pk, text) for pk, text, seal in rows if is_sound(pk, text, seal))


def is_sound(pk, text, seal):
    return 0 < pk <= MOST_ID and seal == seal_of_term(text)


def term_ids(texts):
    """Text -> its id as a `Term`. Call it with the edition locked, so that ids grow in the order they appear in."""
    known = existing_term_ids(texts)
    new = sorted(texts - known.keys())
    return known | add_terms(new) if new else known


def existing_term_ids(texts):
    """Those of sound terms. One that is not makes room for another with an id of its own."""
    every, found, damaged = sorted(texts), {}, []
    for start in range(0, len(every), BATCH):
        rows = Term.objects.filter(text__in=every[start : start + BATCH])
        for pk, text, seal in rows.values_list("pk", "text", "seal"):
            if is_sound(pk, text, seal):
                found[text] = pk
            else:
                damaged.append(pk)
    if damaged:
        Term.objects.filter(pk__in=damaged).delete()
    return found


def add_terms(texts):
    terms = [Term(text=text, seal=seal_of_term(text)) for text in texts]
    added = Term.objects.bulk_create(terms, batch_size=BATCH)
    if any(term.pk > MOST_ID for term in added):
        added = added_below_those_out_of_reach(added)
    return {term.text: term.pk for term in added}


def added_below_those_out_of_reach(terms):
    """Somebody has put in an id that is far too high, and the database counts on from there."""
    Term.objects.filter(pk__gt=MOST_ID).delete()
    last = Term.objects.aggregate(last=Max("pk"))["last"] or 0
    for place, term in enumerate(terms, start=last + 1):
        term.pk = place
    return Term.objects.bulk_create(terms, batch_size=BATCH)

"""The edition that the database is at, and the version whose recipe its documents are of.

A revision is the one before and a random number more. So what came after a backup was taken and what came after it
was put back never share one, and a process that holds a revision which is not among the earlier ones of the database
knows at its next request that it has read another past.
"""

from secrets import randbelow
from uuid import uuid4

from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import F, Max, Q, TextField, Value
from django.db.models.functions import Cast, Concat, Substr

from directory.search.documents import document_builder
from directory.search.documents.models import Edition, SearchDocument

STEP = 2**31
MOST = 2**61  # a billion changes of the bank; what is higher is damaged
REMEMBERED = 4_000  # characters: about the last 200 revisions. Whoever is further behind reads everything anew
MILESTONES = 400  # characters: about the last 20 revisions that machines hold an index of
FORMER = 20  # versions that are known to be older than today's


def current_edition():
    """(born, revision, vocabulary revision), which every search asks first; None if that cannot be told."""
    with connection.cursor() as cursor:  # by hand: building the query would take longer than asking it
        cursor.execute("SELECT born, revision, vocabulary_revision FROM search_edition WHERE id = 1")
        row = cursor.fetchone()
    return row if row and is_sane(row[1]) and isinstance(row[2], int) else None


def are_of_replica():
    """Whether a replica answers in the place of the database: it may not have come as far as this process has."""
    return connection.alias != DEFAULT_DB_ALIAS


def is_sane(revision):
    return isinstance(revision, int) and 0 <= revision <= MOST


def is_past(revision):
    """Whether the database was at this revision lately, or an index of it was laid down, and it has only gone on."""
    was, is_milestone = (Q(**{f"{name}__contains": f" {revision} "}) for name in ("earlier", "milestones"))
    return only().filter(was | is_milestone).exists()


def remember(revision):
    """That the database was at this revision: for longer than it remembers others, if it was."""
    was = Q(revision=revision) | Q(earlier__contains=f" {revision} ")
    milestones = Concat(Value(f" {revision}"), F("milestones"))
    only().filter(was).update(milestones=Substr(milestones, 1, MILESTONES))


def next_revision(*, vocabulary=False):
    """Lock the edition until the transaction ends, count it on, and return its revision."""
    revision = F("revision") + 1 + randbelow(STEP)
    earlier = Concat(Value(" "), Cast("revision", TextField()), F("earlier"))
    also = {"vocabulary_revision": revision} if vocabulary else {}
    sane = only().filter(revision__range=(0, MOST))
    values = {"revision": revision, "earlier": Substr(earlier, 1, REMEMBERED), **also}
    if not sane.update(**values):
        renew()
        sane.update(**values)
    return sane.values_list("revision", flat=True).get()


@transaction.atomic
def renew():
    """From now on nothing holds that any process has in memory: each reads everything anew at its next request."""
    values = {"born": uuid4().hex, "revision": highest_of_documents(), "vocabulary_revision": 0}
    values |= {"earlier": " ", "milestones": " "}
    if not only().update(**values):
        Edition.objects.get_or_create(pk=Edition.ONLY, defaults=values | {"analysis": recipe()})


def highest_of_documents():
    revisions = SearchDocument.objects.filter(revision__range=(0, MOST))
    return revisions.aggregate(highest=Max("revision"))["highest"] or 0


def lock():
    """Nobody else writes documents until the transaction ends."""
    only().update(revision=F("revision"))


def recipe():
    """By what this version makes documents."""
    return document_builder.analysis_version()


def is_behind():
    """Whether documents say that they were written after it."""
    return only().filter(revision__lt=highest_of_documents()).exists()


def is_own():
    return only().filter(analysis=recipe()).exists()


def is_older():
    """Whether documents are made by a newer version, which runs beside this one or did: those are left to it."""
    edition = only().values("analysis", "former_analyses").first()
    return edition is not None and edition["analysis"] != recipe() and recipe() in edition["former_analyses"].split()


def recipe_of_bank():
    return only().values_list("analysis", flat=True).first()


def claim():
    """From now on documents are made by this version."""
    edition = only().values("analysis", "former_analyses").get()
    former = [*edition["former_analyses"].split(), edition["analysis"]][-FORMER:]
    others = " ".join(one for one in former if one != recipe())
    only().update(analysis=recipe(), former_analyses=others)


def only():
    return Edition.objects.filter(pk=Edition.ONLY)

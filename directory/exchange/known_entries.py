"""What is here already of what a file names. Only that is read: a large import asks for each of its parts."""

from uuid import UUID

from django.db import models

from directory.catalogue.actions.history import in_batches, lock_in_order
from directory.catalogue.models import RESERVED, Entry, FormerSlug, Revision
from directory.catalogue.records.reading import record_of, with_record_relations
from directory.exchange.columns.cells import text_of
from directory.exchange.columns.references import references_in
from directory.exchange.row_checks import IDENTIFIER


class KnownEntries:
    """The part of the table of a kind that knows what its rows find."""

    def read_known(self, dataset, *, lock):
        """What the entries of the file say now: reference -> (id, record), which takes less room than entries.

        With it what nobody else may have: identifiers (uuid -> id) and the addresses of this kind. With `lock` the
        entries are nobody else's until the transaction ends.
        """
        references = sorted(set(references_in(dataset)))
        self.read_entries(references, lock)
        given = {UUID(text) for text in words_of(dataset, "uuid") if IDENTIFIER.fullmatch(text)}
        holders = found(Entry.objects.order_by(), "uuid", given)
        self.holders = dict(holders.values_list("uuid", "pk")) if given else {}
        addresses = {*words_of(dataset, "slug"), *references}
        own, former = self.model.objects.order_by(), FormerSlug.objects.filter(kind=self.model.KIND)
        self.addresses = set(found(own, "slug", addresses).values_list("slug", flat=True))
        self.former = dict(found(former, "slug", addresses).values_list("slug", "entry"))
        self.slugs = {*self.addresses, *self.former, *RESERVED}

    def read_entries(self, references, lock):
        ids = []
        if lock:
            named = (self.model.objects.filter(reference__in=some).order_by() for some in in_batches(references))
            lock_in_order([pk for some in named for pk in some.values_list("pk", flat=True)])
        for some in in_batches(references):
            for entry in with_record_relations(self.model).filter(reference__in=some):
                self.known[entry.reference] = (entry.pk, record_of(entry))
                self.arriving |= {entry.reference} if entry.state == "arriving" else set()
                self.marked |= {entry.pk} if entry.has_mark else set()
                ids.append(entry.pk)
        for some in in_batches(ids):
            numbers = Revision.objects.filter(entry__in=some).order_by().values("entry")
            self.versions |= dict(numbers.annotate(last=models.Max("number")).values_list("entry", "last"))


def found(rows, name, wanted):
    """The rows whose `name` is wanted; all rows where a database could not be asked for so many."""
    return rows.filter(**{f"{name}__in": wanted}) if len(wanted) <= 1000 else rows


def words_of(dataset, column):
    if column not in dataset.headers:
        return set()
    words = (text_of(value).strip().lower() for value in dataset[column] if isinstance(value, str))
    return {word.removeprefix("urn:uuid:") for word in words if word}

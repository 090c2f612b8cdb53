from django.db import models, transaction

from directory.catalogue.models import Entry
from directory.privacy.long_texts import LongText
from directory.search.documents.querysets import SynonymGroupQuerySet


class Edition(models.Model):
    """One row: how often anything that searches depend on has changed.

    Writing it locks it until the transaction ends, so revisions become visible in their order. `born` is drawn
    anew whenever everything is to be read anew: an index of another birth has nothing in common with these documents.
    """

    ONLY = 1

    born = models.CharField(max_length=32)
    analysis = models.CharField(max_length=32, help_text="The analysis that documents are written with.")
    former_analyses = models.TextField(db_default="", help_text="Those of older versions, between spaces.")
    revision = models.BigIntegerField(default=0)
    earlier = models.TextField(db_default="", help_text="The last revisions before, between spaces.")
    milestones = models.TextField(
        db_default=" ", help_text="Earlier revisions that machines hold an index of, between spaces."
    )
    vocabulary_revision = models.BigIntegerField(default=0)

    def __str__(self):
        return f"Revision {self.revision}"


class Term(models.Model):
    """A word that stands in documents, or an option of a facet, as "sector:primary". Its id is its name in them."""

    text = models.CharField(max_length=120, unique=True)
    seal = models.CharField(max_length=16, db_default="", help_text="Holds while the text is as it was written.")

    def __str__(self):
        return self.text


class SearchDocument(models.Model):
    """All that a published entry is found, counted and ranked by, written in the transaction that changes the entry.

    `words` are the entry's terms between single spaces, a bar between fields: " ask first | consent ". So the
    database alone can find a word or a phrase. The rest is for the index in memory, which never reads a text: arrays
    of little-endian numbers as bytes. A document outlives its entry as `gone`, so that every process learns of it.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="document"
    )
    revision = models.BigIntegerField(db_index=True)
    gone = models.BooleanField(default=False)

    words = models.TextField()
    title = models.CharField(max_length=250, help_text="Folded, to sort by.")

    options = models.BinaryField(help_text="Ids of the options it has, uint32.")
    positions = models.BinaryField(help_text="Ids of its words in their order, uint32; 0 between fields.")
    weighed = models.BinaryField(help_text="Ids of its words, one for each of its terms, uint32.")
    impacts = models.BinaryField(help_text="The impact of each of those terms, uint8.")
    names = models.BinaryField(help_text="Fingerprints of what it is called, uint64.")
    sessions = models.BinaryField(help_text="When its sessions start, seconds since 1970, int64, in order.")

    meaning = models.BinaryField(default=b"", help_text="The vector of what it means, int8.")

    sunk = models.BooleanField(help_text="Closed, superseded or archived by its publisher.")
    trust = models.SmallIntegerField()
    standing = models.SmallIntegerField(
        default=0, help_text="What puts lists in order that no words do, the smallest first: see `order/standing`."
    )
    in_force_day = models.IntegerField(
        default=0, help_text="When guidance came or comes into force, as a proleptic Gregorian ordinal."
    )
    due_day = models.IntegerField(
        null=True, help_text="The day after which it sinks in lists, as a proleptic Gregorian ordinal."
    )
    published_second = models.BigIntegerField(help_text="Seconds since 1970.")

    seal = models.CharField(
        max_length=16, db_default="", help_text="Holds while all that the index reads is as this analysis wrote it."
    )

    def __str__(self):
        return f"What {self.entry_id} is found by"


class SynonymGroup(models.Model):
    """Words and phrases that mean the same to the people who search."""

    phrases = LongText(unique=True, help_text="One per line, the preferred words first.")
    updated_at = models.DateTimeField(auto_now=True)

    objects = SynonymGroupQuerySet.as_manager()

    class Meta:
        ordering = ["phrases"]
        verbose_name = "group of synonyms"
        verbose_name_plural = "groups of synonyms"

    def __str__(self):
        return self.phrases.partition("\n")[0]

    @transaction.atomic  # with the news of it
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)

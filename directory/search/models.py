from django.db import models

from directory.catalogue.models import Entry


class SearchDocument(models.Model):
    """The words that a published entry is found by, analysed, written in the transaction that changes the entry.

    Each text is the entry's terms between single spaces, with one at either end: " ask first consent ". So a word is
    found by looking for it between spaces, on any database.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="document")
    title_words = models.TextField()
    words = models.TextField()

    def __str__(self):
        return f"Words of {self.entry_id}"


class SynonymGroup(models.Model):
    """Words and phrases that mean the same to the people who search."""

    phrases = models.TextField(unique=True, help_text="One per line, the preferred words first.")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["phrases"]
        verbose_name = "group of synonyms"
        verbose_name_plural = "groups of synonyms"

    def __str__(self):
        return self.phrases.partition("\n")[0]

"""Where files come from, and how their headings were matched the last time."""

from django.db import models
from django.utils import timezone

from directory.catalogue.kinds import Kind


class Source(models.Model):
    """A list that somebody brings here again and again, such as "Our providers 2026"."""

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=100)
    columns = models.JSONField(default=dict)  # heading -> column here, "" if it is left out
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="import_source_once")]

    def __str__(self):
        return self.name


def columns_of(kind, name):
    """{heading: column} as chosen the last time for this source."""
    source = Source.objects.filter(kind=kind, name__iexact=name).first() if name else None
    return source.columns if source else {}


def remember(kind, name, columns):
    """Keep what was chosen for a source; what it said of other headings stays."""
    if not name:
        return
    source = Source.objects.filter(kind=kind, name__iexact=name).first() or Source(kind=kind, name=name)
    source.columns, source.at = source.columns | columns, timezone.now()
    source.save()

"""Files that are about to be imported, and what has been loaded of the starter content."""

from django.db import models
from django.utils import timezone

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.exchange.matching.sources import Source as Source
from directory.staff.staff_member_field import staff_member


class Upload(models.Model):
    """A file that somebody is about to import, from its preview until it is confirmed; a day at most."""

    by = staff_member()
    at = models.DateTimeField(default=timezone.now)
    previewed_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    source = models.CharField(max_length=100, blank=True)
    columns = models.JSONField(null=True)  # our name for each column of the file, "" for those that are left out

    def __str__(self):
        return self.name


class StarterRecord(models.Model):
    """A record of the starter content that has been loaded once and is the curators' from then on.

    It outlives its entry: what curators delete does not come back.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    reference = models.SlugField(max_length=60)
    entry = models.OneToOneField(Entry, on_delete=models.SET_NULL, null=True, related_name="starter_record")
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="starter_record_once")]

    def __str__(self):
        return f"{self.kind} {self.reference}"

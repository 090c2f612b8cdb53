from django.db import models

from directory.catalogue.choices import Kind
from directory.catalogue.models import Entry


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

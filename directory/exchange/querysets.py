"""Questions about uploads and imports."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

KEPT = timedelta(days=1)


class UploadQuerySet(models.QuerySet):
    def to_forget(self, now):
        """Those that are a day old, but for the file of an import that is not over."""
        still = Q(batch__isnull=False, batch__completed_at=None) & ~Q(batch__state="cancelled")
        return self.filter(at__lt=now - KEPT).exclude(still)


class ImportBatchQuerySet(models.QuerySet):
    def under_way(self):
        """Those at which there is something to do, the longest waiting first."""
        return self.exclude(task="").filter(failed=False).order_by("at", "pk")

    def without_rows(self):
        """Without what is large, for lists."""
        return self.defer("todo", "problems", "left")

"""Files are forgotten after a day, and with them what was said of their rows: it quotes their cells."""

from django.db import transaction

from directory.exchange.models import ImportBatch, Upload

FORGOTTEN = "We keep the reason for a day."


@transaction.atomic
def forget_uploads(*, now):
    old = Upload.objects.to_forget(now)
    for batch in ImportBatch.objects.filter(upload__in=old).only("problems"):
        batch.problems = [[line, FORGOTTEN] for line, _ in batch.problems]
        batch.save(update_fields=["problems"])
    old.delete()

"""A step of the workflow for each draft that an import added: as if somebody took it one by one."""

from django.core.exceptions import PermissionDenied, ValidationError

from directory.catalogue.actions.steps import take_step
from directory.catalogue.records.reading import model_of


def submit(batch, ids):
    return take_all(batch, ids, "submit", incomplete=batch.also_incomplete)


def archive(batch, ids):
    return take_all(batch, ids, "archive", why=batch.why)


def take_all(batch, ids, step, **said):
    """Take `step` with each. Returns [entry, why] for those that could not."""
    left = []
    for entry in model_of(batch.kind).objects.filter(pk__in=ids).order_by("pk"):
        try:
            take_step(step=step, entry=entry, by=batch.task_by, batch=batch.pk, **said)
        except ValidationError as error:
            left.append([entry.title, " ".join(error.messages)])
        except PermissionDenied:
            left.append([entry.title, "You may not do this."])
    return left

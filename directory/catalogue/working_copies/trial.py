"""An entry as it would be: the database says so for the length of a block, and forgets it."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from directory.catalogue.models import Entry
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import State

_on_trial: ContextVar[bool] = ContextVar("entry_on_trial", default=False)


def is_on_trial():
    """Whether what is saved now will be forgotten: nobody beside the entry need hear of it."""
    return _on_trial.get()


@contextmanager
def trial(entry, record=None, *, state=State.DRAFT):
    """`entry` in `state`, saying `record` if one is given; yields it. Nothing that happens in the block lasts.

    As it is not published, it may lack something. Raises ValidationError if it cannot say the record.
    """
    token = _on_trial.set(True)
    try:
        with transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(state=state)
            tried = type(entry.specific).objects.get(pk=entry.pk)
            if record is not None:
                apply_record(tried, record)
            yield tried
            transaction.set_rollback(True)
    finally:
        _on_trial.reset(token)

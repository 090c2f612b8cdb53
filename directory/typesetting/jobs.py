import logging
import threading
import time

from django.utils import timezone

from directory.typesetting import kept

EVERY = 300  # seconds
log = logging.getLogger(__name__)


def forget_files(*, now):
    """Forget the files of documents that are past their time."""
    return f"{kept.forget(now)} forgotten"


def keep_forgetting():
    """Each machine that makes files forgets its own: the job runs on one of them."""
    threading.Thread(target=_run, daemon=True, name="forgetting-files").start()


def _run():
    while True:
        time.sleep(EVERY)
        try:
            kept.forget(timezone.now())
        except OSError as problem:
            log.warning("Files of documents could not be forgotten: %s", type(problem).__name__)

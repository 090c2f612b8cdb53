"""What keeps the files of /data/ right, once a minute: in one job, so that nothing is made and made anew at once."""

import logging
from datetime import time

from django.utils import timezone

from directory.catalogue.facts_in_words import count_in_words
from directory.opendata.bulk.making import make_version, write_anew
from directory.opendata.bulk.safety import today_for
from directory.opendata.bulk.versions import clear_away, kept_versions

NIGHTLY = time(1, 50)

logger = logging.getLogger(__name__)


def keep_data_files(*, now):
    """Take out of every version what readers may not see any more, and make today's if it is time."""
    clear_away()
    written, failed = write_anew_what_must_be(now)
    made = is_time(now)
    if made:
        make_version(now=now)
    clear_away()
    if failed:
        raise RuntimeError(f"{failed} versions could not be written anew, and are given to nobody.")
    return ("today's version made, " if made else "") + f"{count_in_words(written, 'version')} written anew"


def is_time(now):
    """At night; at once where there is none."""
    local = timezone.localtime(now)
    last = next((version for version in kept_versions() if version.day <= local.date()), None)
    return last is None or (last.day < local.date() and local.time() >= NIGHTLY)


def write_anew_what_must_be(now):
    """(how many were, how many could not be). The newest comes first; one that cannot be stops no other."""
    versions = kept_versions()
    today, written, failed = today_for(versions), 0, 0
    for version in versions:
        try:
            if not today.allows(version):
                renew(version, now)
                written += 1
        except Exception:
            logger.exception("The files of %s could not be written anew", version.day)
            failed += 1
    return written, failed


def renew(version, now):
    """Today's version says what is right now, above all a number that was corrected; an older one just says less."""
    if version.day == timezone.localdate(now):
        make_version(now=now)
    else:
        write_anew(version, now=now)

"""One line for each failure of the database: what it was and where. `RepeatedFailures` lets one a minute through."""

import logging
import traceback
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection

from directory.outages.failures import errors_of_database

logger = logging.getLogger(__name__)
OURS = "directory"


def report(kind, problem):
    """Nothing that anybody typed is in it: the first line of what the database said, and the place in our code."""
    said = str(errors_of_database(problem)[-1]).strip().partition("\n")[0][:200]
    which = "database" if connection.alias == DEFAULT_DB_ALIAS else connection.alias
    words = f"The {which} {kind}"
    logger.error("%s: %s%s (%s)", words, said, place_of(problem), type(problem).__name__, extra={"failure": words})


def place_of(problem):
    """at directory/shortlist/actions.py:120: the last line of ours before it went wrong."""
    frames = traceback.extract_tb(problem.__traceback__)
    ours = [frame for frame in frames if f"/{OURS}/" in frame.filename and "/site-packages/" not in frame.filename]
    if not ours:
        return ""
    parts = Path(ours[-1].filename).parts
    return f", at {'/'.join(parts[parts.index(OURS) :])}:{ours[-1].lineno}"

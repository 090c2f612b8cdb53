"""Whether a request that failed may have changed anything: so that we never say what we do not know."""

import re

from directory.outages.failures import Kind

CHANGE = re.compile(r"\s*(INSERT|UPDATE|DELETE|WITH|TRUNCATE|REPLACE)\b", re.IGNORECASE)
NOBODY_TYPED = ("django_session", "axes_")
UNCERTAIN = {Kind.AWAY, Kind.DAMAGED}  # the answer to a COMMIT may have been lost


class Writes:
    """What one request has changed, as an execute wrapper."""

    def __init__(self, connection):
        self.connection = connection
        self.saved = self.pending = False

    def __call__(self, execute, sql, params, many, context):
        is_change = CHANGE.match(str(sql)) and not any(table in str(sql) for table in NOBODY_TYPED)
        if is_change:
            self.pending = True  # before it is known: the connection may break with the answer on its way
        result = execute(sql, params, many, context)
        if is_change:
            self.connection.on_commit(self.note_saved)  # at once, outside a transaction
        return result

    def note_saved(self):
        self.saved = True

    def may_be_saved(self, kind):
        """`kind` is what the request failed of; None for a mistake of ours, which ends its transaction."""
        return self.saved or (self.pending and kind in UNCERTAIN)

"""One replica, and what is known of how far it has come."""

import logging
import math
import time

from django.conf import settings
from django.db import connections

from directory.outages.circuit import Circuit
from directory.outages.stand_in import standing_in
from directory.search.pages.state import is_as_far, last_edition

log = logging.getLogger(__name__)


class Replica:
    def __init__(self, alias):
        self.alias, self.circuit = alias, Circuit()
        self.answers = False  # since it was last looked at
        self.level_at = -math.inf  # by our own clock: it has all that was saved until then
        self.as_of = None  # the same as a moment of the calendar
        self.edition = None
        self.is_used = None

    @property
    def lag(self):
        """The seconds that it is behind at the most."""
        return time.monotonic() - self.level_at

    def is_level(self):
        """Whether nobody need be told from when it is."""
        return self.answers and self.lag <= settings.REPLICA_LAG and self.is_as_far_as_we_know()

    def is_left(self):
        """Whether it can answer while the database is away, with the date that it is of."""
        return self.answers and self.as_of is not None and self.is_as_far_as_we_know()

    def is_as_far_as_we_know(self):
        """Whoever has saved something here, or has seen it, must not see what was before."""
        return self.edition is not None and is_as_far(self.edition, last_edition.seen or self.edition)

    def note(self, edition, level_at, as_of):
        self.answers, self.edition = True, edition
        self.level_at = max(self.level_at, level_at)
        self.as_of = max(filter(None, [self.as_of, as_of]), default=None)
        self.say_if_it_is_used()

    def rest(self):
        """It is not asked until it has been looked at again."""
        self.answers = False
        self.say_if_it_is_used()

    def say_if_it_is_used(self):
        """Once, and not each second."""
        is_used = self.is_level()
        if is_used != self.is_used and not (self.is_used is None and is_used):
            kind = f"The database {self.alias} is {'asked again' if is_used else 'not asked'}"
            log.warning("%s%s", kind, "" if is_used else self.why_not(), extra={"failure": kind})
        self.is_used = is_used

    def why_not(self):
        if not self.answers:
            return ": it does not answer as a replica of this bank"
        return f": it may be {self.lag:.0f} seconds behind"

    def in_place_of_database(self):
        """Every query of this thread asks it. It cannot be written."""
        return standing_in(connections[self.alias])

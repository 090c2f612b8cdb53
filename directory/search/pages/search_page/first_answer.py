"""What to do now, above the results of words that mean a topic.

The search knows no hub and nobody to call. A room above it says what stands there (`first_answers.source`), and what
it said is kept as long as it holds.
"""

from dataclasses import dataclass
from time import time

from django.db import connection
from django.utils.functional import cached_property

from directory.organisations.opening_times import opening_step
from directory.search.engine.cache import CacheOfNow
from directory.taxonomy.models import District, Topic

MOST_KEPT = 500  # answers


@dataclass(frozen=True)
class WhatIsMeant:
    """What the first answer depends on. `ages` are the youngest and the oldest in whole years, if any was understood;
    `district` is the one that was; links take `setting` along. `also` are other topics that may be meant. If nothing
    has `happened`, the topic is to be taught or decided about. `asker` is "parent", "young_person" or "", for staff.
    It is `by_staff` if an adult who works with children is said to have done it, `by_another_adult` if somebody else
    of 18 or over is. There may be no topic where that, or somebody's `life_at_risk`, is enough.
    """

    topic: Topic | None
    ages: tuple[int, int] | None
    district: str
    setting: str
    also: tuple[Topic, ...] = ()
    happened: bool = True
    asker: str = ""
    life_at_risk: bool = False
    by_staff: bool = False
    by_another_adult: bool = False


class FirstAnswers:
    """`source` is given what is meant, and returns HTML."""

    def __init__(self):
        self.source = None
        self._kept = CacheOfNow(MOST_KEPT)

    def html(self, meant, snapshot):
        """Without a query where it was asked for before: it may change with the snapshot, and when a line opens."""
        version = (snapshot.version, opening_step(int(time())))
        html = self._kept.get(version, meant)
        if html is None:
            html = self.source(meant)
            if not connection.in_atomic_block:  # what is not committed yet may never be
                self._kept.keep(version, meant, html)
        return html


first_answers = FirstAnswers()


class FirstAnswer:
    """The part of a search page that says what to do now. It is not for the pages of one door."""

    @cached_property
    def first_answer(self):
        parsed = self.filterset.parsed_query
        by_adult = (parsed.by_staff or parsed.by_another_adult) and self.filterset.says_what_happened
        life_at_risk = parsed.life_at_risk and (parsed.asker or self.filterset.says_what_happened)
        topic = None if by_adult and not self.filterset.happenings else self.filterset.topic_meant
        if not (topic or life_at_risk or by_adult) or self.door or self.chosen.get("page", 1) > 1:
            return ""
        meant = WhatIsMeant(
            topic,
            self.ages_meant,
            self.district_meant,
            self.setting_suffix,
            tuple(self.filterset.also_meant),
            self.filterset.says_what_happened,
            parsed.asker,
            bool(life_at_risk),
            parsed.by_staff,
            parsed.by_another_adult,
        )
        return first_answers.html(meant, self.snapshot)

    @property
    def ages_meant(self):
        active, bands = self.filterset.active_filters, self.snapshot.facets.terms["year"]
        ages = [int(code) for code in active.get("age", [])]
        ages += [age for code in active.get("year", []) for age in bands[code].ages_served]
        return (min(ages), max(ages)) if ages else None

    @property
    def district_meant(self):
        """Nothing where there are several: each has its own numbers."""
        districts = set(self.filterset.active_filters.get("district", [])) - {District.NATIONAL}
        return districts.pop() if len(districts) == 1 else ""

"""How much more or less is covered than a year ago, by the notes of each night."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from directory.insight.models import TopicCoverage
from directory.insight.provision.layers import AXES, Layer
from directory.insight.provision.provision_map import ProvisionMap
from directory.search.documents.index_store import index_store
from directory.search.pages.my_setting import NOTHING

YEAR = timedelta(days=365)
ABOUT_A_YEAR = YEAR + timedelta(days=31)  # what is older is not "a year ago"


@transaction.atomic
def note_topic_coverage(*, today=None):
    """Keep how many topics have something in each column of each layer; a second time on one day, anew."""
    today = today or timezone.localdate()
    TopicCoverage.objects.filter(day=today).delete()
    snapshot = index_store.snapshot()
    maps = [ProvisionMap(NOTHING, layer, by, snapshot=snapshot) for layer in Layer for by in AXES]
    return TopicCoverage.objects.bulk_create(
        [
            TopicCoverage(
                day=today,
                layer=one.layer,
                facet=one.by.facet,
                code=column.code,
                topics=len(one.rows),
                covered=len(one.rows) - column.empty,
            )
            for one in maps
            for column in one.columns
        ],
        ignore_conflicts=True,
    )  # another process may be at it


@dataclass(frozen=True)
class Change:
    """A map of today beside the notes of an earlier day: code of a column -> (topics, topics covered)."""

    day: object
    today: object
    then: dict
    empty_now: dict

    @property
    def is_new(self):
        return self.day == self.today

    @property
    def is_first(self):
        """Whether nothing is noted that is older."""
        return self.day > self.today - YEAR

    @property
    def size(self):
        return sum(topics for topics, _ in self.then.values())

    @property
    def empty(self):
        return sum(topics - covered for topics, covered in self.then.values())

    @property
    def words(self):
        """ "18 fewer than a year ago" """
        more, ago = sum(self.empty_now.values()) - self.empty, self.today - self.day
        when = "a year ago" if YEAR <= ago <= ABOUT_A_YEAR else f"on {self.day:%-d %B %Y}"
        return f"{difference_in_words(more)} {'as' if not more else 'than'} {when}"

    def of_column(self, code):
        """ "3 fewer", or nothing where it is the same or was not noted."""
        topics, covered = self.then.get(code, (0, 0))
        more = self.empty_now[code] - (topics - covered)
        return difference_in_words(more) if more and topics else ""


def difference_in_words(more):
    return f"{abs(more)} {'more' if more > 0 else 'fewer'}" if more else "as many"


def change_of(provision, *, today=None):
    """The map's `Change`; None if nothing was noted, or if it is narrowed so that no note is about the same."""
    if provision.setting or provision.also:
        return None
    today = today or timezone.localdate()
    notes = TopicCoverage.objects.of(provision.layer, provision.by.facet)
    day = notes.day_to_compare(today - YEAR)
    if not day:
        return None
    then = {note.code: (note.topics, note.covered) for note in notes.filter(day=day)}
    return Change(day, today, then, {column.code: column.empty for column in provision.columns})

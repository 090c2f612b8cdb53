"""Whether a version may still be given to anybody: nothing in it has been taken from readers since.

It is asked of the database at each download, and believes nothing that was noted before. So it holds whether or not
the files have been written anew, and whatever way an entry left.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Status
from directory.opendata.bulk.versions import FORM
from directory.opendata.models import Recall
from directory.organisations.models import ContactPoint
from directory.training.models import CourseSession

LONGEST_CHANGE = timedelta(days=1)  # a change is dated when it begins; none takes so long to be saved


@dataclass(frozen=True)
class Today:
    """What readers can see at this moment."""

    hidden_at: dict  # uuid -> the last revision at which readers could not see it
    recalled: dict  # uuid -> the last revision that was blanked
    ways: dict  # uuid of each entry that they can see -> the numbers and addresses to which it leads

    def may_say(self, uuid, revision):
        """Whether what an entry said at `revision` may still be said."""
        after = max(self.hidden_at.get(uuid, -1), self.recalled.get(uuid, -1))
        return uuid in self.ways and revision > after

    def ways_gone(self, uuid, ways):
        """Those of `ways` to which an entry does not lead any more."""
        return set(ways) - self.ways.get(uuid, set())

    def allows(self, version):
        holds = version.holds
        return (
            holds.get("form") == FORM
            and all(self.may_say(*one) for one in holds["entries"].items())
            and not any(self.ways_gone(*one) for one in holds["ways"].items())
        )


def today_for(versions):
    """What readers can see now, so far as it matters to these versions."""
    since = min((version.begun_at for version in versions), default=None)
    return Today(
        hidden_at=hidden_since(since - LONGEST_CHANGE) if since else {},
        recalled={str(uuid): number for uuid, number in Recall.objects.values_list("entry", "up_to")},
        ways=ways_of_today(),
    )


def may_be_given(version):
    return today_for([version]).allows(version)


def hidden_since(moment):
    hidden = Revision.objects.filter(at__gte=moment).exclude(state="published").order_by()
    return {str(uuid): last for uuid, last in hidden.values_list("entry__uuid").annotate(last=Max("number"))}


def ways_of_today():
    """As the files say them, and those of past dates as well. A service that has closed has none."""
    shown = Entry.objects.published().order_by().values_list("uuid", "url", "kind", "status")
    ways = {str(uuid): set() if is_closed(kind, status) else {url} for uuid, url, kind, status in shown}
    points = ContactPoint.objects.filter(organisation__state="published", organisation__status=Status.ACTIVE)
    dates = CourseSession.objects.filter(course__state="published").exclude(booking_url="")
    for found in (
        points.order_by().values_list("organisation__uuid", "value"),
        dates.order_by().values_list("course__uuid", "booking_url"),
    ):
        for uuid, way in found:
            ways.get(str(uuid), set()).add(way)
    return ways


def is_closed(kind, status):
    return kind == Kind.ORGANISATION and status != Status.ACTIVE


def ways_in(record):
    """All numbers and addresses to which a record leads."""
    points = [point["value"] for point in record.get("contact_points", [])]
    return list(filter(None, [*points, record["url"], *(date["booking_url"] for date in record.get("dates", []))]))


def revisions_of_today():
    """uuid -> the number of the last revision of each entry that readers can see."""
    numbered = Entry.objects.published().order_by().values_list("uuid").annotate(last=Max("revisions__number"))
    return {str(uuid): last or 0 for uuid, last in numbered}

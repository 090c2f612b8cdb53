"""Whether a version may still be given to anybody: nothing in it has been taken from readers since.

It is asked of the database at each download, and believes nothing that was noted before. So it holds whether or not
the files have been written anew, and whatever way an entry left.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max

from directory.catalogue.models import Entry, Revision
from directory.opendata.models import Recall
from directory.organisations.models import Organisation

LONGEST_CHANGE = timedelta(days=1)  # a change is dated when it begins; none takes so long to be saved


@dataclass(frozen=True)
class Today:
    """What readers can see at this moment."""

    published: frozenset  # uuids
    hidden_at: dict  # uuid -> the last revision at which readers could not see it
    recalled: dict  # uuid -> the last revision that was blanked
    ways: dict  # uuid of an organisation -> all ways to reach it

    def may_say(self, uuid, revision):
        """Whether what an entry said at `revision` may still be said."""
        after = max(self.hidden_at.get(uuid, -1), self.recalled.get(uuid, -1))
        return uuid in self.published and revision > after

    def ways_gone(self, uuid, ways):
        """Those of `ways` by which an organisation is not reached any more."""
        return set(ways) - self.ways.get(uuid, set())

    def allows(self, version):
        holds = version.holds
        return all(self.may_say(*one) for one in holds["entries"].items()) and not any(
            self.ways_gone(*one) for one in holds["ways"].items()
        )


def today_for(versions):
    """What readers can see now, so far as it matters to these versions."""
    since = min((version.begun_at for version in versions), default=None)
    return Today(
        published=frozenset(map(str, Entry.objects.published().order_by().values_list("uuid", flat=True))),
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
    """As the files say them: a service that has closed has none."""
    there = Organisation.objects.published().active().order_by()
    ways = {str(uuid): {url} for uuid, url in there.values_list("uuid", "url")}
    for uuid, value in there.filter(contact_points__isnull=False).values_list("uuid", "contact_points__value"):
        ways[str(uuid)].add(value)
    return ways


def ways_in(record):
    """All ways to reach an organisation that its record names."""
    return [*(point["value"] for point in record["contact_points"]), *filter(None, [record["url"]])]


def revisions_of_today():
    """uuid -> the number of the last revision of each entry that readers can see."""
    numbered = Entry.objects.published().order_by().values_list("uuid").annotate(last=Max("revisions__number"))
    return {str(uuid): last or 0 for uuid, last in numbered}

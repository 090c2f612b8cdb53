"""What has changed for readers since a moment, so that copies elsewhere can follow: what is gone above all."""

import re
from datetime import UTC, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from directory.catalogue.models import Entry, Revision
from directory.catalogue.records.last_changes import last_changes
from directory.opendata.api.open_view import OpenView
from directory.opendata.api.openapi import ref
from directory.opendata.api.problems import BadQuestion
from directory.opendata.api.unread_plus import with_its_plus
from directory.opendata.api.v1 import schemas
from directory.opendata.api.v1.entries import records_by_id
from directory.opendata.api.v1.paging import PARAMETERS, Cursors, one_of, per_page_of
from directory.opendata.api.v1.parameters import paging_parameters, query
from directory.opendata.public_fields.field import universal

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)  # databases know no others
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}")
WRONG = "since: enter a date and time such as 2026-11-29T09:30:00Z."


class Changes(OpenView):
    """Each entry once, at its last change. Pages follow the history: one may have few entries, or none."""

    operation, summary, tag = "list_changes", "What has changed since a moment", "Changes"
    description = (
        "The oldest first, each entry once, at the last change that readers could see. One that is `gone` has no "
        "`entry`: take it out of your copy. Follow `next` until there is none, also from a page that is empty. Next "
        "time ask from an hour before the last `changed`: a large change may take a while to be saved."
    )
    takes = ("since", *PARAMETERS)

    def parameters(self):
        return [
            query("since", schemas.MOMENT, description="From this moment on. All, if not given."),
            *paging_parameters(),
        ]

    def schema_of_answer(self):
        change = schemas.record(
            {
                "uuid": schemas.UUID,
                "changed": schemas.MOMENT,
                "gone": schemas.BOOLEAN,
                "entry": schemas.or_nothing(ref("Entry")),
            }
        )
        return schemas.record({"next": schemas.NEIGHBOURS["next"], "results": schemas.list_of(change)})

    def answer(self, request):
        cursors, size = Cursors(request), per_page_of(request.GET)
        revisions = list(revisions_after(since_of(request.GET), cursors.given())[: size + 1])
        last = revisions[size - 1] if len(revisions) > size else None
        return {
            "next": cursors.address(last and [last.at.isoformat(), last.pk]),
            "results": changes_of(revisions[:size]),
        }


def since_of(data):
    """The moment that is asked for, or None: with an offset, or by the clock in England."""
    text = one_of(data, "since")
    if text is None:
        return None
    try:
        moment = parse_datetime(with_its_plus(text)) if MOMENT.match(text) else None
    except ValueError:
        moment = None
    if moment is None:
        raise BadQuestion(WRONG)
    return min(max(moment if timezone.is_aware(moment) else timezone.make_aware(moment), EARLIEST), LATEST)


def revisions_after(since, cursor):
    """Those of entries that readers could ever see, in the order of time, without what they say."""
    found = Revision.objects.filter(entry__published_at__isnull=False).order_by("at", "pk").only("at", "entry_id")
    if cursor:
        moment, pk = datetime.fromisoformat(cursor[0]), cursor[1]
        return found.filter(Q(at__gt=moment) | Q(at=moment, pk__gt=pk))
    return found.filter(at__gte=since) if since else found


def changes_of(revisions):
    """What became of the entries whose last change for readers is one of these revisions."""
    ids = {revision.entry_id for revision in revisions}
    last = last_changes(ids)
    moments = {one.entry_id: one.at for one in revisions if last.get(one.entry_id) == one.at}
    uuids = dict(Entry.objects.filter(pk__in=moments).values_list("pk", "uuid"))
    records = records_by_id(moments)
    return [
        {"uuid": str(uuids[pk]), "changed": universal(at), "gone": pk not in records, "entry": records.get(pk)}
        for pk, at in moments.items()
    ]

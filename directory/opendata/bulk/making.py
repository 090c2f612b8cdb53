"""Making a version: of what readers can see today, or of an older version without what they may not see any more."""

import json

from django.utils import timezone

from directory.catalogue.kinds import Kind
from directory.opendata.bulk.safety import revisions_of_today, today_for, ways_in
from directory.opendata.bulk.tables import TABLES
from directory.opendata.bulk.versions import HOLDS, new_edition
from directory.opendata.bulk.writing import read_lines, write_lines, write_the_rest
from directory.opendata.public_fields.field import Datatype

NUMBERS = ("phone", "text")


def make_version(*, now):
    """Today's version. What changes while it is read has a later revision than is noted here, and so is seen."""
    revisions = revisions_of_today()
    write_version(
        timezone.localdate(now),
        begun_at=now,
        written_at=now,
        records=lambda table: table.records(),
        revision_of=lambda uuid: revisions.get(uuid, 0),
    )


def write_anew(version, *, now):
    """The same version without what has been taken from readers since."""
    today, said = today_for([version]), version.holds["entries"]
    stay = {uuid for uuid, revision in said.items() if today.may_say(uuid, revision)}
    write_version(
        version.day,
        begun_at=version.begun_at,
        written_at=now,
        records=lambda table: records_that_stay(table, version, today, stay),
        revision_of=said.get,
    )


def write_version(day, *, begun_at, written_at, records, revision_of):
    holds = {"entries": {}, "ways": {}}
    with new_edition(day, begun_at=begun_at, written_at=written_at) as (folder, facts):
        facts["entries"] = {
            table.name: write_lines(folder / table.jsonl, noting(holds, table, records(table), revision_of))
            for table in TABLES
        }
        write_the_rest(folder, day)
        (folder / HOLDS).write_text(json.dumps(holds), encoding="utf-8")


def noting(holds, table, records, revision_of):
    """`records`, each noted in `holds` as it passes."""
    for record in records:
        if table.kind:
            holds["entries"][record["uuid"]] = revision_of(record["uuid"])
        if table.kind == Kind.ORGANISATION:
            holds["ways"][record["uuid"]] = ways_in(record)
        yield record


def records_that_stay(table, version, today, stay):
    for record in read_lines(version.folder / table.jsonl):
        if not table.kind:
            yield record
        elif record["uuid"] in stay:
            kept = without_others(table, record, stay)
            yield without_ways(kept, today) if table.kind == Kind.ORGANISATION else kept


def without_others(table, record, stay):
    """`record` naming no entry that does not stay."""
    named = {field.name: record[field.name] for field in table.fields if field.datatype == Datatype.ENTRY}
    lists = {field.name: record[field.name] for field in table.fields if field.datatype == Datatype.ENTRIES}
    return record | {
        **{name: other for name, other in named.items() if other is None or other["uuid"] in stay},
        **{name: None for name, other in named.items() if other and other["uuid"] not in stay},
        **{name: [other for other in others if other["uuid"] in stay] for name, others in lists.items()},
    }


def without_ways(record, today):
    """An organisation without the numbers and addresses at which it is not reached any more."""
    gone = today.ways_gone(record["uuid"], ways_in(record))
    points = [point for point in record["contact_points"] if point["value"] not in gone]
    number = next((point["shown"] for point in points if point["channel"]["code"] in NUMBERS), None)
    url = None if record["url"] in gone else record["url"]
    return record | {"contact_points": points, "telephone": number, "url": url}

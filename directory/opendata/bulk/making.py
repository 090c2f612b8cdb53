"""Making a version: of what readers can see today, or of an older version without what they may not see any more."""

import json
from functools import partial
from itertools import chain

from django.utils import timezone

from directory.opendata.bulk.gone_ways import GoneWays, key_of
from directory.opendata.bulk.safety import revisions_of_today, today_for, ways_in
from directory.opendata.bulk.tables import TABLES
from directory.opendata.bulk.versions import FORM, HOLDS, new_edition
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
    gone = everywhere_gone(version, today)
    write_version(
        version.day,
        begun_at=version.begun_at,
        written_at=now,
        records=lambda table: records_that_stay(table, version, today, stay, gone),
        revision_of=said.get,
    )


def write_version(day, *, begun_at, written_at, records, revision_of):
    holds = {"form": FORM, "entries": {}, "ways": {}}
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
            said = [record["uuid"], *named_in(table, record)]
            holds["entries"].update({uuid: revision_of(uuid) for uuid in said})
            holds["ways"][record["uuid"]] = ways_in(record)
        yield record


def everywhere_gone(version, today):
    """What some entry of the version led to, and no entry leads to any more."""
    gone = [way for one in version.holds["ways"].items() for way in today.ways_gone(*one)]
    return GoneWays(gone, {key_of(way) for ways in today.ways.values() for way in ways})


def records_that_stay(table, version, today, stay, gone):
    for record in map(partial(as_today, table), read_lines(version.folder / table.jsonl)):
        if not table.kind:
            yield record
        elif record["uuid"] in stay:
            yield gone.taken_from(without_own_ways(without_others(table, record, stay), today))


def as_today(table, record):
    """`record` with every field of today: one that has come since says nothing there."""
    return {field.name: [] if field.is_list else None for field in table.fields} | record


def named_in(table, record):
    """The identifiers of the other entries that a record names."""
    one = [record[field.name] for field in table.fields if field.datatype == Datatype.ENTRY]
    lists = [record[field.name] for field in table.fields if field.datatype == Datatype.ENTRIES]
    return [other["uuid"] for other in [*filter(None, one), *chain(*lists)]]


def without_others(table, record, stay):
    """`record` without the name of any entry that does not stay, and without what it says in the words of one."""
    kept = dict(record)
    for field in table.fields:
        if field.datatype == Datatype.ENTRIES:
            kept[field.name] = [other for other in record[field.name] if other["uuid"] in stay]
        elif field.datatype == Datatype.ENTRY or field.told_by:
            other = record[field.told_by or field.name]
            kept[field.name] = record[field.name] if other and other["uuid"] in stay else None
    return kept


def without_own_ways(record, today):
    """`record` without the numbers and addresses to which it does not lead any more, in its texts as well."""
    gone = today.ways_gone(record["uuid"], ways_in(record))
    kept = record | {"url": still(record["url"], gone)}
    if "contact_points" in record:
        points = [point for point in record["contact_points"] if point["value"] not in gone]
        number = next((point["shown"] for point in points if point["channel"]["code"] in NUMBERS), None)
        kept |= {"contact_points": points, "telephone": number}
    if "dates" in record:
        kept["dates"] = [date | {"booking_url": still(date["booking_url"], gone)} for date in record["dates"]]
    return GoneWays(gone, set(map(key_of, today.ways[record["uuid"]]))).taken_from(kept)


def still(way, gone):
    return None if way in gone else way

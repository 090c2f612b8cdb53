"""The files of one version say the same, each in its way, and appear whole."""

import hashlib
import json
import os
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from directory.opendata.bulk import jobs, making
from directory.opendata.bulk.csvw import description_of
from directory.opendata.bulk.jobs import keep_data_files
from directory.opendata.bulk.making import make_version
from directory.opendata.bulk.tables import FILES, PACKAGE, SQLITE, SUMS, TABLES
from directory.opendata.bulk.versions import DAYS, FACTS, MONTHS, days_to_keep, editions, kept_versions
from directory.opendata.bulk.writing import read_lines, write_lines
from tests.factories import (
    make_case_study,
    make_course,
    make_guidance,
    make_organisation,
    make_resource,
    withdraw,
)
from tests.opendata.bulk.files import flat, lines, read_by_description, read_sqlite

pytestmark = pytest.mark.django_db
AWKWARD = '=1+1; “quoted” "twice", and\nmore: Zażółć gęślą اردو 漢字'
WORDS_OF_COLUMNS = {"@type", "name", "titles", "dc:description", "datatype", "required", "separator"}
DATATYPES = {"string", "integer", "boolean", "date", "dateTime", "anyURI", "json"}


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR


def at(hour, day=29):
    return timezone.make_aware(datetime(2026, 11, day, hour))  # noqa: DTZ001 (made aware)


def one_of_each():
    points = [{"channel": "phone", "value": "0800 1111", "note": "-wait", "opening_times": "Mon-Fri 09:00-17:00"}]
    provider = make_organisation("'@home", contact_points=points, sectors=["primary", "special"])
    make_organisation("Without anything", abilities=[])
    course = make_course("A course", provider=provider)
    starts = timezone.now() + timedelta(days=3)
    course.sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=1), place=AWKWARD)
    make_resource("A lesson", summary=AWKWARD, how_to_use="- first\n- then", aliases="+44\n@x", duration_minutes=0)
    make_case_study("A case", decisions=[{"when": "Later", "what": AWKWARD, "why": ""}])
    make_guidance("A change", effective_from=date(2026, 9, 1))


def test_csv_by_its_description_json_lines_and_sqlite_say_the_same():
    one_of_each()
    keep_data_files(now=timezone.now())
    (version,) = kept_versions()
    assert version.facts["entries"] | {"topics": 0, "vocabularies": 0} == {
        "resources": 1,
        "organisations": 2,
        "training": 1,
        "case_studies": 1,
        "guidance": 1,
        "topics": 0,
        "vocabularies": 0,
    }
    for table in TABLES:
        records = lines(version.folder, table.name)
        assert len(records) == version.facts["entries"][table.name], table.name
        assert list(read_by_description(version.folder, table.name)) == [flat(one) for one in records], table.name
        assert [as_read(table, row) for row in read_sqlite(version.folder, table.name)] == [
            flat(one) for one in records
        ], table.name


def as_read(table, row):
    """A row of SQLite with lists and truth values as others have them."""
    read = {}
    for field in table.fields:
        value = row[field.name]
        if field.datatype in ("terms", "entries"):
            value = value.split(";") if value else []
        elif field.datatype == "rows":
            value = json.loads(value)
        elif field.datatype == "boolean" and value is not None:
            value = bool(value)
        read[field.name] = value
    return read


def test_no_cell_of_csv_is_a_formula_for_a_spreadsheet():
    one_of_each()
    keep_data_files(now=timezone.now())
    text = (kept_versions()[0].folder / "resources.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeffuuid,kind,section,title,")
    assert "\"'=1+1;" in text
    assert "\"'- first" in text
    assert "''@home" in (kept_versions()[0].folder / "organisations.csv").read_text(encoding="utf-8")


def test_descriptions_keep_to_the_vocabulary_of_the_w3c():
    for table in TABLES:
        described = description_of(table, date(2026, 11, 29))
        assert described["@context"][0] == "http://www.w3.org/ns/csvw"
        assert described["url"] == table.csv
        schema = described["tableSchema"]
        assert all(column.keys() <= WORDS_OF_COLUMNS for column in schema["columns"])
        assert {column["datatype"] for column in schema["columns"]} <= DATATYPES
        names = [column["name"] for column in schema["columns"]]
        assert len(names) == len(set(names))
        assert all(name.replace("_", "").isalnum() and not name.startswith("_") for name in names)
        assert set(schema["primaryKey"]) <= set(names)


def test_files_have_the_checksums_and_sizes_that_are_said():
    keep_data_files(now=timezone.now())
    (version,) = kept_versions()
    assert version.facts["files"].keys() == FILES.keys()
    for name, facts in version.facts["files"].items():
        content = (version.folder / name).read_bytes()
        assert facts == {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}, name
    sums = dict(reversed(line.split("  ")) for line in (version.folder / SUMS).read_text().splitlines())
    assert sums[SQLITE] == version.facts["files"][SQLITE]["sha256"]


def test_a_data_package_names_every_file_with_its_checksum_and_what_they_are():
    make_resource("A lesson")
    keep_data_files(now=timezone.now())
    (version,) = kept_versions()
    package = json.loads((version.folder / PACKAGE).read_text(encoding="utf-8"))
    assert (package["format"], package["version"]) == (1, str(version.day))
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"
    facts = version.facts["files"]
    assert {one["path"]: (one["bytes"], one["hash"]) for one in package["resources"]} == {
        name: (facts[name]["size"], f"sha256:{facts[name]['sha256']}") for name in FILES.keys() - {PACKAGE, SUMS}
    }


def test_a_version_of_an_earlier_release_is_given_and_written_anew_without_what_came_since(client):
    """It has no list of files, and its lines lack fields that every entry has today."""
    gone, stays = make_organisation("Gone"), make_organisation("Stays", phone="0800 1111")
    make_version(now=timezone.now() - timedelta(days=2))
    (version,) = kept_versions()
    facts = {name: said for name, said in version.facts["files"].items() if name != PACKAGE}
    (version.folder / FACTS).write_text(json.dumps(version.facts | {"files": facts}), encoding="utf-8")
    (version.folder / PACKAGE).unlink()
    path = version.folder / "organisations.jsonl"
    write_lines(path, [{name: one[name] for name in one if name != "origins"} for one in list(read_lines(path))])
    assert client.get(f"/data/{version.day}/").status_code == 200
    assert client.get(f"/data/{version.day}/{PACKAGE}").status_code == 404
    withdraw(entry=gone)
    keep_data_files(now=timezone.now())
    older = next(one for one in kept_versions() if one.day == version.day)
    (record,) = lines(older.folder, "organisations")
    assert (record["title"], record["origins"]) == (stays.title, [])


def test_the_sqlite_file_explains_itself():
    keep_data_files(now=timezone.now())
    folder = kept_versions()[0].folder
    assert {row["name"] for row in read_sqlite(folder, "about")} == {"made_on", "licence"}
    assert len(read_sqlite(folder, "fields")) == sum(len(table.fields) for table in TABLES)


def test_whatever_stops_the_making_leaves_the_last_version(monkeypatch, data_dir):
    keep_data_files(now=at(12, day=28))

    def out_of_room(folder, day):
        raise OSError("No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(making, "write_the_rest", out_of_room)
        with pytest.raises(OSError, match="No space"):
            keep_data_files(now=at(12))
    assert [version.day for version in kept_versions()] == [date(2026, 11, 28)]
    assert len(list(data_dir.iterdir())) == 1
    (data_dir / ".unfinished-killed").mkdir()  # a process that was killed tidies nothing up
    os.utime(data_dir / ".unfinished-killed", (0, 0))
    (data_dir / ".unfinished-begun").mkdir()  # another that is at it
    keep_data_files(now=at(13))
    assert [path.name for path in sorted(data_dir.iterdir())] == [
        ".unfinished-begun",
        "2026-11-28.1",
        "2026-11-29.1",
    ]


def test_the_first_version_is_made_at_once_and_then_one_each_night():
    assert "made" in keep_data_files(now=at(16, day=28))
    for moment in (at(17, day=28), at(23, day=28), at(1)):
        assert "made" not in keep_data_files(now=moment)
    assert "made" in keep_data_files(now=at(2))
    assert "made" not in keep_data_files(now=at(3))
    assert len(editions()) == 2


def test_the_last_days_and_the_first_of_each_month_are_kept():
    today = date(2026, 11, 29)
    days = [today - timedelta(days=number) for number in range(500)]
    kept = sorted(days_to_keep(days))
    assert kept[-DAYS:] == sorted(days)[-DAYS:]
    assert [day for day in kept[:-DAYS] if day.day != 1] == []
    assert len([day for day in kept if day.day == 1]) == MONTHS
    assert days_to_keep([]) == set()
    assert jobs.NIGHTLY.hour == 1

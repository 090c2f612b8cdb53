import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.http import http_date

from directory.opendata.bulk.making import make_version
from directory.opendata.bulk.tables import FILES, TABLES
from directory.opendata.bulk.versions import kept_versions
from tests.factories import make_resource
from tests.opendata.bulk.files import content_of, status_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR


def test_the_page_says_calmly_that_there_are_no_files_yet(client):
    response = client.get("/data/")
    assert response.status_code == 200
    assert "There are no files yet." in response.text
    assert "Open Government Licence v3.0" in response.text
    assert client.get("/data/latest/resources.csv").status_code == 404


def test_the_page_lists_every_file_with_its_size_number_and_checksum(client):
    make_resource("A lesson")
    make_version(now=timezone.now())
    text = client.get("/data/").text
    for name in FILES:
        assert f'href="/data/latest/{name}"' in text, name
    assert kept_versions()[0].facts["files"]["resources.csv"]["sha256"] in text
    assert "<p>1 entry. " in text
    assert "This is an older version" not in text
    assert 'href="/data/"' in client.get("/").text


def test_an_older_version_says_that_it_is_old(client):
    old = timezone.make_aware(datetime(2026, 11, 1, 2))  # noqa: DTZ001 (made aware)
    make_version(now=old)
    make_version(now=timezone.now())
    text = client.get("/data/2026-11-01/").text
    assert "This is an older version." in text
    assert 'href="/data/2026-11-01/resources.csv"' in text
    assert "Data to download, 1 November 2026" in text
    assert 'href="/data/2026-11-01/"' in client.get("/data/").text


def test_files_are_given_with_their_types_and_told_apart_by_their_checksums(client):
    make_resource("A lesson")
    make_version(now=timezone.now())
    facts = kept_versions()[0].facts["files"]
    for name, content_type in FILES.items():
        response = client.get(f"/data/latest/{name}")
        assert response.headers["Content-Type"] == content_type
        assert response.headers["ETag"] == f'"{facts[name]["sha256"]}"'
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-cache"
        assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert len(content_of(response)) == facts[name]["size"]
    response = client.get("/data/latest/training.csv")
    content_of(response)
    described_by = '<training.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    assert response.headers["Link"] == described_by


def test_who_has_a_file_already_is_told_so(client):
    make_version(now=timezone.now())
    address = "/data/latest/topics.csv"
    first = client.get(address)
    content_of(first)
    for headers in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        assert client.get(address, headers=headers).status_code == 304
    yesterday = http_date((timezone.now() - timedelta(days=1)).timestamp())
    again = client.get(address, headers={"If-Modified-Since": yesterday})
    assert again.status_code == 200
    content_of(again)
    assert client.post(address).status_code == 405


def test_the_database_can_be_opened(client, tmp_path):
    make_resource("A lesson")
    make_version(now=timezone.now())
    path = tmp_path / "downloaded.sqlite3"
    path.write_bytes(content_of(client.get("/data/latest/resource_bank.sqlite3")))
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT title, age_min FROM resources").fetchall() == [("A lesson", 5)]
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {table.name for table in TABLES} | {"about", "fields"}


@pytest.mark.parametrize(
    "address",
    [
        "latest/facts.json",
        "latest/holds.json",
        "latest/..%2Ffacts.json",
        "latest/%2e%2e/%2e%2e/manage.py",
        "..%2f..%2fetc/passwd",
        "2026-11-29.1/resources.csv",
        "1999-01-01/resources.csv",
        "1999-01-01/",
        ".unfinished-x/resources.csv",
        "latest/resources.csv%00",
    ],
)
def test_nothing_else_can_be_reached(client, data_dir, address):
    make_version(now=timezone.make_aware(datetime(2026, 11, 29, 2)))  # noqa: DTZ001 (made aware)
    (data_dir / ".unfinished-x").mkdir()
    assert status_of(client, f"/data/{address}") == 404


def test_a_file_takes_as_many_queries_however_many_entries(client, django_assert_num_queries):
    for count in (1, 3):
        for _ in range(count):
            make_resource()
        make_version(now=timezone.now())
        with django_assert_num_queries(5):
            content_of(client.get("/data/latest/resources.csv"))

import csv
import io
import re

import pytest
from django.http import QueryDict

from directory.catalogue.models import Entry
from directory.insight.provision_map import COLUMNS, ProvisionMap
from directory.search.pages.my_setting import Setting
from tests.factories import make_organisation, make_resource

pytestmark = pytest.mark.django_db


def cells(topic, by="stage", query=""):
    found = ProvisionMap(Setting(QueryDict(query)), by)
    (row,) = [row for _, rows in found.groups for row in rows if row.topic.code == topic]
    return {cell.label: cell for cell in row.cells}


def test_cell_counts_entries_and_those_that_are_quality_assured():
    make_resource(ages=(5, 7))
    assured = make_resource(ages=(5, 11))
    Entry.objects.filter(pk=assured.pk).update(quality="quality_assured")
    found = cells("consent")
    assert (found["Key stage 1"].total, found["Key stage 1"].assured) == (2, 1)
    assert (found["Key stage 2"].total, found["Key stage 2"].assured) == (2, 1)
    assert (found["Key stage 4"].total, found["Key stage 4"].level) == (0, "none")


def test_cell_leads_to_a_search_with_just_as_many(client):
    for _ in range(3):
        make_resource(sectors=["special"])
    make_organisation(sectors=["special"])
    cell = cells("consent", "sector")["Special school"]
    assert cell.total == 4
    assert "4 results" in client.get(cell.url).text


def test_every_cell_is_what_its_search_says(client):
    make_resource(ages=(5, 7), abilities=["mld"])
    make_organisation(ages=(11, 14))
    for by in COLUMNS:
        for cell in cells("consent", by).values():
            heading = re.search(r"<h1[^>]*>(\d+) result", client.get(cell.url).text)
            assert int(heading[1]) == cell.total, cell.url


def test_overview_says_what_there_is_for_a_need_on_any_topic(client):
    make_resource(topics=["consent"], abilities=["pmld"])
    make_resource(topics=["police"], abilities=["pmld"])
    groups = dict(ProvisionMap(Setting(QueryDict(""))).overview)
    (cell,) = [cell for cell in groups["Ability and need"] if cell.label == "PMLD"]
    assert cell.total == 2
    assert "2 results" in client.get(cell.url).text


def test_map_keeps_to_the_setting():
    make_resource(districts=["tamworth"])
    make_resource(districts=["lichfield"])
    assert cells("consent", query="district=tamworth")["Key stage 1"].total == 1


def test_map_counts_without_a_query_for_each_cell(client, django_assert_max_num_queries):
    make_resource()
    with django_assert_max_num_queries(8):
        client.get("/map/")


def test_map_marks_gaps_in_words(client):
    page = client.get("/map/").text
    assert "none on Consent for Key stage 1" in page


def test_map_can_be_taken_as_a_table(client):
    make_resource(ages=(5, 7))
    text = client.get("/map.csv?by=stage").content.decode("utf-8-sig")
    rows = {(row["topic"], row["stage"]): row["entries"] for row in csv.DictReader(io.StringIO(text))}
    assert rows["Consent", "Key stage 1"] == "1"
    assert rows["Consent", "Key stage 4"] == "0"


@pytest.mark.parametrize(
    ("address", "status"), [("/map/?by=zz", 400), ("/map/?sector=zz", 400), ("/map/?by=ability", 200)]
)
def test_map_that_is_not_understood_says_so(client, address, status):
    assert client.get(address).status_code == status

import csv
import io
import re

import pytest
from django.http import QueryDict

from directory.catalogue.models import Entry
from directory.insight.models import PlannedGap
from directory.insight.provision.layers import AXES, Layer
from directory.insight.provision.provision_map import ProvisionMap
from directory.search.documents.index_writer import batched_updates
from directory.search.pages.my_setting import Setting
from directory.taxonomy.models import Ability, KeyStage, Topic
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.quick import some_of

pytestmark = pytest.mark.django_db


def map_of(layer="lessons", by="stage", query="", **asked):
    return ProvisionMap(Setting(QueryDict(query)), Layer(layer), by, **asked)


def cells(topic, **asked):
    (row,) = [row for row in map_of(**asked).rows if row.term.code == topic]
    return {cell.label: cell for cell in row.cells}


def number_on(page):
    return int(re.search(r"<h1>(\d+) ", page)[1])


def make_some_of_all():
    """Entries that differ in all that a map goes by."""
    needs = [[], ["pmld"], ["mainstream"], ["pmld", "sld"]]
    with batched_updates():
        for number, kinds in enumerate((["lesson_plan"], ["leaflet"], ["policy_template"], ["video", "toolkit"])):
            for first, last in ((0, 25), (5, 7), (9, 16), (14, 25)):
                make_resource(
                    resource_kinds=kinds,
                    ages=(first, last),
                    topics=["consent", "police"][number % 2 :],
                    sectors=["special", "primary"][: 1 + first % 2],
                    abilities=needs[(number + first) % 4] or ["eal"],
                    for_everyone=last == 25,
                )
        for number, listed in enumerate(needs):
            make_organisation(ages=(number, 12), abilities=listed, for_everyone=number == 2)
        make_course(provider=make_organisation(ages=(18, 25)), abilities=["sld"])
        make_case_study(ages=(11, 14))
        make_guidance(sectors=["secondary"])


def test_lesson_counts_for_the_ages_that_it_is_made_to_teach():
    make_resource(ages=(5, 7))
    assured = make_resource(ages=(5, 11))
    Entry.objects.filter(pk=assured.pk).update(quality="quality_assured")
    found = cells("consent")
    assert (found["Key stage 1"].total, found["Key stage 1"].assured) == (2, 1)
    assert (found["Key stage 2"].total, found["Key stage 2"].level) == (2, 2)  # children are 7 in either
    assert (found["Key stage 4"].total, found["Key stage 4"].level) == (0, 0)


def test_ages_0_to_25_leaflets_policies_and_helplines_are_no_lessons():
    make_resource(ages=(0, 25))
    make_resource(resource_kinds=["leaflet"])
    make_resource(resource_kinds=["policy_template"])
    make_organisation()
    assert {cell.total for cell in cells("consent").values()} == {0}
    assert cells("consent", layer="everything")["Key stage 1"].total == 4
    assert cells("consent", layer="services")["Key stage 1"].total == 1


def test_topics_that_nobody_teaches_are_no_gap_of_lessons():
    assert "governance" not in {row.term.code for row in map_of().rows}
    assert "governance" in {row.term.code for row in map_of("training").rows}


@pytest.mark.parametrize("layer", list(Layer))
def test_every_number_is_that_of_its_search(client, layer):
    make_some_of_all()
    for by in AXES:
        found = map_of(layer, by, "district=tamworth")
        rows = [row for row in found.rows if row.term.code in ("consent", "police")]
        for row in [found.any_topic, *rows]:
            for cell in some_of(row.cells):
                assert number_on(client.get(cell.url).text) == cell.total, cell.url


@pytest.mark.parametrize("topic", ["", "consent"])
def test_every_number_of_two_axes_is_that_of_its_search(client, topic):
    make_some_of_all()
    for row in map_of(by="stage", also="need", topic=topic).rows:
        for cell in some_of(row.cells):
            assert number_on(client.get(cell.url).text) == cell.total, cell.url


def test_any_topic_says_what_there_is_for_a_need():
    make_resource(topics=["consent"], abilities=["pmld"])
    make_resource(topics=["grooming"], abilities=["pmld"])
    found = {cell.label: cell for cell in map_of(by="need").any_topic.cells}
    assert found["PMLD"].total == 2


def test_need_says_how_many_are_made_for_it_and_how_many_do_not_say(client):
    make_resource(abilities=["pmld"])
    make_resource(abilities=["pmld"], for_everyone=True)
    make_resource(abilities=["sld"], for_everyone=True)
    silent = make_resource()
    silent.abilities.clear()
    found = map_of(by="need")
    assert (cells("consent", by="need")["PMLD"].total, cells("consent", by="need")["PMLD"].made) == (3, 2)
    number, address = found.not_stated
    assert number == 1 == number_on(client.get(address).text)
    page = client.get("/map/?by=need").text
    assert ">of them 2 made for it, for Consent, PMLD<" in page
    assert "1 does not say which needs it fits" in page


def test_map_keeps_to_the_setting_and_says_it(client):
    make_resource(districts=["tamworth"])
    make_resource(districts=["lichfield"])
    assert cells("consent", query="district=tamworth")["Key stage 1"].total == 1
    assert "My setting: <strong>Tamworth</strong>" in client.get("/map/?district=tamworth").text


def test_map_counts_without_a_query_for_each_cell(client, django_assert_max_num_queries):
    make_resource()
    PlannedGap.objects.create(topic=Topic.objects.get(code="upskirting"), plan="We will write one.")
    for address in ("/map/", "/map/?by=need", "/map/?by=stage&and=need"):
        with django_assert_max_num_queries(10):
            client.get(address)


def test_empty_cell_says_so_in_words_and_leads_to_what_would_fill_it(client):
    page = client.get("/map/").text
    assert 'add <span class="govuk-visually-hidden">for Consent, Key stage 1: nothing yet</span>' in page
    assert cells("consent")["Key stage 1"].gap_url == "/map/gap/?year=ks1&topic=consent&layer=lessons"


def test_cell_is_planned_if_the_plan_says_all_that_it_asks_for():
    plan = PlannedGap.objects.create(
        topic=Topic.objects.get(code="consent"),
        key_stage=KeyStage.objects.get(code="ks1"),
        need=Ability.objects.get(code="pmld"),
        plan="We will write one.",
    )
    planned = [cell.label for cell in cells("consent", plans=[plan]).values() if cell.planned]
    assert planned == ["Key stage 1"]
    assert [label for label, cell in cells("consent", by="need", plans=[plan]).items() if cell.planned] == ["PMLD"]
    assert not any(cell.planned for cell in cells("consent", by="sector", plans=[plan]).values())
    assert not any(cell.planned for cell in cells("consent", layer="training", plans=[plan]).values())


def test_sentence_says_how_much_is_missing(client):
    make_resource(ages=(5, 6))
    page = client.get("/map/").text
    assert "<strong>237 of 238</strong> have nothing yet" in page


def rows_of(client, address):
    text = client.get(address).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_map_can_be_taken_as_a_table(client):
    make_resource(ages=(5, 6))
    rows = {(row["topic"], row["stage"]): row for row in rows_of(client, "/map.csv?by=stage")}
    assert rows["Consent", "Key stage 1"]["entries"] == "1"
    assert rows["Consent", "Key stage 1"]["layer"] == "Lessons"
    assert rows["Consent", "Key stage 4"]["entries"] == "0"
    address = rows["Consent", "Key stage 1"]["web address"]
    assert address == "https://testserver/lessons/?year=ks1&topic=consent&taught=yes"


def test_table_of_two_axes_has_both(client):
    make_resource(ages=(5, 6), abilities=["pmld"])
    rows = rows_of(client, "/map.csv?by=need&and=stage&topic=consent")
    (row,) = [row for row in rows if row["entries"] == "1"]
    assert (row["topic"], row["need"], row["stage"], row["made for it"]) == ("Consent", "PMLD", "Key stage 1", "1")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/map/?by=zz", 400),
        ("/map/?sector=zz", 400),
        ("/map/?layer=zz", 400),
        ("/map/?and=zz", 400),
        ("/map/?and=need&topic=zz", 400),
        ("/map.csv?by=zz", 400),
        ("/map/?by=ability", 200),
        ("/map/?by=need&and=need", 200),
        ("/map/?layer=&by=&and=&topic=", 302),
    ],
)
def test_map_that_is_not_understood_says_so(client, address, status):
    assert client.get(address).status_code == status


def test_old_address_by_ability_is_the_map_by_need(client):
    assert client.get("/map/?by=ability").text == client.get("/map/?by=need").text


def test_links_keep_what_else_was_chosen(client):
    page = client.get("/map/?layer=services&by=sector&and=need&topic=consent&district=tamworth").text
    assert '/map/?topic=consent&amp;district=tamworth&amp;layer=training&amp;by=sector&amp;and=need"' in page
    assert '<input type="hidden" name="layer" value="services">' in page
    assert '<input type="hidden" name="district" value="tamworth">' in page

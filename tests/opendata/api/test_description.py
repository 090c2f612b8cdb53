"""What the API says of itself, to programs and to people."""

import logging
import re

import jsonschema
import pytest

from directory.insight.counting.usage_counter import usage_counter
from directory.opendata.api.pages import EXAMPLES
from directory.opendata.api.v1.addresses import ADDRESSES
from directory.opendata.api.v1.description import Description
from directory.opendata.public_fields.kinds import FIELDS
from directory.taxonomy.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def description(client):
    return client.get("/api/openapi.json").json()


def test_it_is_openapi_and_says_the_licence(description):
    assert description["openapi"].startswith("3.1.")
    assert description["info"]["license"]["name"] == "Open Government Licence v3.0"


def test_every_address_and_each_way_to_answer_is_described(description):
    for path, operations in description["paths"].items():
        assert set(operations) == {"get"}, path
        answers = set(operations["get"]["responses"])
        assert {"200", "304", "429"} <= answers, path
        assert answers & {"400", "404"}, path
        assert operations["get"]["summary"], path


def test_codes_come_from_the_vocabularies(description):
    assert "sexting" not in codes_of(description, "topic")
    Topic.objects.create(code="sexting", name="Sexting", group="abuse")
    assert "sexting" in codes_of(Description().document(), "topic")


def codes_of(description, name):
    parameters = description["paths"]["/api/v1/entries/"]["get"]["parameters"]
    return next(one for one in parameters if one["name"] == name)["schema"]["items"]["enum"]


def test_entries_are_described_field_by_field(description):
    for name, kind in (("Resource", "resource"), ("Organisation", "organisation"), ("CaseStudy", "case_study")):
        assert list(description["components"]["schemas"][name]["properties"]) == [one.name for one in FIELDS[kind]]


def test_an_entry_has_the_fields_of_its_own_kind_and_no_other(bank, client, description):
    schemas = description["components"]
    for name, thing in (("Resource", "resource"), ("Organisation", "organisation"), ("Training", "course")):
        answer = client.get(f"/api/v1/entries/{bank[thing].uuid}/").json()
        of_kind = {**schemas["schemas"][name], "components": schemas, "additionalProperties": False}
        jsonschema.validate(answer, of_kind)


def test_it_is_made_once(client, django_assert_max_num_queries):
    client.get("/api/openapi.json")
    with django_assert_max_num_queries(6):
        client.get("/api/openapi.json")


def test_the_page_gives_examples_that_work(client):
    page = client.get("/api/")
    assert page.status_code == 200
    for _, path in EXAMPLES:
        assert client.get(path).status_code == 200, path
        assert path.replace("&", "&amp;") in page.text
    for path, _ in ADDRESSES:
        assert "{" in path or client.get(path).status_code == 200, path


def test_the_top_lists_the_addresses(client):
    addresses = [one["address"] for one in client.get("/api/v1/").json()["results"]]
    assert addresses == [f"https://testserver{path}" for path, _ in ADDRESSES]


def test_the_page_says_the_limit_and_the_licence_and_is_found_from_every_page(client, settings):
    settings.API_LIMIT = 123
    page = client.get("/api/").text
    assert "can ask 123 times" in page
    assert "Open Government Licence v3.0" in page
    assert re.search(r'<footer.*href="/api/".*</footer>', client.get("/about/").text, re.DOTALL)


def test_nothing_is_kept_of_what_a_program_asks(client, caplog):
    usage_counter.numbers.clear()
    usage_counter.asked.clear()
    with caplog.at_level(logging.DEBUG):
        client.get("/api/v1/entries/?q=a+word+that+nobody+may+keep")
        client.get("/api/v1/entries/?q=a+word+that+nobody+may+keep&age=nine")
    assert not usage_counter.numbers
    assert not usage_counter.asked
    assert "nobody+may" not in caplog.text
    assert "nobody may" not in caplog.text

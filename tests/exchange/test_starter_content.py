"""The starter content: loaded whole or not at all, once, and the curators' own from then on."""

import json
import shutil
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.catalogue.models import Entry
from directory.county.current import county
from directory.exchange.starter_content.loading import districts_left, load_content
from directory.exchange.starter_content.local import with_local_advice
from directory.exchange.starter_content.reading import ContentError
from directory.resources.models import Resource
from directory.topics.models import AuditArea, Step
from directory.who_to_call.models import Contact, Need
from tests.machine import ROOT
from tests.rows import everything

pytestmark = pytest.mark.django_db

FIXTURES = ROOT / "fixtures"


AREA = {
    "title": "Policy",
    "topics": ["policy"],
    "questions": ["When was our policy read?", "Who read our policy?"],
    "former_questions": ["When was it read?", "By whom?"],
    "evidence": ["The date", "The role"],
    "guidance": ["resource:kcsie"],
}

# What the tests here name. All of the content takes seconds to load.
FEW = {
    "organisations.json": {"childline", "yess", "galop", "aim-project", "nspcc"},
    "resources.json": {"kcsie", "wtsc", "report-remove"},
    "training.json": {"aim3"},
    "case_studies.json": {"connect-time"},
    "guidance_updates.json": {"osa-2025"},
    **dict.fromkeys(["hubs.json", "collections.json", "routes.json"], ()),
    # Of the county, whom no bank can be without.
    "county/organisations.json": {"yess", "scas", "staffs-eds", "staffs-lado", "stoke-front-door", "stoke-edt"},
    "county/case_studies.json": {"connect-time"},
    "county/routes.json": {"front_door", "out_of_hours", "allegation"},
    **dict.fromkeys(["county/hubs.json", "county/collections.json", "county/networks.json"], ()),
    **dict.fromkeys(["county/resources.json", "county/training.json", "county/guidance_updates.json"], ()),
}


@pytest.fixture
def folder(tmp_path):
    """A copy of a few records of the content that a test may spoil."""
    folder = shutil.copytree(FIXTURES, tmp_path / "fixtures")
    for file, kept in FEW.items():
        content = json.loads((folder / file).read_text())
        content["items"] = [item for item in content["items"] if (item.get("id") or item.get("need")) in kept]
        if "audit_areas" in content:
            content["audit_areas"] = [] if file.startswith("county/") else [AREA]
        (folder / file).write_text(json.dumps(content))
    return folder


def load(folder):
    return load_content(folder=folder, county=replace(county, folder=folder / "county"))


def spoil(folder, file, record, **values):
    """Change one record of one file, of the nation's or the county's."""
    for path in (folder / file, folder / "county" / file):
        content = json.loads(path.read_text())
        for item in content["items"]:
            if item["id"] == record:
                item.update(values)
        path.write_text(json.dumps(content))


@pytest.mark.parametrize(
    ("file", "record", "values", "reason"),
    [
        (
            "resources.json",
            "kcsie",
            {"sectors": ["nonsense"]},
            "sectors: 'nonsense' is not a code of sectors.",
        ),
        ("resources.json", "kcsie", {"cost": "cheap"}, "cost: 'cheap' is not a code of costs."),
        ("resources.json", "kcsie", {"title": ""}, "title is missing."),
        ("resources.json", "kcsie", {"age_min": 19}, "age_min 19 is above age_max 18."),
        (
            "resources.json",
            "kcsie",
            {"age_max": "18"},
            "age_max: '18' is not a whole number of years from 0 to 25.",
        ),
        (
            "resources.json",
            "kcsie",
            {"successor": "nobody"},
            "successor: there is no resource with the id 'nobody'.",
        ),
        (
            "resources.json",
            "kcsie",
            {"follows": ["wtsc", "nobody"]},
            "follows: there is no resource with the id 'nobody'.",
        ),
        ("resources.json", "kcsie", {"follows": ["kcsie"]}, "follows: it comes before itself."),
        ("resources.json", "kcsie", {"status": "gone"}, "status: 'gone' is not one of"),
        ("resources.json", "kcsie", {"id": "wtsc"}, "the id is used more than once."),
        ("resources.json", "kcsie", {"colour": "red"}, "colour is not a field we know."),
        (
            "guidance_updates.json",
            "osa-2025",
            {"effective_from": "July"},
            "effective_from: 'July' is not a date",
        ),
        (
            "training.json",
            "aim3",
            {"provider": "nobody"},
            "provider: there is no support organisation with the id",
        ),
        (
            "case_studies.json",
            "connect-time",
            {"anonymised": False},
            "Anonymity checklist: confirm “nobody can be recognised”.",
        ),
        (
            "organisations.json",
            "galop",
            {"help_kinds": ["adults"]},
            "A service for adults must have a youngest age of 18",
        ),
    ],
)
def test_load_content_names_what_is_wrong_and_loads_nothing(folder, file, record, values, reason):
    before = everything()
    spoil(folder, file, record, **values)
    with pytest.raises(ContentError) as error:
        load(folder)
    name = values.get("id", record)
    assert any(problem.startswith(f"{file}, {name}: {reason}") for problem in error.value.problems)
    assert everything() == before


def test_load_content_refuses_resources_that_come_before_each_other(folder):
    spoil(folder, "resources.json", "kcsie", follows=["wtsc"])
    spoil(folder, "resources.json", "wtsc", follows=["kcsie"])
    with pytest.raises(ContentError, match=r"resources\.json, kcsie: follows: it comes before itself"):
        load(folder)


def test_load_content_says_what_comes_before(folder):
    spoil(folder, "resources.json", "kcsie", follows=["wtsc", "report-remove"], number_of_lessons=3)
    load(folder)
    entry = Resource.objects.get(reference="kcsie")
    assert sorted(before.reference for before in entry.follows.all()) == ["report-remove", "wtsc"]
    assert entry.number_of_lessons == 3
    assert entry.revisions.first().record["follows"] == ["resource:report-remove", "resource:wtsc"]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"questions": []}, "questions is missing."),
        ({"topics": ["nonsense"]}, "there is no topic 'nonsense'."),
        ({"guidance": ["resource:nobody"]}, "guidance: there is no entry 'resource:nobody'."),
        ({"evidence": ["The date"]}, "evidence: Give one line for each question. Questions: 2. Lines: 1."),
        ({"former_questions": ["When?"]}, "evidence: Give one line for each question. Questions: 1. Lines: 2."),
    ],
)
def test_load_content_names_what_is_wrong_with_an_audit_area(folder, values, reason):
    write_area(folder, **values)
    with pytest.raises(ContentError) as error:
        load(folder)
    assert f"hubs.json, Policy: {reason}" in error.value.problems


def test_load_content_gives_areas_of_before_what_to_ask_for_and_takes_nothing_from_curators(folder):
    load(folder)
    area = AuditArea.objects.get()
    assert area.asked == [("When was our policy read?", "The date"), ("Who read our policy?", "The role")]
    assert [entry.slug for entry in area.guidance.all()] == ["kcsie"]
    for questions, evidence, expected in (
        (area.questions, "", area.evidence),  # from before there was any
        ("When was it read?\nBy whom?", "", area.evidence),  # in the words of release 0.2.0
        ("Our own?", "", ""),
        (area.questions, "Ours\nToo", "Ours\nToo"),
    ):
        AuditArea.objects.update(questions=questions, evidence=evidence)
        load(folder)
        assert AuditArea.objects.get().evidence == expected


def write_area(folder, **values):
    content = json.loads((folder / "hubs.json").read_text())
    content["audit_areas"] = [{**AREA, **values}]
    (folder / "hubs.json").write_text(json.dumps(content))


@pytest.mark.parametrize(
    ("contact", "reason"),
    [
        ({}, "a contact names an organisation, or a tool: one of the two."),
        ({"organisation": "childline"}, "childline: a channel and a position are missing."),
        ({"tool": "resource:report-remove", "youngest": "8"}, "youngest: '8' is not a whole number of years"),
        ({"tool": "resource:report-remove", "districts": ["nowhere"]}, "districts: 'nowhere' is not a code"),
        ({"tool": "resource:report-remove", "colour": "red"}, "colour is not a field we know."),
        (
            {"organisation": "nobody", "channel": "phone", "position": 1},
            "there is no organisation with the id 'nobody'. Write the id of a record",
        ),
        ({"tool": "resource:nobody"}, "there is no entry 'resource:nobody'."),
        ({"organisation": "childline", "channel": "phone", "position": 9}, "childline has no phone 9."),
        ({"organisation": "childline", "channel": "fax", "position": 1}, "childline has no fax 1."),
        ({"organisation": "childline", "channel": "phone", "position": "1"}, "childline has no phone 1."),
        ({"tool": "resource:report-remove", "youngest": 5}, "It is for ages 8 to 17. Enter an age within those."),
    ],
)
def test_load_content_names_what_is_wrong_with_a_contact_and_loads_nothing(folder, contact, reason):
    routes = {"items": [{"need": "talk", "contacts": [contact]}]}
    (folder / "routes.json").write_text(json.dumps(routes))
    with pytest.raises(ContentError) as error:
        load(folder)
    assert any(problem.startswith("routes.json, talk") and reason in problem for problem in error.value.problems)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("contacts", [None, "childline", ["childline"], {"organisation": "childline"}])
def test_load_content_refuses_contacts_that_are_no_list_of_records(folder, contacts):
    (folder / "routes.json").write_text(json.dumps({"items": [{"need": "talk", "contacts": contacts}]}))
    with pytest.raises(ContentError, match=r"routes\.json, talk: contacts is not a list of records"):
        load(folder)


def test_load_content_refuses_a_contact_that_is_there_twice(folder):
    contacts = [{"tool": "resource:report-remove"}, {"tool": "resource:report-remove", "oldest": 12}]
    (folder / "routes.json").write_text(json.dumps({"items": [{"need": "talk", "contacts": contacts}]}))
    with pytest.raises(ContentError, match=r"routes\.json, talk: resource:report-remove is there twice"):
        load(folder)


def test_load_content_refuses_a_need_that_the_rules_do_not_know(folder):
    (folder / "routes.json").write_text(json.dumps({"items": [{"need": "nonsense", "contacts": []}]}))
    with pytest.raises(ContentError, match=r"routes\.json, 'nonsense': there is no such need"):
        load(folder)


def test_load_content_leaves_out_a_contact_whose_entry_is_a_draft(folder):
    spoil(folder, "organisations.json", "nspcc", confidence="low")
    contacts = [
        {"organisation": "nspcc", "channel": "phone", "position": 1},
        {"organisation": "childline", "channel": "phone", "position": 1, "youngest": 5, "districts": ["tamworth"]},
    ]
    (folder / "routes.json").write_text(json.dumps({"items": [{"need": "talk", "contacts": contacts}]}))
    load(folder)
    contact = Contact.objects.get(need__code="talk")
    assert (contact.title, contact.ages, contact.order) == ("Childline", (5, 18), 1)
    assert [district.code for district in contact.districts.all()] == ["tamworth"]


def test_load_content_leaves_out_a_contact_that_curators_have_deleted(folder):
    load(folder)
    Need.objects.all().delete()
    Entry.objects.get(slug="childline").delete()
    contacts = [{"organisation": "childline", "channel": "phone", "position": 1}]
    (folder / "routes.json").write_text(json.dumps({"items": [{"need": "talk", "contacts": contacts}]}))
    load(folder)
    assert not Contact.objects.filter(need__code="talk").exists()


@pytest.mark.parametrize("text", ["{", "[]", '{"items": {}}', '{"items": ["kcsie"]}', '{"items": [null]}'])
@pytest.mark.parametrize("file", ["resources.json", "glossary.json", "synonyms.json", "vocabularies.json"])
def test_load_content_refuses_a_file_of_another_shape(folder, file, text):
    (folder / file).write_text(text)
    with pytest.raises(ContentError, match=file):
        load(folder)
    assert not Entry.objects.exists()


def test_what_the_county_says_twice_is_refused(folder):
    path = folder / "county" / "routes.json"
    routes = json.loads(path.read_text())
    path.write_text(json.dumps({"items": [*routes["items"], {"need": "front_door", "contacts": []}]}))
    with pytest.raises(ContentError, match=r"routes\.json, front_door: the county says it more than once"):
        load(folder)


def test_steps_of_a_hub_say_whom_the_county_s_schools_ask_first(folder):
    step = {"when": "hour", "text": "Ask {asked_first}.", "source": "kcsie"}
    hub = {"topic": "consent", "definition": ["It is."], "never": [], "steps": [step]}
    content = json.loads((folder / "hubs.json").read_text())
    (folder / "hubs.json").write_text(json.dumps(content | {"items": [hub]}))
    load(folder)
    assert Step.objects.get().text == "Ask the education safeguarding team or social care."
    nobody = replace(county, folder=folder / "county", advice_team="")
    assert with_local_advice(hub, nobody)["steps"][0]["text"] == "Ask social care."


def test_what_the_county_says_of_something_wins_and_its_own_comes_behind(folder):
    local = {"items": [{"id": "kcsie", "note": "Ours"}, {"id": "no-such", "title": "Whole new"}]}
    (folder / "county" / "resources.json").write_text(json.dumps(local))
    with pytest.raises(ContentError, match=r"resources\.json, no-such: summary is missing"):
        load(folder)
    local["items"].pop()
    (folder / "county" / "resources.json").write_text(json.dumps(local))
    load(folder)
    kcsie = Resource.objects.get(reference="kcsie")
    assert (kcsie.note, kcsie.publisher) == ("Ours", "Department for Education")


@pytest.mark.parametrize(
    ("need", "gone", "problem"),
    [
        ("front_door", "stoke-front-door", "nobody of Staffordshire for Stoke-on-Trent (Children's social care)"),
        ("out_of_hours", "staffs-eds", "nobody of Staffordshire for Tamworth (Social care at night"),
        ("allegation", "staffs-lado", "nobody of Staffordshire (The local authority designated officer"),
    ],
)
@pytest.mark.parametrize("how", [{"confidence": "low"}, {"status": "closed"}, {"districts": ["national"]}])
def test_no_bank_is_loaded_where_a_district_is_not_told_whom_to_call(folder, need, gone, problem, how):
    spoil(folder, "organisations.json", gone, **how)
    with pytest.raises(ContentError) as error:
        load(folder)
    assert any(line.startswith(f"routes.json, {need}: {problem}") for line in error.value.problems)
    assert not Entry.objects.exists()


def test_a_district_that_the_bank_has_under_another_code_is_refused(folder):
    first, *others = county.districts
    renamed = replace(county, folder=folder / "county", districts=(replace(first, code="renamed"), *others))
    with pytest.raises(ContentError, match=f"renamed: the bank has it as {first.code}"):
        load_content(folder=folder, county=renamed)


def test_a_district_that_the_county_no_longer_has_stays_in_the_bank_and_is_named(folder):
    first, *others = county.districts
    fewer = replace(county, folder=folder / "county", districts=tuple(others), example_district=others[0].code)
    assert districts_left(fewer) == [first.name]
    assert districts_left() == []


def test_load_content_refuses_a_missing_file(folder):
    (folder / "training.json").unlink()
    with pytest.raises(ContentError, match=r"training\.json, the file: it is not there"):
        load(folder)


def test_load_content_command_reports_what_it_did():
    out = StringIO()
    call_command("load_content", stdout=out)
    assert "support organisations: 119 added, 0 already there" in out.getvalue()


def test_load_content_command_stops_with_the_reason(folder):
    spoil(folder, "resources.json", "kcsie", title="")
    with pytest.raises(CommandError, match=r"resources\.json, kcsie: title is missing"):
        call_command("load_content", folder)

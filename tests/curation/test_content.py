"""The starter content: loaded whole or not at all, once, and the curators' own from then on."""

import json
import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.catalogue.choices import Confidence, Kind, State
from directory.catalogue.models import Entry
from directory.curation.actions.content import load_content
from directory.curation.content import ContentError
from directory.curation.models import StarterRecord
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.search.models import SearchDocument, SynonymGroup
from directory.taxonomy.models import GlossaryTerm, Sector, Topic
from directory.training.models import Course
from tests.machine import ROOT

pytestmark = pytest.mark.django_db

FIXTURES = ROOT / "fixtures"
COUNTS = {Kind.ORGANISATION: 73, Kind.RESOURCE: 76, Kind.TRAINING: 27, Kind.CASE_STUDY: 21, Kind.GUIDANCE: 12}


@pytest.fixture
def folder(tmp_path):
    """A copy of the content that a test may spoil."""
    return shutil.copytree(FIXTURES, tmp_path / "fixtures")


def spoil(folder, file, record, **values):
    """Change one record of one file."""
    content = json.loads((folder / file).read_text())
    next(item for item in content["items"] if item["id"] == record).update(values)
    (folder / file).write_text(json.dumps(content))


def everything():
    """All rows that loading could touch, as plain values, but for when they were saved."""
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (
            Entry,
            Organisation,
            Resource,
            Course,
            StarterRecord,
            SearchDocument,
            SynonymGroup,
            Topic,
        )
    }


def test_load_content_brings_in_every_record():
    load_content(folder=FIXTURES)
    assert {kind: Entry.objects.of_kind(kind).count() for kind in COUNTS} == COUNTS
    assert GlossaryTerm.objects.count() == 49
    assert SynonymGroup.objects.count() == 110


def test_load_content_publishes_by_confidence():
    load_content(folder=FIXTURES)
    for entry in Entry.objects.all():
        assert entry.is_published == (entry.confidence != Confidence.LOW), entry
    assert Entry.objects.filter(confidence=Confidence.LOW, state=State.DRAFT).count() == 8
    assert Entry.objects.to_check_first().count() == Entry.objects.filter(confidence="medium").count() > 50


def test_load_content_gives_each_published_entry_a_document():
    load_content(folder=FIXTURES)
    assert set(SearchDocument.objects.values_list("entry", flat=True)) == set(
        Entry.objects.published().values_list("pk", flat=True)
    )


def test_load_content_joins_what_names_each_other():
    load_content(folder=FIXTURES)
    savana = Organisation.objects.get(slug="savana")
    assert (savana.status, savana.successor.slug) == ("closed", "survive")
    assert Resource.objects.get(slug="dfe-svsh").successor.slug == "kcsie"
    assert Course.objects.get(slug="sscp-csa").provider.slug == "swa"


def test_load_content_leaves_nothing_quality_assured():
    """Nothing is quality assured until the county says so."""
    load_content(folder=FIXTURES)
    assert not Entry.objects.filter(quality="quality_assured").exists()


def test_load_content_keeps_every_adult_service_from_children():
    load_content(folder=FIXTURES)
    adult = Organisation.objects.filter(help_kinds__code="adults")
    assert adult.count() >= 3
    assert all(organisation.age_min >= 18 for organisation in adult)


def test_load_content_changes_nothing_the_second_time():
    load_content(folder=FIXTURES)
    before = everything()
    counts = load_content(folder=FIXTURES)
    assert everything() == before
    assert not any(loaded.added for loaded in counts.values())


def test_load_content_never_overwrites_what_a_curator_changed():
    load_content(folder=FIXTURES)
    childline = Organisation.objects.get(slug="childline")
    childline.title, childline.slug, childline.state = "Ours now", "ours-now", State.DRAFT
    childline.save()
    Sector.objects.filter(code="primary").update(label="Primary schools")
    load_content(folder=FIXTURES)
    assert not Organisation.objects.filter(slug="childline").exists()
    childline.refresh_from_db()
    assert (childline.title, childline.state) == ("Ours now", State.DRAFT)
    assert Sector.objects.get(code="primary").label == "Primary schools"


def test_load_content_does_not_bring_back_what_a_curator_deleted():
    load_content(folder=FIXTURES)
    Organisation.objects.get(slug="kooth").delete()
    GlossaryTerm.objects.get(term="Thresholds").delete()
    SynonymGroup.objects.first().delete()
    load_content(folder=FIXTURES)
    assert not Organisation.objects.filter(slug="kooth").exists()
    assert GlossaryTerm.objects.count() == 48
    assert SynonymGroup.objects.count() == 109


def test_load_content_adds_a_record_that_is_new(folder):
    load_content(folder=folder)
    content = json.loads((folder / "resources.json").read_text())
    content["items"].append({**content["items"][0], "id": "brand-new", "title": "Brand new"})
    (folder / "resources.json").write_text(json.dumps(content))
    assert load_content(folder=folder)["teaching resources"].added == 1
    assert Resource.objects.get(slug="brand-new").is_published


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
            "successor: there is no teaching resource with the id 'nobody'.",
        ),
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
            "A service for adults has a youngest age of 18",
        ),
    ],
)
def test_load_content_names_what_is_wrong_and_loads_nothing(folder, file, record, values, reason):
    before = everything()
    spoil(folder, file, record, **values)
    with pytest.raises(ContentError) as error:
        load_content(folder=folder)
    name = values.get("id", record)
    assert any(problem.startswith(f"{file}, {name}: {reason}") for problem in error.value.problems)
    assert everything() == before


@pytest.mark.parametrize("text", ["{", "[]", '{"items": {}}', '{"items": ["kcsie"]}', '{"items": [null]}'])
@pytest.mark.parametrize("file", ["resources.json", "glossary.json", "synonyms.json", "vocabularies.json"])
def test_load_content_refuses_a_file_of_another_shape(folder, file, text):
    (folder / file).write_text(text)
    with pytest.raises(ContentError, match=file):
        load_content(folder=folder)
    assert not Entry.objects.exists()


def test_load_content_refuses_a_missing_file(folder):
    (folder / "training.json").unlink()
    with pytest.raises(ContentError, match=r"training\.json: there is no such file"):
        load_content(folder=folder)


def test_load_content_command_reports_what_it_did():
    out = StringIO()
    call_command("load_content", stdout=out)
    assert "support organisations: 73 added, 0 already there" in out.getvalue()


def test_load_content_command_stops_with_the_reason(folder):
    spoil(folder, "resources.json", "kcsie", title="")
    with pytest.raises(CommandError, match=r"resources\.json, kcsie: title is missing"):
        call_command("load_content", folder)

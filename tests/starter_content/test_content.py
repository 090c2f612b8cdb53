"""The starter content: all of it is there, it is right for its readers, and from then on it is the curators' own.

It is loaded once for this module; what a test changes is undone.
"""

import json
import re
import shutil

import pytest

from directory.catalogue.actions.versions import version_of
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import model_of
from directory.catalogue.states import Confidence, State
from directory.county.current import county
from directory.exchange.entry_resource import EntryResource
from directory.exchange.files import spreadsheets
from directory.exchange.import_problems import import_problems
from directory.exchange.starter_content.content import read_content
from directory.exchange.starter_content.loading import load_content
from directory.networks.models import Meeting, Network
from directory.organisations.models import ContactPoint, Organisation
from directory.pages.home_tiles import INCIDENTS
from directory.resources.models import Resource
from directory.search.documents.models import SearchDocument, SynonymGroup
from directory.taxonomy.models import District, GlossaryTerm, Sector
from directory.topics.models import Collection, Hub
from directory.training.models import Course
from directory.who_to_call.models import Contact, Need
from tests.conftest import FIXTURES
from tests.people import make_user
from tests.rows import everything
from tests.typesetting.pdf_ua import File

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("starter_content"), pytest.mark.django_db]

COUNTS = {Kind.ORGANISATION: 119, Kind.RESOURCE: 155, Kind.TRAINING: 39, Kind.CASE_STUDY: 21, Kind.GUIDANCE: 19}


def test_load_content_brings_in_every_record():
    assert {kind: Entry.objects.of_kind(kind).count() for kind in COUNTS} == COUNTS
    assert GlossaryTerm.objects.count() == 49
    assert SynonymGroup.objects.count() == 182


def test_load_content_publishes_by_confidence():
    for entry in Entry.objects.all():
        assert entry.is_published == (entry.confidence != Confidence.LOW), entry
    assert Entry.objects.filter(confidence=Confidence.LOW, state=State.DRAFT).count() == 16
    assert Entry.objects.to_check_first().count() == Entry.objects.filter(confidence="medium").count() > 50


def test_load_content_gives_each_published_entry_a_document():
    assert set(SearchDocument.objects.values_list("entry", flat=True)) == set(
        Entry.objects.published().values_list("pk", flat=True)
    )


def test_load_content_joins_what_names_each_other():
    savana = Organisation.objects.get(slug="savana")
    assert (savana.status, savana.successor.slug) == ("closed", "survive")
    assert Resource.objects.get(slug="dfe-svsh").successor.slug == "kcsie"
    assert Course.objects.get(slug="sscp-csa").provider.slug == "swa"


def test_load_content_leaves_nothing_quality_assured():
    """Nothing is quality assured until the county says so."""
    assert not Entry.objects.filter(quality="quality_assured").exists()


def test_load_content_keeps_every_adult_service_from_children():
    adult = Organisation.objects.filter(help_kinds__code="adults")
    assert adult.count() >= 3
    assert all(organisation.age_min >= 18 for organisation in adult)


def test_load_content_changes_nothing_the_second_time():
    before = everything()
    counts = load_content(folder=FIXTURES)
    assert everything() == before
    assert not any(loaded.added for loaded in counts.values())


def test_load_content_never_overwrites_what_a_curator_changed():
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
    Organisation.objects.get(slug="kooth").delete()
    GlossaryTerm.objects.get(term="Thresholds").delete()
    SynonymGroup.objects.first().delete()
    load_content(folder=FIXTURES)
    assert not Organisation.objects.filter(slug="kooth").exists()
    assert GlossaryTerm.objects.count() == 48
    assert SynonymGroup.objects.count() == 181


def test_load_content_adds_a_record_that_is_new(tmp_path):
    folder = shutil.copytree(FIXTURES, tmp_path / "fixtures")
    content = json.loads((folder / "resources.json").read_text())
    content["items"].append({**content["items"][0], "id": "brand-new", "title": "Brand new"})
    (folder / "resources.json").write_text(json.dumps(content))
    assert load_content(folder=folder)["resources"].added == 1
    assert Resource.objects.get(slug="brand-new").is_published


def test_load_content_leaves_the_curators_words_alone():
    Hub.objects.filter(topic__code="consent").update(definition="Ours.")
    load_content(folder=FIXTURES)
    assert Hub.objects.get(topic__code="consent").definition == "Ours."


def test_starter_content_has_the_essentials_of_a_safeguarding_lead(client):
    page = client.get("/collections/dsl-essentials/").text
    for words in ("Keeping children safe in education", "When to call the police", "0300 111 8007"):
        assert words in page
    Collection.objects.all().delete()
    Collection.objects.create(title="Our own", slug="own", summary="Ours")
    load_content(folder=FIXTURES)
    assert Collection.objects.get().title == "Our own"


def test_starter_content_has_a_group_for_each_district_and_makes_up_no_meeting():
    assert Network.objects.count() == 8
    assert not Meeting.objects.exists()
    Network.objects.exclude(slug="tamworth").delete()
    load_content(folder=FIXTURES)
    assert Network.objects.count() == 1  # what curators delete does not come back


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_starter_content_goes_out_and_comes_in_with_no_change(kind, extension):
    resource = EntryResource(model_of(kind), by=make_user("Curator"))
    rows = spreadsheets.read(spreadsheets.write(resource.export(resource.get_queryset()), extension))
    result = resource.import_rows(rows, dry_run=False)
    assert list(import_problems(result)) == []
    assert result.totals["skip"] == len(rows) == model_of(kind).objects.count()


def test_tile_finds_something_in_the_starter_content(client):
    found = {}
    for tile in INCIDENTS:
        response = client.get(tile.url)
        assert response.status_code == 200, tile.title
        found[tile.title] = response.text.count('class="card"')
    assert len(found) == 7
    assert all(found.values()), found


def test_every_tile_about_what_has_happened_leads_to_what_to_do_now(client):
    home = client.get("/").text.partition(">Something has happened<")[2].partition("</ul>")[0]
    addresses = re.findall(r'href="([^"]+)"', home)
    assert addresses == [tile.url for tile in INCIDENTS]
    for address in addresses:
        page = client.get(address).text
        assert ' id="now">In the first hour<' in page, address


def test_home_has_a_tile_for_the_gravest_incident_first(client):
    assert INCIDENTS[0].title == "Rape or sexual assault"
    assert "/topics/sexual-violence/" in client.get("/").text


def test_every_hub_of_an_incident_says_who_can_help_near_before_far_and_nobody_for_adults_only():
    for hub in Hub.objects.filter(topic__group="abuse").prefetch_related("contacts__organisation"):
        chosen = [contact.organisation for contact in hub.contacts.all()]
        scopes = [organisation.scope for organisation in chosen]
        assert "local" in scopes, hub
        assert scopes == sorted(scopes), hub  # "local" before "national"
        assert all(organisation.is_active and organisation.age_min < 16 for organisation in chosen), hub


def test_every_hub_of_the_starter_content_keeps_its_first_version():
    assert {version_of(hub) for hub in Hub.objects.all()} == {1}


def test_get_help_now_shows_each_contact_of_the_starter_content_once_to_each_reader(client):
    text = client.get("/get-help-now/").text
    shown = [
        re.findall(r'<li class="contact-row">.*?<h\d[^>]*><a[^>]*href="([^"]*)"', part, re.DOTALL)
        for part in text.split('id="adults"')
    ]
    assert all(len(part) == len(set(part)) for part in shown)
    children, adults = shown
    assert children[:2] == ["/organisations/childline/", "/organisations/nspcc-raie/"]
    assert adults[0] == "/organisations/scas/"
    assert {"/organisations/nspcc/", "/organisations/staffs-police/", "/organisations/nspcc-raie/"} <= set(adults)


def test_load_content_leaves_a_need_as_the_curators_made_it():
    Contact.objects.filter(need__code="talk").delete()
    Need.objects.get(code="medical").delete()
    load_content(folder=FIXTURES)
    assert not Contact.objects.filter(need__code="talk").exists()
    assert Contact.objects.filter(need__code="medical").exists()


def test_glossary_holds_each_term_of_the_starter_content(client):
    text = client.get("/glossary/").text
    assert text.count("<dt>") == len(read_content(FIXTURES, county).glossary)


def test_directory_of_every_district_is_printed_on_two_pages(client):
    for district in District.objects.exclude(code=District.NATIONAL):
        content = client.get(f"/directory.pdf?district={district.code}").content
        file = File(content)
        assert len(file.pdf.pages) <= 2, district
        assert file.problems() == [], district


def test_directory_names_nobody_twice_in_full_and_no_adults_line_for_a_child(client):
    page = client.get("/directory/?district=tamworth&age=9").text
    listed = re.findall(r'id="organisation-(\d+)"', page)
    assert len(listed) == len(set(listed)) > 40
    for organisation in Organisation.objects.filter(pk__in=listed):
        assert organisation.age_min <= 9 <= organisation.age_max
    for number in ContactPoint.objects.numbers().filter(organisation__in=listed, age_from__gt=9):
        assert f'href="{number.link}"' not in page.partition('class="directory"')[2].partition("</main>")[0], number

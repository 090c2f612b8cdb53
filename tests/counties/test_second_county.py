"""Another county, invented, on the same code: its readers find their own, and nothing of the county that is ours."""

import json
import re
import shutil
import subprocess
import sys
from functools import cache

import pytest

from directory.county.current import county as ours
from directory.county.reading import read_county
from directory.exchange.new_county.checking import problems_of_folder
from tests.conftest import environment_of
from tests.machine import ROOT

FOLDER = ROOT / "tests" / "counties" / "wealdmoor"
pytestmark = pytest.mark.slow
NUMBERS = {"front-door": "0161 496 0001", "nights": "0161 496 0002", "lado": "0161 496 0003"}


@pytest.fixture(scope="module")
def visit(migrated_file, tmp_path_factory):
    """What its pages said."""
    folder = tmp_path_factory.mktemp("second_county")
    environment = environment_of(shutil.copy(migrated_file, folder / "bank.sqlite3"))
    line = f"from tests.counties.visit import visit; visit({str(folder / 'said.json')!r})"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", line]
    subprocess.run(command, cwd=ROOT, env=environment | {"COUNTY_FOLDER": str(FOLDER)}, check=True)
    return json.loads((folder / "said.json").read_text())


@pytest.fixture
def text_of(visit):
    return visit["pages"].__getitem__


def main_of(text):
    return text[text.index("<main") : text.index("</main>")]


def test_its_folder_has_nothing_to_mend():
    assert problems_of_folder(FOLDER) == []


def test_a_bank_begins_with_the_national_content_and_its_own(visit):
    loaded = visit["loaded"]
    assert (loaded["case studies"], loaded["local networks"]) == (0, 0)
    assert loaded["resources"] > 100
    assert loaded["needs of who to call"] == 19


def test_every_page_is_there(visit):
    asked = {address: text[:3] for address, text in visit["pages"].items() if address.startswith("/")}
    assert {address: status for address, status in asked.items() if status in ("400", "404", "500")} == {}
    assert len(asked) > 100


@cache
def strange():
    """The names, postcodes and numbers of our county that are not the other's too."""
    other, _ = read_county(FOLDER)
    places = {place.name for place in ours.places if place.districts and not place.ambiguous}
    named = {ours.name, *ours.other_names, *ours.homes, *ours.homes.values(), *ours.towns, ours.authority, *places}
    codes = {place.name for place in ours.outward_codes if place.districts}
    words = re.compile(rf"(?i:\b(?:{'|'.join(map(re.escape, named - other.names))})\b)|\b(?:{'|'.join(codes)})\b")
    organisations = json.loads((ours.folder / "organisations.json").read_text())["items"]
    points = [point for one in organisations for point in one.get("contact_points", [])]
    return words, {point["value"].replace("+44", "0") for point in points if point["value"].startswith("+44")}


def test_nothing_of_our_county_is_on_any_page(visit):
    words, numbers = strange()
    said = {}
    for address, text in visit["pages"].items():
        figures = re.sub(r"[\s()+-]", "", text)
        found = set(words.findall(text)) | {number for number in numbers if number in figures}
        if found - {"ST16"}:  # which a reader typed
            said[address] = found
    assert said == {}


def test_pages_say_whose_they_are(text_of):
    home = text_of("/")
    assert "<title>Home - Safer schools bank</title>" in home
    assert "Safeguarding and PSHE for Wealdmoor schools" in home
    assert 'content="#7a1f5c"' in home
    assert "For example secondary, Otter Vale" in home
    assert "Wealdmoor County Council runs the resource bank." in text_of("/about/")
    assert "such as ZZ1" in text_of("/privacy/")
    assert "--county: #7a1f5c;" in text_of("/static/css/county.css")


def test_programs_are_told_too(text_of):
    assert "<LongName>Safer schools bank for Wealdmoor schools</LongName>" in text_of("/opensearch.xml")
    manifest = json.loads(text_of("/site.webmanifest")[4:])
    assert (manifest["short_name"], manifest["theme_color"]) == ("Safer schools bank", "#7a1f5c")
    assert "the resource bank for Wealdmoor schools" in text_of("/api/openapi.json")
    assert "Mere Counselling" in text_of("/api/oruk/services?page=2")
    assert "<title>Safer schools bank: all that is new</title>" in text_of("/feeds/latest.atom")
    assert "PRODID:-//Wealdmoor safeguarding resource bank//EN" in text_of("/guidance/calendar.ics")


def test_its_places_and_postcodes_are_filters_and_ours_are_not(text_of):
    for query in ("counselling+saltmere", "ZZ2", "counselling+near+fell"):
        assert "Mere and Moor" in main_of(text_of(f"/search/?q={query}")), query
    assert "Mere Counselling" in main_of(text_of("/search/?q=counselling+saltmere"))
    assert "from your words" not in main_of(text_of("/search/?q=fell+off"))
    assert "Farlow Cross is outside Wealdmoor." in text_of("/search/?q=help+in+farlow+cross")
    assert "from your words" not in main_of(text_of("/search/?q=ST16+counselling"))


def test_who_do_i_call_names_the_council_of_the_home(text_of):
    own, neighbour = "Wealdmoor Children&#39;s Front Door", "Dunwell Family Hub"
    for home, there, not_there in (
        ("otter_vale", {own, NUMBERS["front-door"], NUMBERS["nights"]}, {neighbour}),
        ("dunwell", {neighbour, "0161 496 0011", "0161 496 0012"}, {own}),
        ("not_known", {own, neighbour}, set()),
        ("elsewhere", {"gov.uk/report-child-abuse-to-local-council"}, {own, neighbour}),
    ):
        said = main_of(text_of(f"who do i call: {home}"))
        assert {words for words in there if words not in said} == set(), home
        assert {words for words in not_there if words in said} == set(), home
    assert NUMBERS["lado"] in main_of(text_of("who do i call: allegation"))


def test_who_do_i_call_is_safe_where_the_council_s_numbers_are_gone(text_of):
    said = main_of(text_of("who do i call: nobody"))
    assert "We do not have the number of this council&#39;s social care here." in said
    assert "0808 800 5000" in said
    assert "We do not have the LADO&#39;s number here." in main_of(text_of("who do i call: no lado"))


def test_a_topic_has_those_whom_the_county_s_routes_would_call(text_of):
    hub = main_of(text_of("/topics/sharing-nudes/"))
    assert hub.index("Wealdmoor Schools Safeguarding Desk") < hub.index("Childline")


def test_boxes_and_paper_are_its_own(text_of):
    assert "Mere Counselling" in text_of("/embed/directory/mere_and_moor/")
    assert "for Wealdmoor schools. You cannot report a concern here." in text_of("/embed/who-do-i-call/")
    assert "Dunwell Family Hub" in text_of("/directory.pdf?district=dunwell")
    assert NUMBERS["front-door"] in text_of("/topics/sharing-nudes/incident-sheet.pdf?harmed=10-12&home=otter_vale")

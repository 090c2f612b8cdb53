"""A county's folder is read whole, or refused with the file, the place, what is wrong and how to mend it."""

import json
import shutil
import subprocess
import sys

import jsonschema
import pytest

from directory.county.colours import contrast, is_readable, readable, soft, stylesheet
from directory.county.current import county
from directory.county.fields import FIELDS
from directory.county.reading import read_county
from tests.machine import ROOT

OTHER = ROOT / "tests" / "counties" / "wealdmoor"
SCHEMA = ROOT / "fixtures" / "county.schema.json"


@pytest.fixture
def folder(tmp_path):
    """A copy of the second county that a test may spoil."""
    names = [path for path in OTHER.iterdir() if path.suffix in (".json", ".csv")]
    for path in names:
        shutil.copy(path, tmp_path)
    return tmp_path


def problems(folder):
    found, problems = read_county(folder)
    assert (found is None) == bool(problems)
    return [str(problem) for problem in problems]


def test_a_county_is_its_names_districts_and_places():
    other, none = read_county(OTHER)
    assert none == []
    assert (other.schools, other.about) == ("Wealdmoor schools", "Safeguarding and PSHE for Wealdmoor schools")
    assert other.homes == {"otter_vale": "Otter Vale", "mere_and_moor": "Mere and Moor", "dunwell": "Dunwell"}
    assert other.names == {"wealdmoor", "wealds"}
    places = {place.name: place for place in other.places}
    assert places["Saltmere"].districts == ("mere_and_moor",)
    assert places["Fell"].ambiguous
    assert places["Farlow Cross"].districts == ()


@pytest.mark.parametrize("folder_of", [county.folder, OTHER], ids=["ours", "the other"])
def test_the_facts_fit_the_schema(folder_of):
    schema = json.loads(SCHEMA.read_text())
    jsonschema.validate(json.loads((folder_of / "county.json").read_text()), schema)
    assert set(schema["required"]) == FIELDS.keys()


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"name": ""}, "county.json, name: it is empty. Write the county as it stands before another word"),
        ({"name": "FILL IN: it"}, "county.json, name: nobody has filled it in. Write the county"),
        ({"colour": "red"}, "county.json, colour: 'red' is not a colour such as #1a4b8c"),
        ({"colour": "#3a8f5c"}, "county.json, colour: #3a8f5c on white has a contrast of 4.0 to 1"),
        ({"towns": ["One"]}, "county.json, towns: there are 1 of them, and not 4."),
        ({"site_name": "x" * 25}, "county.json, site_name: it has more than 24 letters."),
        ({"accessibility_tested": "soon"}, "county.json, accessibility_tested: 'soon' is not a date"),
        ({"example_district": "nowhere"}, "county.json, example_district: 'nowhere' is no district."),
        ({"logo": "x"}, "county.json, logo: it is not a field we know."),
    ],
)
def test_a_fact_that_is_wrong_is_named(folder, values, problem):
    path = folder / "county.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))
    assert [line for line in problems(folder) if line.startswith(problem)]


@pytest.mark.parametrize(
    ("file", "row", "problem"),
    [
        ("districts.csv", "Elsewhere,Name,,E07000903,district,", "'Elsewhere' cannot be a code."),
        ("districts.csv", "national,Name,,E07000903,district,", "'national' cannot be a code."),
        ("districts.csv", "new,,,E07000903,district,", "it has no name."),
        ("districts.csv", "new,New,,E7,district,", "'E7' is no ONS code."),
        ("districts.csv", "new,New,,E07000903,parish,", "'parish' is no type."),
        ("districts.csv", "dunwell,New,,E07000903,district,", "'dunwell' is on line 7 too."),
        ("districts.csv", "new,New,,E07000901,district,", "'E07000901' is on line 5 too."),
        ("places.csv", "Somewhere,nowhere,", "'nowhere' is no district."),
        ("places.csv", "Somewhere,dunwell,perhaps", "'perhaps' says nothing."),
        ("places.csv", "saltmere,dunwell,", "'saltmere' is on line 8 too."),
        ("places.csv", "FILL IN,FILL IN,", "nobody has filled it in."),
        ("places.csv", "One,dunwell", "more or fewer cells than columns."),
        ("places.csv", "One, Two,dunwell,", "'Two' is no district."),
        ("places.csv", "One, Two,dunwell,ambiguous", "more or fewer cells than columns."),
        ("outward_codes.csv", "zz4,dunwell", "'zz4' is no first half of a postcode."),
        ("outward_codes.csv", "ZZ4,nowhere", "'nowhere': no such districts."),
        ("not_places.csv", 'otter,"~ pond, skin"', "a context without its place."),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_line(folder, file, row, problem):
    path = folder / file
    path.write_text(f"{path.read_text()}{row}\n")
    line = len(path.read_text().splitlines())
    assert [said for said in problems(folder) if said.startswith(f"{file}, line {line}: {problem}")]


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("county.json", b"{", "county.json, line 1: not readable as JSON"),
        ("county.json", b"[]", "county.json, line 1: not an object."),
        ("districts.csv", b"name;code\n", "districts.csv, line 1: other columns than it must have. Write code,name,"),
        ("districts.csv", b"", "districts.csv, line 1: other columns"),
        ("places.csv", "Caf\u00e9,dunwell,".encode("cp1252"), "places.csv, the file: it is not UTF-8."),
        ("places.csv", None, "places.csv, the file: it is not there."),
    ],
)
def test_a_file_that_cannot_be_read_is_named(folder, file, content, problem):
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_bytes(content)
    assert [line for line in problems(folder) if line.startswith(problem)]


def test_a_table_may_come_from_a_spreadsheet(folder):
    path = folder / "places.csv"
    rows = path.read_text().replace("# ", '"# ', 1).splitlines()
    path.write_bytes(b"\xef\xbb\xbf" + "".join(f"{row},,\r\n" for row in rows).encode())
    assert problems(folder) == []


def test_all_that_is_wrong_is_said_at_once(folder):
    for name in ("county.json", "places.csv"):
        (folder / name).unlink()
    assert len(problems(folder)) == 2


def test_nothing_starts_without_a_county_that_can_be_read(folder):
    (folder / "places.csv").write_text("name,district,ambiguous\nOne,nowhere,\n")
    command = [sys.executable, "-c", "from directory.county.current import county"]
    done = subprocess.run(
        command, cwd=ROOT, env={"COUNTY_FOLDER": str(folder)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "\n" not in done.stderr.strip()
    assert f"COUNTY_FOLDER: {folder}/places.csv, line 2: 'nowhere' is no district." in done.stderr


def test_a_colour_keeps_its_contrast_or_is_told_a_shade_that_has_it():
    assert round(contrast("#000000", "#ffffff")) == 21
    for colour in ("#3a8f5c", "#ffffff", "#e0b000", "#0b62d0"):
        shade = readable(colour)
        assert not is_readable(colour) or shade == colour
        assert min(contrast(shade, "#ffffff"), contrast(shade, soft(shade))) >= 7
    assert "--county: #7a1f5c;" in stylesheet("#7a1f5c")

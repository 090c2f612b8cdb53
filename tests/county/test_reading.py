"""A county's folder is read whole, or refused with the file, the place, what is wrong and how to mend it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

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
        ({"colour": "red"}, "county.json, colour: 'red' is not a colour such as #1a4b8c. Write"),
        ({"colour": "#3a8f5c"}, "county.json, colour: #3a8f5c on white has a contrast of 4.0 to 1"),
        ({"towns": ["One"]}, "county.json, towns: there are 1 of them, and not 4."),
        ({"site_name": "x" * 25}, "county.json, site_name: it has more than 24 letters."),
        ({"accessibility_tested": "soon"}, "county.json, accessibility_tested: 'soon' is not a date"),
        ({"example_district": "nowhere"}, "county.json, example_district: 'nowhere' is no district."),
        ({"logo": "x"}, "county.json, logo: it is not a field we know."),
        ({"name": 5}, "county.json, name: it is not a text in quotation marks."),
        ({"name": "Weald\nmoor"}, "county.json, name: it has a line break, or a sign that nobody can see."),
        ({"in_sentences": "Weald\u202emoor"}, "county.json, in_sentences: it has a line break, or a sign"),
        ({"site_name": "<b>Bank</b>"}, "county.json, site_name: it has < or > in it."),
        ({"advice_team": "the desk\u0007"}, "county.json, advice_team: it has a line break, or a sign"),
        ({"why": "<script>"}, "county.json, why: it has < or > in it."),
        ({"authority": "Caf? Council"}, "county.json, authority: 'Caf? Council' has a question mark"),
        ({"other_names": ["?"]}, "county.json, other_names: '?' has a question mark, perhaps for a letter"),
        ({"towns": ["One", "Two", "Three", "4"]}, "county.json, towns: '4' has no letter in it."),
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
        ("not_places.csv", "fell,~ over", "'fell' is on line 4 too."),
        ("districts.csv", "new,otter vale,,E07000903,district,", "the name 'otter vale' is on line 5 too."),
        ("districts.csv", "new,New,Dunwell,E07000903,district,", "the name 'Dunwell' is on line 7 too."),
        ("districts.csv", "new,New,,E07000903,district,new; Saltmere", "the search word 'Saltmere' is on line 6"),
        ("districts.csv", "new,<i>New</i>,,E07000903,district,", "name: it has < or > in it. Write it as it is said"),
        ("districts.csv", "new,New,,E07000903,district,a\u200bb", "search_words: it has a line break, or a sign"),
        ("places.csv", "Newcastle?under?Lyme,dunwell,", "name: 'Newcastle?under?Lyme' has a question mark"),
        ("places.csv", "--,dunwell,", "name: '--' has no letter in it."),
        ("places.csv", "A\x0bB,dunwell,", "name: it has a line break, or a sign that nobody can see."),
        ("places.csv", '"One"two,dunwell,', "a quotation mark is missing or too many, or a cell has a line break."),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_line(folder, file, row, problem):
    path = folder / file
    path.write_text(f"{path.read_text()}{row}\n")
    line = path.read_text().count("\n")
    assert [said for said in problems(folder) if said.startswith(f"{file}, line {line}: {problem}")]


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("county.json", b"[]", "county.json, line 1: not an object."),
        ("districts.csv", b"name,code\n", "districts.csv, line 1: other columns than it must have. Write code,name,"),
        (
            "places.csv",
            b"name;district;ambiguous\nOne;dunwell;\n",
            "places.csv, line 1: its cells are separated by s",
        ),
        ("places.csv", b'# a, b\n"name"\t"district"\n', "places.csv, line 2: its cells are separated by tabs. Save"),
        ("places.csv", b'name,district,ambiguous\n"On\ne",dunwell,\n', "places.csv, line 2: a quotation mark"),
        ("county.json", '"Caf\u00e9"'.encode("cp1252"), "county.json, the file: it is not UTF-8. Save it as UTF-8."),
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


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1, column 1: there is nothing in the file."),
        ("{", "line 1, column 2: the file ends too early."),
        ('{"name": "A"', "line 1, column 13: the file ends too early."),
        ('{\n  "name": "A"\n  "why": "B"\n}', "line 3, column 3: a comma is missing before this place"),
        ('{"name" "A"}', "line 1, column 9: a colon is missing here."),
        ("{name: 1}", "line 1, column 2: a field in quotation marks should begin here."),
        ('{"name": "A",}', "line 1, column 1"),
        ('{"name": A}', "line 1, column 10: a value should begin here."),
        ('{"name": “A”}', "line 1, column 10: there is a curly quotation mark."),
        ('{"name": "A}', "line 1, column 10: the text that begins here has no end."),
        ('{"name": "A\nB"}', "line 1, column 12: a text has a line break"),
        ('{"name": "A\\q"}', "line 1, column 12: a text has a \\ in it."),
        ('{"name": "A"} and more', "line 1, column 15: the file goes on behind its end."),
        ("[" * 100_000, "the file: it is not written as JSON."),
    ],
)
def test_what_is_no_json_is_said_in_plain_words_with_line_and_column(folder, text, problem):
    (folder / "county.json").write_text(text)
    (said,) = problems(folder)
    assert said.startswith(f"county.json, {problem}")
    assert not re.search(r"Expecting|delimiter|JSONDecode|char \d", said)


def test_json_may_begin_with_a_mark_of_its_encoding(folder):
    path = folder / "county.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert problems(folder) == []


AGAIN = "Take it away, and run new_county on the folder again."


def test_a_link_to_nothing_and_a_folder_in_the_place_of_a_file_are_said(folder):
    for name in ("county.json", "places.csv"):
        (folder / name).unlink()
    (folder / "county.json").mkdir()
    (folder / "places.csv").symlink_to(folder / "nowhere.csv")
    assert problems(folder) == [
        f"county.json, the file: it is a folder where a file must be. {AGAIN}",
        "places.csv, the file: it is a link to something that is not there. Put that there, or take the link away.",
    ]


def test_files_that_may_not_be_opened_are_said(folder, monkeypatch):
    def refused(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refused)
    said = problems(folder)
    assert len(said) == 5
    assert said[0].startswith("county.json, the file: whoever runs this may not open it. Change its rights")


def test_a_colour_may_be_in_capitals(folder):
    path = folder / "county.json"
    path.write_text(path.read_text().replace("#7a1f5c", " #7A1F5C"))
    assert read_county(folder)[0].colour == "#7a1f5c"


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

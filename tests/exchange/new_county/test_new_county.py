"""A new county's folder: what is written says what to put where, and the check says all that is wrong."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from directory.county.current import county
from directory.county.files import FILL_IN
from directory.county.reading import read_county
from directory.exchange.new_county import drawing
from directory.exchange.new_county.checking import problems_of_folder
from directory.exchange.new_county.notes import notes_of_folder, notes_of_names, notes_of_schema
from directory.exchange.new_county.writing import SCHEMA, TEMPLATE, write_folder
from tests.machine import ROOT

OTHER = ROOT / "tests" / "counties" / "wealdmoor"


@pytest.fixture
def new(tmp_path):
    """As it is written, before anybody has filled anything in."""
    folder = tmp_path / "northshire"
    write_folder(folder, "Northshire")
    return folder


@pytest.fixture
def filled(tmp_path):
    """A copy of a county that is right, which a test may spoil."""
    return shutil.copytree(OTHER, tmp_path / "filled")


def change(folder, file, record, **values):
    content = json.loads((folder / file).read_text())
    next(item for item in content["items"] if record in (item.get("id"), item.get("need"))).update(values)
    (folder / file).write_text(json.dumps(content))


def test_a_new_folder_has_the_county_s_name_and_says_where_somebody_must_say_something(new):
    assert {path.name for path in new.iterdir()} == {path.name for path in TEMPLATE.iterdir()} | {SCHEMA.name}
    texts = [path.read_text() for path in new.iterdir()]
    assert not any("{name}" in text for text in texts)
    assert "Northshire" in (new / "README.md").read_text()
    assert county.name not in " ".join(texts)


def test_what_is_there_is_not_written_over(new):
    (new / "county.json").write_text("{}")
    (new / "places.csv").unlink()
    assert write_folder(new, "Southshire") == ["places.csv"]
    assert (new / "county.json").read_text() == "{}"


def test_the_check_says_all_that_nobody_has_filled_in(new):
    said = problems_of_folder(new)
    left = sum(path.read_text().count(FILL_IN) for path in new.glob("*.json"))
    assert len([line for line in said if line.startswith(("county.json", "organisations.json"))]) >= left - 3  # towns
    for line in (
        "county.json, authority: nobody has filled it in. Write the council that runs the site, by its full name.",
        "districts.csv, line 5: nobody has filled it in. Say it, or take the line away.",
        "organisations.json, police: title: nobody has filled it in. Write the name of the police force.",
    ):
        assert line in said


def test_a_county_that_is_right_has_nothing_to_mend(filled):
    assert problems_of_folder(filled) == []
    assert problems_of_folder(county.folder) == []


@pytest.mark.parametrize(
    ("file", "record", "values", "problem"),
    [
        (
            "organisations.json",
            "front-door",
            {"confidence": "low"},
            "routes.json, front_door: nobody of Wealdmoor for",
        ),
        *(
            ("organisations.json", name, values, f"routes.json, {need}: nobody of Wealdmoor for")
            for name, need in (("front-door", "front_door"), ("out-of-hours", "out_of_hours"))
            for values in (
                {"contact_points": []},
                {"contact_points": [{"channel": "text", "value": "60001"}]},
                {"age_min": 5},
                {"age_max": 16},
            )
        ),
        ("organisations.json", "lado", {"status": "closed"}, "routes.json, allegation: nobody of Wealdmoor"),
        (
            "organisations.json",
            "police",
            {"districts": ["nowhere"]},
            "organisations.json, police: districts: 'nowhere'",
        ),
        ("organisations.json", "police", {"colour": "red"}, "organisations.json, police: colour is not a field"),
        (
            "routes.json",
            "out_of_hours",
            {"contacts": []},
            "routes.json, out_of_hours: nobody of Wealdmoor for Dunwell",
        ),
        ("routes.json", "police", {"need": "help"}, "routes.json, 'help': there is no such need. Write one of"),
        (
            "routes.json",
            "staff_advice",
            {"contacts": [{"organisation": "schols-desk", "channel": "phone", "position": 1}]},
            "routes.json, staff_advice: there is no organisation with the id 'schols-desk'. Write the id of a record",
        ),
        (
            "routes.json",
            "staff_advice",
            {"contacts": [{"tool": "organisation:schols-desk"}]},
            "routes.json, staff_advice: there is no entry 'organisation:schols-desk'.",
        ),
        (
            "routes.json",
            "allegation",
            {"contacts": [{"organisation": "lado", "channel": "phone", "position": 2}]},
            "routes.json, allegation: lado has no phone 2.",
        ),
        (
            "organisations.json",
            "front-door",
            {"contact_points": [{"channel": "phone", "value": "12"}]},
            "organisations.json, front-door: contact_points:",
        ),
    ],
)
def test_what_is_wrong_with_local_help_is_said(filled, file, record, values, problem):
    change(filled, file, record, **values)
    assert [line for line in problems_of_folder(filled) if line.startswith(problem)]


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("glossary.json", {"items": [{"term": "MASH"}]}, "glossary.json, MASH: definition is missing."),
        ("synonyms.json", {"groups": [["alone"]]}, "synonyms.json, ['alone']: a group is two phrases or more."),
        ("networks.json", {"items": [{"id": "otter"}]}, "networks.json, otter: name is missing."),
        ("networks.json", {"items": [{"id": "otter", "type": "club"}]}, "networks.json, otter: type: 'club' is not"),
        ("hubs.json", {"items": [{"topic": "tea"}]}, "hubs.json, tea: the bank has no such topic or area."),
        ("hubs.json", {"items": [{"topic": "grooming", "contacts": ["nobody"]}]}, "hubs.json, grooming: contacts:"),
        ("resources.json", {"items": ["kcsie"]}, "resources.json: expected a list of records under “items”."),
    ],
)
def test_what_is_wrong_with_other_local_content_is_said(filled, file, content, problem):
    path = filled / file
    audit = {"audit_areas": []} if file == "hubs.json" else {}
    path.write_text(json.dumps(content | audit))
    assert [line for line in problems_of_folder(filled) if line.startswith(problem)]


def test_a_wrong_id_is_said_of_the_file_that_has_it_only(filled):
    change(filled, "routes.json", "staff_advice", contacts=[{"organisation": "x", "channel": "phone", "position": 1}])
    assert {line.partition(",")[0] for line in problems_of_folder(filled)} == {"routes.json"}


@pytest.mark.parametrize("name", ["organisations.json", "routes.json", "networks.json"])
def test_a_local_file_that_cannot_be_opened_is_one_line(filled, name):
    (filled / name).unlink(missing_ok=True)
    (filled / name).symlink_to(filled / "nowhere.json")
    assert f"{name}, the file: it is a link to something that is not there." in problems_of_folder(filled)[0]
    (filled / name).unlink()
    (filled / name).mkdir()
    assert problems_of_folder(filled)[0].startswith(f"{name}, the file: it is a folder where a file must be.")


def test_a_local_file_may_begin_with_a_mark_of_its_encoding_and_is_no_json_in_plain_words(filled):
    path = filled / "routes.json"
    text = path.read_text()
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert problems_of_folder(filled) == []
    path.write_text(text.replace(",", "", 1))
    assert problems_of_folder(filled)[0].startswith("routes.json, line 5, column 7: a comma is missing before")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "logo.svg, the file: it is not UTF-8. Save the drawing as SVG"),
        (b"<svg", "logo.svg, the file: it is not a drawing that can be read."),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><image href="a.png"/></svg>', "logo.svg, the file: it is not a"),
        (None, "logo.svg, the file: it is a link to something that is not there."),
    ],
)
def test_a_logo_that_is_none_is_said_and_nothing_is_drawn(filled, content, problem):
    before = (filled / "root" / "favicon.ico").read_bytes()
    path = filled / drawing.LOGO
    path.symlink_to(filled / "nowhere") if content is None else path.write_bytes(content)
    (said,) = problems_of_folder(filled)
    assert said.startswith(problem)
    with pytest.raises(CommandError, match=rf"Nothing was drawn\.\n{re.escape(problem)}"):
        call_command("new_county", filled, draw=True)
    assert (filled / "root" / "favicon.ico").read_bytes() == before


def test_what_nothing_reads_is_noted_and_stops_nothing(filled, capsys):
    assert list(notes_of_names(filled)) == []
    for name in ("logo.png", "Logo.svg", "organisation.json", "places.xlsx", "minutes.txt"):
        (filled / name).touch()
    call_command("new_county", filled, check=True)
    said = capsys.readouterr().out
    assert "note: logo.png: nothing is drawn of it. Save the logo as SVG, under the name logo.svg." in said
    assert "note: Logo.svg: nothing is drawn of it." in said
    assert "note: organisation.json: nothing reads a file of this name. README.md has those that are read." in said
    assert "note: places.xlsx: nothing reads" in said
    assert "minutes.txt" not in said
    assert "nothing is missing or wrong" in said


def test_a_schema_that_is_not_there_is_noted(new, filled):
    assert list(notes_of_schema(new)) == []
    (new / SCHEMA.name).unlink()
    assert [note for note in notes_of_schema(new) if note.startswith("county.json, $schema: there is no county.")]
    assert list(notes_of_schema(county.folder)) == []


def help_noted(folder):
    return [note for note in notes_of_folder(folder, is_right=True) if note.startswith("routes.json")]


OWN = "The council's own is what has “refer_social_care” among its help_kinds."
SAID = f"“Who do I call?” says so there, and where to find it. {OWN}"
LADO_SHOWN = "“Who do I call?” shows schools there the one of another district."
LADO = "The local authority designated officer (LADO)"
PAGE_ONLY = (
    f"routes.json, allegation: a web page and no telephone number ({LADO}). “Who do I call?” says so. Name a number "
    "if there is one."
)


def test_each_district_without_a_local_contact_by_day_or_at_night_is_noted(filled):
    assert help_noted(county.folder) == [
        f"routes.json, out_of_hours: nobody at night for Stoke-on-Trent (Adult safeguarding). {SAID}",
        f"routes.json, allegation: nobody for Stoke-on-Trent ({LADO}). {LADO_SHOWN}",
        PAGE_ONLY,
    ]
    every = ["otter_vale", "mere_and_moor", "dunwell"]
    for name in ("adult-safeguarding", "lado", "out-of-hours"):
        change(filled, "organisations.json", name, districts=every)
    assert help_noted(filled) == []
    change(filled, "organisations.json", "adult-safeguarding", districts=["otter_vale"])
    assert help_noted(filled) == [
        f"routes.json, adult_front_door: nobody by day for Mere and Moor, Dunwell (Adult safeguarding). {SAID}"
    ]


NEIGHBOURS = {"front-door": "dunwell-front-door", "out-of-hours": "dunwell-nights"}
CHARITIES = [{"organisation": "mere-counselling", "channel": "phone", "position": place} for place in (1, 2, 3)]


@pytest.mark.parametrize("gone", ["front-door", "out-of-hours"])
def test_local_charities_do_not_stand_in_for_the_council(filled, gone):
    """Neither in its place nor before it: only what the data says is the council's own counts."""
    points = [{"channel": "phone", "value": f"0161 496 001{number}"} for number in (6, 7, 8)]
    every = ["otter_vale", "mere_and_moor", "dunwell"]
    change(
        filled,
        "organisations.json",
        "mere-counselling",
        contact_points=points,
        districts=every,
        age_min=0,
        age_max=25,
    )
    need = gone.replace("-", "_")
    council = [{"organisation": name, "channel": "phone", "position": 1} for name in (gone, NEIGHBOURS[gone])]
    change(filled, "routes.json", need, contacts=[*CHARITIES, *council])
    assert problems_of_folder(filled) == []
    change(filled, "routes.json", need, contacts=CHARITIES)
    said = problems_of_folder(filled)
    assert len(said) == 3
    assert said[0].startswith(f"routes.json, {need}: nobody of Wealdmoor for Otter Vale")
    assert said[0].endswith(OWN)


def test_a_charity_is_no_lado_and_a_page_of_the_lado_is_no_number(filled):
    change(filled, "routes.json", "allegation", contacts=CHARITIES[:1])
    (said,) = problems_of_folder(filled)
    assert said.startswith("routes.json, allegation: nobody of Wealdmoor")
    change(filled, "routes.json", "allegation", contacts=[{"tool": "organisation:lado"}])
    assert problems_of_folder(filled) == []
    assert PAGE_ONLY in help_noted(filled)
    change(filled, "routes.json", "adult_front_door", contacts=[{"tool": "organisation:adult-safeguarding"}])
    assert any("adult_front_door: nobody by day for Otter Vale" in note for note in help_noted(filled))


def test_a_number_that_always_answers_is_one_for_the_night(filled):
    change(filled, "organisations.json", "out-of-hours", age_max=18)
    assert any("out_of_hours: nobody at night for Otter Vale" in note for note in help_noted(filled))
    point = {"channel": "phone", "value": "0161 496 0009", "always_open": True}
    change(
        filled,
        "organisations.json",
        "adult-safeguarding",
        contact_points=[point],
        districts=["otter_vale", "mere_and_moor", "dunwell"],
    )
    assert not any("out_of_hours" in note for note in help_noted(filled))


def test_a_number_of_the_night_that_always_answers_is_one_for_the_day(filled):
    change(filled, "routes.json", "adult_front_door", contacts=[])
    assert any("adult_front_door: nobody by day for Otter Vale" in note for note in help_noted(filled))
    point = {"channel": "phone", "value": "0161 496 0009", "always_open": True}
    change(filled, "organisations.json", "out-of-hours", contact_points=[point], age_max=25)
    assert not any("Otter Vale" in note for note in help_noted(filled))


FRONT_DOOR = {"organisation": "front-door", "channel": "phone", "position": 1}
STEP = {"when": "hour", "text": "Ask.", "source": "kcsie"}
NOT_ONE = "['front-door'] is not one name. Write it in quotation marks, without brackets."


@pytest.mark.parametrize(
    ("file", "record", "values", "problem"),
    [
        (
            "routes.json",
            "front_door",
            {"contacts": [FRONT_DOOR | {"youngest": "5"}]},
            "routes.json, front_door: youngest: '5' is not a whole number of years from 0 to 25.",
        ),
        (
            "organisations.json",
            "front-door",
            {"age_min": "11"},
            "organisations.json, front-door: age_min: '11' is not a whole number of years from 0 to 25.",
        ),
        (
            "organisations.json",
            "front-door",
            {"districts": None},
            "organisations.json, front-door: districts is not a list of names. Write [] where there are none.",
        ),
        (
            "organisations.json",
            "front-door",
            {"contact_points": None},
            "organisations.json, front-door: contact_points is not a list of records. Write [] where there are none.",
        ),
        (
            "organisations.json",
            "front-door",
            {"id": ["front-door"]},
            f"organisations.json, ['front-door']: id: {NOT_ONE}",
        ),
        (
            "routes.json",
            "front_door",
            {"contacts": [FRONT_DOOR | {"districts": None}]},
            "routes.json, front_door: districts is not a list of names. Write [] where there are none.",
        ),
        (
            "routes.json",
            "front_door",
            {"contacts": [FRONT_DOOR | {"organisation": ["front-door"]}]},
            f"routes.json, front_door: organisation: {NOT_ONE}",
        ),
        (
            "routes.json",
            "front_door",
            {"contacts": None},
            "routes.json, front_door: contacts is not a list of records. Write [] where there are none.",
        ),
    ],
)
def test_a_value_of_another_kind_is_one_plain_line(filled, capsys, file, record, values, problem):
    change(filled, file, record, **values)
    with pytest.raises(CommandError) as error:
        call_command("new_county", filled, check=True)
    assert problem in str(error.value).splitlines()
    assert "note: routes.json" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("hub", "area", "problem"),
    [
        ({"contacts": None}, {}, "hubs.json, grooming: contacts is not a list of names."),
        ({"contacts": "front-door"}, {}, "hubs.json, grooming: contacts is not a list of names."),
        ({"steps": None}, {}, "hubs.json, grooming: steps is not a list of records."),
        ({"steps": ["Ask."]}, {}, "hubs.json, grooming: steps is not a list of records."),
        ({"steps": [STEP | {"source": ["kcsie"]}]}, {}, "hubs.json, grooming: source: ['kcsie'] is not one name."),
        ({}, {"guidance": None}, "hubs.json, Policy: guidance is not a list of names."),
    ],
)
def test_a_list_of_a_hub_or_an_area_that_is_none_is_one_plain_line(filled, hub, area, problem):
    content = {"items": [{"topic": "grooming"} | hub], "audit_areas": [{"title": "Policy", "guidance": []} | area]}
    (filled / "hubs.json").write_text(json.dumps(content))
    (said,) = problems_of_folder(filled)
    assert said.startswith(problem)


def test_a_phrase_that_is_none_is_one_plain_line(filled):
    (filled / "synonyms.json").write_text(json.dumps({"groups": [[["alone"], "by oneself"]]}))
    (said,) = problems_of_folder(filled)
    assert said == "synonyms.json, [['alone']]: a group is two phrases or more."


def test_a_manifest_is_json_whatever_the_names_are(filled):
    found, _ = read_county(filled)
    names = replace(found, name='A "B"', site_name="C \\ D", folder=filled)
    said = json.loads(drawing.manifest(names))
    assert (said["name"], said["short_name"]) == ('C \\ D for A "B" schools', "C \\ D")


def test_a_name_may_have_quotation_marks_and_no_markup(tmp_path):
    write_folder(tmp_path, 'The "North"')
    assert json.loads((tmp_path / "county.json").read_text())["name"] == 'The "North"'
    with pytest.raises(CommandError, match=r"--name: it has < or > in it\."):
        call_command("new_county", tmp_path / "other", name="<b>North</b>")


def test_what_the_machine_refuses_is_one_line(filled, monkeypatch):
    (filled / "file").touch()
    with pytest.raises(CommandError, match=r"file: it is a file where a folder must be\. Take it away"):
        call_command("new_county", filled / "file", name="Northshire")
    shutil.rmtree(filled / "root")
    (filled / "root").touch()
    with pytest.raises(CommandError, match="root: it is a file where a folder must be"):
        call_command("new_county", filled, draw=True)

    def refused(path, *args, **kwargs):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(CommandError, match=r"filled: whoever runs this may not open it\. Change its rights"):
        call_command("new_county", filled, check=True)


def test_all_is_said_at_once_of_a_county_that_cannot_be_read(filled):
    (filled / "places.csv").write_text("name,district,ambiguous\nOne,nowhere,\n")
    change(filled, "organisations.json", "lado", status="closed")
    said = problems_of_folder(filled)
    assert said[0].startswith("places.csv, line 2: 'nowhere' is no district.")
    assert any(line.startswith("routes.json, allegation: nobody of the county") for line in said)


def test_pictures_of_another_name_or_colour_are_drawn_anew(filled):
    facts = json.loads((filled / "county.json").read_text())
    (filled / "county.json").write_text(json.dumps(facts | {"name": "Moorweald"}))
    assert "root/, static/: they were made of another name" in problems_of_folder(filled)[0]
    call_command("new_county", filled, draw=True, check=True)
    (filled / "root" / "icon-192.png").unlink()
    assert problems_of_folder(filled)[0].startswith("root/icon-192.png: it is not there.")


def test_a_county_in_our_colour_has_our_icon_and_stylesheet(filled):
    found, _ = read_county(filled)
    ours = replace(found, colour=county.colour)
    assert "static/css/county.css" in drawing.texts(found)
    assert drawing.texts(ours).keys() == {"root/site.webmanifest"}
    assert 'fill="#7a1f5c"' in drawing.logo_of(found)


def test_the_command_writes_refuses_and_says_what_to_do(tmp_path, capsys):
    folder = tmp_path / "northshire"
    with pytest.raises(CommandError, match="--name Northshire"):
        call_command("new_county", folder)
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("new_county", folder, check=True)
    call_command("new_county", folder, name="Northshire")
    assert "county.json: written" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Nothing was drawn"):
        call_command("new_county", folder, draw=True)
    with pytest.raises(CommandError, match="to mend"):
        call_command("new_county", folder, check=True)

"""A new county's folder: what is written says what to put where, and the check says all that is wrong."""

import json
import shutil
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from directory.county.current import county
from directory.county.files import FILL_IN
from directory.county.reading import read_county
from directory.exchange.new_county import drawing
from directory.exchange.new_county.checking import problems_of_folder
from directory.exchange.new_county.writing import TEMPLATE, write_folder
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
    assert {path.name for path in new.iterdir()} == {path.name for path in TEMPLATE.iterdir()}
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
        ("routes.json", "police", {"need": "help"}, "routes.json, 'help': there is no such need."),
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

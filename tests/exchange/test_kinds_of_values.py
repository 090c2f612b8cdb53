"""A value of another kind of JSON than its field holds is one plain sentence, wherever it stands in a file."""

import json
import shutil

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from directory.casestudies.models import CaseStudy
from directory.catalogue.records.rows import checked_rows
from directory.exchange.starter_content.checking import problems_of_record
from directory.exchange.starter_content.kinds import plain_fields
from directory.exchange.starter_content.reading import ContentError, read_vocabularies
from directory.exchange.starter_content.shapes import SHAPES
from directory.exchange.starter_content.slips import slips_of
from tests.machine import ROOT

OTHER = ROOT / "tests" / "counties" / "wealdmoor"
WRONG = (None, 5, 1.5, True, "text", ["text"], [None], {"a": 1}, [], {})
NOT_A_TEXT = "is not a text. Write it in quotation marks, or leave it out."


@pytest.fixture
def filled(tmp_path):
    return shutil.copytree(OTHER, tmp_path / "filled")


def said_of(shape, **values):
    ids = {one.model.KIND: ["one"] for one in SHAPES}
    codes = {"sectors": set(), **{name: set() for one in SHAPES for name in one.terms.values()}}
    codes |= {name: set() for one in SHAPES for name in one.term.values()}
    record = {"id": "one", **values}
    return [line for line in problems_of_record(record, shape, codes, ids) if not line.endswith("is missing.")]


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "null"), (5, "5"), (["Because."], '["Because."]'), ({"a": True}, '{"a": true}')]
)
def test_the_check_of_a_county_names_what_of_a_decision_is_no_text(filled, value, shown):
    decision = {"when": "", "what": "They told both families.", "why": value}
    record = {"id": "one", "title": "One", "districts": [], "decisions": [decision]}
    (filled / "case_studies.json").write_text(json.dumps({"items": [record]}))
    with pytest.raises(CommandError) as error:
        call_command("new_county", filled, check=True)
    line = f"case_studies.json, one: decisions: Decision 1: why: {shown} {NOT_A_TEXT}"
    assert line in str(error.value).splitlines()


@pytest.mark.parametrize("shape", [one for one in SHAPES if one.rows], ids=lambda shape: shape.file)
def test_every_part_of_a_row_is_of_the_kind_that_it_must_be(shape):
    for name, parts in shape.rows.items():
        for part in parts:
            found = {json.dumps(value): said_of(shape, **{name: [{part: value}]}) for value in WRONG}
            assert all(line.startswith(f"{name}: ") for lines in found.values() for line in lines)
            # Besides that the rest of the row is missing: what is not there, a list and a record are never right.
            wrong = [lines for lines in found.values() if any(f" 1: {part}: " in line for line in lines)]
            assert len(wrong) >= len(WRONG) - 3, (name, part, found)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.file)
def test_every_field_of_a_record_is_of_the_kind_that_it_must_be(shape):
    for key in plain_fields(shape):
        for value in ([None], {"a": 1}, 1.5):
            lines = said_of(shape, **{key: value})
            assert [line for line in lines if line.startswith((f"{key}: ", f"{key} is not"))], (key, value)
        for value in WRONG:
            said_of(shape, **{key: value})  # no more than a sentence


@pytest.mark.parametrize("key", ["state", "slug", "reference", "revisions", "created_by", "cites"])
def test_a_record_cannot_say_what_is_the_bank_s_own_to_say(key):
    (shape,) = (one for one in SHAPES if one.file == "resources.json")
    assert said_of(shape, **{key: "text"}) == [f"{key} is not a field we know."]


def test_records_that_are_read_anywhere_refuse_rows_of_another_kind():
    """An import, a version of before and another bank's entries come this way too."""
    with pytest.raises(ValidationError) as error:
        checked_rows(CaseStudy, "decisions", [{"what": "They asked.", "why": None}, {"what": ["a"], "why": ""}])
    assert error.value.messages == [
        f"Decision 1: why: null {NOT_A_TEXT}",
        f'Decision 2: what was decided: ["a"] {NOT_A_TEXT}',
    ]


@pytest.mark.parametrize(
    ("file", "items", "problem"),
    [
        ("glossary.json", {"term": "MASH", "short": "M"}, "glossary.json, MASH: short is not a list of texts."),
        ("collections.json", {"id": "one", "title": 5}, f"collections.json, one: title: 5 {NOT_A_TEXT}"),
        (
            "collections.json",
            {"id": "one", "entries": [{"entry": "a:b", "note": None}]},
            f"collections.json, one: note: null {NOT_A_TEXT}",
        ),
        ("networks.json", {"id": "one", "summary": ["a"]}, f'networks.json, one: summary: ["a"] {NOT_A_TEXT}'),
        (
            "routes.json",
            {"need": "police", "contacts": [{"note": 101}]},
            f"routes.json, police: note: 101 {NOT_A_TEXT}",
        ),
        (
            "routes.json",
            {"need": "police", "contacts": [{"needs_no_name": "no"}]},
            'routes.json, police: needs_no_name: "no" is neither true nor false.',
        ),
        ("hubs.json", {"topic": "one", "never": None}, "hubs.json, one: never is not a list of texts."),
    ],
)
def test_the_other_files_say_it_too(tmp_path, file, items, problem):
    (tmp_path / file).write_text(json.dumps({"items": [items]}))
    assert [line for line in slips_of(tmp_path) if line.startswith(problem)]


@pytest.mark.parametrize("key", ["topics", "questions", "former_questions", "evidence", "guidance"])
def test_an_area_s_lists_are_lists(tmp_path, key):
    (tmp_path / "hubs.json").write_text(json.dumps({"items": [], "audit_areas": [{"title": "Policy", key: None}]}))
    (said,) = slips_of(tmp_path)
    assert said.startswith(f"hubs.json, Policy: {key} is not a list of")


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("search_words", "consent", "search_words is not a list of texts."),
        ("order", "10", 'order: "10" is not a whole number.'),
        ("hint", None, f"hint: null {NOT_A_TEXT}"),
        ("colour", "red", "colour is not a field we know."),
    ],
)
def test_a_vocabulary_says_it_too(tmp_path, key, value, problem):
    content = json.loads((ROOT / "fixtures" / "vocabularies.json").read_text())
    content["vocabularies"]["sectors"]["terms"][0][key] = value
    (tmp_path / "vocabularies.json").write_text(json.dumps(content))
    with pytest.raises(ContentError) as error:
        read_vocabularies(tmp_path)
    assert error.value.problems[0].startswith(f"vocabularies.json, sectors, early_years: {problem}")

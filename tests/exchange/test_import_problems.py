"""What people read of an import that is refused: plain words about their own file, and nothing of the program."""

import re

import pytest
import tablib
from django.apps import apps
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.catalogue.kinds import Kind
from directory.catalogue.records.reading import fields_of, model_of
from directory.exchange.columns.column_help import columns_explained
from directory.exchange.columns.contact_columns import contact_columns
from directory.exchange.entry_resource import EntryResource
from directory.exchange.import_problems import import_problems
from tests.quick import fewer

pytestmark = pytest.mark.django_db

CLASSES = {name for model in apps.get_models() if re.search("[a-z][A-Z]", name := model.__name__)}
INSIDES = re.compile(r"__|\bobject at\b|\bNone\b|Traceback|\w+Error\b|\{'|\['|django|directory\.")
STRANGE = (
    "yes",
    "Primary, nothing",
    "2026-13-45",
    "=1+1",
    "#REF!",
    "NaN",
    "-1",
    "9" * 30,
    "a | b | c",
    "|" * 20,
    "javascript:alert(1)",
    "organisation:nobody",
    "KS9",
    "1785222000",
    "\x07",
    "x" * 600,
    "Secondry",
)
CELLS = st.sampled_from(STRANGE) | st.text(max_size=12).filter(lambda text: "_" not in text)


def names_of_code(model):
    """The names that the program has for the fields of a kind, where no reader could take them for words."""
    rows = [name for names in model.ROWS.values() for name in names]
    return {name for name in [*(field.name for field in fields_of(model)), *rows] if "_" in name}


@pytest.mark.parametrize("kind", Kind)
@settings(max_examples=fewer(24))
@given(cell=CELLS)
def test_no_message_shows_the_insides_of_the_program(kind, cell):
    model = model_of(kind)
    columns = [*EntryResource(model).columns[1:], *contact_columns(model), "ages"]
    rows = tablib.Dataset(headers=["reference", *columns])
    for number, column in enumerate(columns):
        rows.append([f"row-{number}", *(cell if name == column else "" for name in columns)])
    problems = list(import_problems(EntryResource(model).import_rows(rows, dry_run=True)))
    said = " ".join(words for _, words in problems).replace(cell, "")
    assert not INSIDES.search(said), said
    assert not [name for name in names_of_code(model) | CLASSES if re.search(rf"\b{name}\b", said)], said


@pytest.mark.parametrize("kind", Kind)
def test_the_template_explains_every_column_that_may_be_there(kind):
    model = model_of(kind)
    explained = [heading for heading, _, _ in columns_explained(model)]
    contacts = set(contact_columns(model)) - {"telephone"}  # the same as "phone"
    assert {*EntryResource(model).columns, "ages", *contacts} <= {*explained}
    assert len(explained) == len(set(explained))

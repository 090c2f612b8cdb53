"""Files as people have them: read as they are meant, or refused in one plain sentence that names the row."""

import io
import re
import zipfile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from directory.exchange.entry_resource import EntryResource
from directory.exchange.files import spreadsheets
from directory.exchange.import_problems import import_problems
from directory.organisations.models import Organisation
from tests.people import make_user


def workbook(**sheets):
    """An XLSX file with a sheet for each name, of these lines; the last one is in front."""
    book = Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.active = len(sheets) - 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(content, pattern, replacement):
    """The same workbook as another program writes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(pattern, replacement, old.read(name)))
    return out.getvalue()


TWO_COLUMNS = [["reference", "title"], ["ours", "Ours"]]


@pytest.mark.parametrize(
    "content",
    [
        b"sep=;\r\nreference;title\r\nours;Ours\r\n",
        b"\xef\xbb\xbfsep=\t\nreference\ttitle\nours\tOurs\n",
        b"\n\r\nreference,title\nours,Ours\n",
        b"\n\nreference;title;\nours;Ours;\n",
        b"reference|title\nours|Ours\n",
        b"reference,title\rours,Ours\r",
        "\ufeffsep=;\nReference\xa0; TITLE \nours;Ours".encode(),
        "reference\ttitle\r\nours\tOurs\r\n".encode("utf-16"),
        workbook(Entries=TWO_COLUMNS, Help=[["Heading", "Meaning"], ["reference", "Its name"]]),
        workbook(Empty=[], Entries=[[], *TWO_COLUMNS]),
        rewritten(workbook(Entries=TWO_COLUMNS), rb'<dimension ref="[^"]*"', b'<dimension ref="A1"'),
    ],
)
def test_the_rows_are_found_whatever_stands_before_them(content):
    rows = spreadsheets.read(content)
    assert (rows.headers, list(rows)) == (["reference", "title"], [("ours", "Ours")])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older Excel file"),
        (b"%PDF-1.7", "is a PDF"),
        (b"{\\rtf1 reference", "is a letter"),
        (b"\x89PNG\r\n\0\0\0", "is no table"),
        ("reference,title\n".encode("utf-16-le"), "is no table"),
        (b"<html><table><tr><td>reference", "is a web page"),
        (b"PK\x03\x04 a letter", "cannot be read as XLSX"),
        (b"Our providers 2026,\nreference,title\nours,Ours", "It has “Our providers 2026” there"),
        (b"Our providers 2026\n\nname,phone\nours,0800 1111", "It has “Our providers 2026” there"),
        (workbook(A=[["Providers"], *TWO_COLUMNS]), "It has “Providers” there"),
        (b"reference,title,\nours,Ours,01785 222000", r"Row 2 has a value in column 3 \(C\)"),
        (b"reference,title\n\nours,Ours,01785 222000", r"Row 3 has a value in column 3 \(C\)"),
        (workbook(A=[["reference", None, "title"], ["ours", 3, "Ours"]]), r"Row 2 has a value in column 2 \(B\)"),
        (
            b"reference,title\nours,Ours" + b"," * 20_000 + b"x",
            "Row 2 has a value in column 20002. A file can have up to 500 columns",
        ),
        (workbook(Old=TWO_COLUMNS, New=TWO_COLUMNS), "More than one sheet has entries: “Old”, “New”"),
        ("reference,title\nours,Café\n".encode() + b"other,caf\xe9\n", "Row 3 has a character that is not UTF-8"),
        ("sep=,\nreference,title\nours,Café\n".encode() + b"\xe9,x\n", "Row 3 has a character"),
        (b'reference,title\nours,Ours\nother,"never closed', "Row 3 cannot be read: a quotation mark"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence_that_says_where(content, words):
    with pytest.raises(ValidationError, match=words) as refused:
        spreadsheets.read(content)
    assert len(refused.value.messages) == 1


def test_older_files_in_windows_1252_keep_their_accents():
    assert spreadsheets.read("reference,title\nours,Café".encode("cp1252"))["title"] == ["Café"]


def bring_in(content, model=Organisation):
    result = EntryResource(model, by=make_user("Curator")).import_rows(spreadsheets.read(content), dry_run=False)
    return list(import_problems(result))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"title,phone\nOurs,0800 1111\nOther,0800 1112", "Add a column called “reference”"),
        (
            b"reference,title,Internal notes\nours,Ours,x\nother,Other,y",
            "not recognised for this kind: internal notes",
        ),
        (b"Name\nOurs\nOther", "Add a column called “reference”"),
    ],
)
def test_a_problem_with_the_whole_file_is_one_sentence_and_no_row_is_read(content, words):
    ((where, said),) = bring_in(content)
    assert (where, words in said) == ("The file", True)
    assert not Organisation.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [
        b"reference,title,age_min\nours,Ours,\n\n,,\nother,Other,old",
        workbook(A=[["reference", "title", "age_min"], ["ours", "Ours"], [], [], ["other", "Other", "old"]]),
    ],
)
def test_rows_are_numbered_as_the_spreadsheet_numbers_them(content):
    assert [where for where, _ in bring_in(content)] == ["Row 5, age_min"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cell", "words"),
    [("=CONCATENATE(A2)", "a formula without its result"), ("#REF!", "an error of the spreadsheet")],
)
@pytest.mark.parametrize("column", ["reference", "title", "phone"])
def test_formulas_without_a_result_and_errors_are_named(column, cell, words):
    line = {"reference": "ours", "title": "Ours", "phone": ""} | {column: cell}
    ((where, said),) = bring_in(workbook(A=[list(line), list(line.values())]))
    assert (where, words in said) == (f"Row 2, {column}", True)


@pytest.mark.django_db
def test_the_result_of_a_formula_is_read():
    content = rewritten(workbook(A=[TWO_COLUMNS[0], ["ours", "=A1"]]), rb"<v ?/>|<v></v>", b"<v>7</v>")
    assert bring_in(content) == []
    assert Organisation.objects.get().title == "7"


@pytest.mark.django_db
def test_a_line_break_from_another_program_is_one():
    assert bring_in(workbook(A=[["reference", "title", "summary"], ["ours", "Ours", "One_x000D_\ntwo"]])) == []
    assert Organisation.objects.get().summary == "One\ntwo"


@pytest.mark.django_db
def test_nobody_reads_the_names_that_the_program_has_for_things():
    said = str(bring_in(b"reference,title,age_min,age_max\nNot a name!,Ours,,\nother,Other,12,7"))
    assert "__all__" not in said
    assert "slug" not in said
    assert "Give each row its own reference" in said

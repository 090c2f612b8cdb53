"""Small files that would take the memory of whoever reads them without bounds, and a reader that measures itself."""

import io
import zipfile
from resource import RUSAGE_SELF, getrusage

from django.core.exceptions import ValidationError

from directory.exchange.files.tables import table_in
from directory.exchange.open_referral.reading import is_open_referral, services_in

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OF_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def links(*kinds_and_parts):
    found = "".join(
        f'<Relationship Id="r{n}" Type="{LINKS}/{kind}" Target="{part}"/>'
        for n, (kind, part) in enumerate(kinds_and_parts)
    )
    return f'<Relationships xmlns="{OF_PACKAGE}">{found}</Relationships>'


def workbook(sheet, strings="<sst/>", **parts):
    """A workbook of one sheet, whose XML is given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("_rels/.rels", links(("officeDocument", "xl/workbook.xml")))
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="A" r:id="r0"/></sheets></workbook>',
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels", links(("worksheet", "sheet.xml"), ("sharedStrings", "strings.xml"))
        )
        packed.writestr("xl/strings.xml", strings)
        packed.writestr("xl/sheet.xml", sheet)
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def rows(xml):
    return f"<worksheet><sheetData>{xml}</sheetData></worksheet>"


def text(words, at=""):
    return f'<c {at} t="inlineStr"><is><t>{words}</t></is></c>'


LAST_CELL = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
HEADINGS = f"<row>{text('reference')}{text('title')}</row>"
ENTRY = f"<row>{text('ours')}{text('Ours')}</row>"
BILLION = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


def not_deflated(content, method):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


def many_parts():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number in range(60_000):
            packed.writestr(f"{number}", b"")
    return out.getvalue()


def numbers():
    return "".join(f"<si><t>{n}</t></si>" for n in range(2_000_000))


def wide_row(number):
    return f"<row>{''.join(text(f'{number}-{column}') for column in range(400))}</row>"


# name -> (content, what is said of it; "" if it is read)
HUNGRY = {
    "a million rows, blank and styled": lambda: (
        workbook(rows(HEADINGS + ENTRY + '<row s="1"><c s="1"/></row>' * 1_048_574)),
        "",
    ),
    "cells in the last row and column": lambda: (
        workbook(rows(HEADINGS + ENTRY + LAST_CELL)),
        "Row 1048576 has a value in column 16384",
    ),
    "every row as wide as can be": lambda: (
        workbook(rows(HEADINGS + ENTRY + '<row><c r="XFD1" s="1"/></row>' * 500_000)),
        "",
    ),
    "a row numbered beyond all rows": lambda: (
        workbook(rows(HEADINGS + ENTRY + f'<row r="99999999999">{text("ours2")}</row>')),
        "",
    ),
    "more rows than are taken": lambda: (workbook(rows(HEADINGS + ENTRY * 400_000)), "up to 20,000 at once"),
    "more cells than memory": lambda: (
        workbook(rows(HEADINGS + "".join(map(wide_row, range(6_000))))),
        "too many cells",
    ),
    "a cell of fifty million letters": lambda: (
        workbook(rows(HEADINGS + f"<row>{text('ours')}{text('x' * 50_000_000)}</row>")),
        "more than 131,072 characters",
    ),
    "shared strings that nobody uses": lambda: (
        workbook(rows(HEADINGS + ENTRY), f"<sst>{numbers()}</sst>"),
        "more in it than can be read at once",
    ),
    "a shared string of fifty million letters": lambda: (
        workbook(rows(HEADINGS + ENTRY), f"<sst><si><t>{'x' * 50_000_000}</t></si></sst>"),
        "more than 131,072 characters",
    ),
    "a shared string in a million pieces": lambda: (
        workbook(rows(HEADINGS + ENTRY), f"<sst><si>{'<r><t>xxxxxxxxxx</t></r>' * 1_000_000}</si></sst>"),
        "more than 131,072 characters",
    ),
    "an attribute of a hundred million letters": lambda: (
        workbook(rows(HEADINGS + f'<row spans="{"1" * 100_000_000}"/>')),
        "cannot be read as XLSX",
    ),
    "a comment of a hundred million letters": lambda: (
        workbook(rows(HEADINGS + f"<!-- {'x' * 100_000_000} -->")),
        "cannot be read as XLSX",
    ),
    "elements within elements": lambda: (workbook(rows("<a>" * 10_000_000)), "cannot be read as XLSX"),
    "too many elements": lambda: (workbook(rows("<a/>" * 8_000_000)), "too many cells"),
    "a billion laughs": lambda: (
        workbook(f"{BILLION}]><worksheet><sheetData><row>{text('&i;')}</row></sheetData></worksheet>"),
        "cannot be read as XLSX",
    ),
    "an external entity": lambda: (
        workbook('<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + rows(f"<row>{text('&a;')}</row>")),
        "cannot be read as XLSX",
    ),
    "more than is said once unpacked": lambda: (
        workbook(rows(HEADINGS), **{"xl/media/image1.png": b"\0" * 210 * 1024 * 1024}),
        "too large once unpacked",
    ),
    "sixty thousand parts": lambda: (many_parts(), "too many parts"),
    "packed as no spreadsheet is": lambda: (
        not_deflated(workbook(rows(HEADINGS)), zipfile.ZIP_LZMA),
        "packed in a way",
    ),
    "twenty million blank lines": lambda: (b"reference,title\n" + b"\n" * 20_000_000, "rows, most of them blank"),
    "twenty million commas": lambda: (b"reference,title\n" + b"," * 20_000_000, "Row 2 is too long"),
    "a quotation mark that is never closed": lambda: (
        b'reference,title\nours,"' + b"x\n" * 9_000_000,
        "Row 2 cannot be read",
    ),
    "a row of ten million lines": lambda: (b"reference" + b',"\n"' * 4_000_000, ""),
    "CSV with too many rows": lambda: (b"reference,title\n" + b"a,b\n" * 5_000_000, "up to 20,000 at once"),
    "CSV with too many cells": lambda: (
        b"reference,title\n" + b"\n".join(b",".join(b"%d-%d" % (n, m) for m in range(450)) for n in range(5_000)),
        "more in it than can be read at once",
    ),
    "CSV in large letters": lambda: (
        ("reference,title\n" + "".join(f"{n},{'🎓' * 1000}\n" for n in range(4_900))).encode(),
        "",
    ),
    "JSON of empty lists": lambda: (b"[" + b"[]," * 3_000_000 + b"[]]", "more in it than can be read at once"),
    "JSON with many names": lambda: (
        b'{"services": [{' + b",".join(b'"%d": %d.5' % (n, n) for n in range(499_000)) + b"}]}",
        "",
    ),
    "JSON in large letters": lambda: (("{" + '"🎓": "' + "🎓" * 2_500_000 + '"}').encode(), ""),
    "JSON within JSON": lambda: (b"[" * 290_000, "cannot be read as JSON"),
    "UTF-16 without an end": lambda: (("reference,title\n" + "x" * 9_000_000).encode("utf-16"), "too long"),
}


def read_and_measure(content):
    """(kB that reading it took, how many rows there are or why it is refused)."""
    before = getrusage(RUSAGE_SELF).ru_maxrss
    try:
        said = str(len(services_in(content) if is_open_referral(content) else table_in(content).lines))
    except ValidationError as error:
        said = " ".join(error.messages)
    return getrusage(RUSAGE_SELF).ru_maxrss - before, said

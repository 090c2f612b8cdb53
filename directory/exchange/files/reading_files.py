"""From the bytes of a file to its sheets: lines of cells, each with the number that a spreadsheet shows beside it."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from django.core.exceptions import ValidationError

from directory.exchange.files.csv_files import csv_lines
from directory.exchange.files.limits import LARGEST, SPLIT, Kept
from directory.exchange.files.xlsx_files import xlsx_sheets

OTHER_FILES = {
    b"\xd0\xcf\x11\xe0": "The file is an older Excel file (.xls), or has a password.",
    b"%PDF": "The file is a PDF.",
    b"<": "The file is a web page or XML, whatever its name says.",
    b"{\\rtf": "The file is a letter.",
}
ZIP = b"PK\x03\x04"
LOOKED_AT = 1000  # bytes
SAVE_AS = "Save it as XLSX or as CSV UTF-8."


def sheets_in(content):
    """[(name, [(number, cells) for each line that is not blank])]. Raises ValidationError if it cannot be read."""
    if len(content) > LARGEST:
        raise ValidationError(f"The file is larger than {LARGEST // 2**20} MB. {SPLIT}")
    for beginning, words in OTHER_FILES.items():
        if content.startswith(beginning):
            raise ValidationError(f"{words} {SAVE_AS}")
    if b"\0" in content[:LOOKED_AT] and not content.startswith((BOM_UTF16_LE, BOM_UTF16_BE, ZIP)):
        raise ValidationError(f"The file is no table, whatever its name says. {SAVE_AS}")
    kept = Kept()
    if not content.startswith(ZIP):
        return [("", kept.lines(csv_lines(content)))]
    try:
        return xlsx_sheets(content, kept)
    except ValidationError:
        raise
    except Exception as error:  # whatever the damaged part of a file made it trip over
        raise ValidationError(f"The file cannot be read as XLSX. {SAVE_AS}") from error

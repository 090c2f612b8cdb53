"""What a text may hold, wherever it comes from: a form, a spreadsheet, a reader."""

import re

# Control characters, halves of characters and what is no character: nobody can see them, and not every file can hold
# them.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
UNSEEN_REFUSED = "Remove the hidden control characters."


def with_plain_line_ends(text):
    """The text with one character at the end of each line, whichever system it was written on."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def id_in(text):
    """The id that a text is: digits, and no more of them than a database takes. None for anything else."""
    return int(text) if re.fullmatch(r"\d{1,18}", text or "", re.ASCII) else None


def ids_in(texts):
    """The ids that were sent, one for each or many with commas between them."""
    return [pk for text in texts for part in text.split(",") if (pk := id_in(part)) is not None]

"""Two texts, each in pieces, with what differs between them marked: one digit of a number is easily overlooked."""

import re
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\s]+")


def marked(before, after):
    """(pieces of `before`, pieces of `after`), each piece as (text, whether it differs)."""
    one, other = WORD.findall(before), WORD.findall(after)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return (
        pieces((one[start:end], tag != "equal") for tag, start, end, _, _ in blocks),
        pieces((other[start:end], tag != "equal") for tag, _, _, start, end in blocks),
    )


def pieces(found):
    return [("".join(words), differs) for words, differs in found if words]

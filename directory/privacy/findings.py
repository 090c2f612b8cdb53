"""What looks like personal data in a text: nothing about a child, a family or a school is ever kept here.

Some findings are certain, by a check digit or by their own words, and are refused. The others are asked about again,
since a curator may well write "Brook, 12 March 2026".
"""

import re
import unicodedata
from dataclasses import dataclass

from directory.privacy.names import names_with_dates
from directory.privacy.numbers_and_addresses import births, emails, nhs_numbers, postcodes, pupil_numbers, telephones
from directory.privacy.text_folding import fold

WORDS = {
    "nhs_number": "an NHS number",
    "upn": "a pupil number (UPN)",
    "date_of_birth": "a date of birth",
    "email": "an email address",
    "telephone": "a telephone number",
    "postcode": "a postcode",
    "name_with_date": "a name next to a date or an age",
}


# Everything that is looked for holds a figure or an @. Beyond ASCII there are other ways to write those.
SOMETHING = re.compile(r"[0-9@]|[^\x00-\x7f]")


@dataclass(frozen=True)
class Finding:
    kind: str
    text: str
    certain: bool = False

    @property
    def words(self):
        return WORDS[self.kind]


def findings(text):
    """What looks like personal data, in its order in the text, none twice."""
    return list(dict.fromkeys(finding for _, _, finding in located(text)))


def located(text):
    """Each finding with where it starts and ends in `text`, as it was typed; none overlaps another."""
    text = text or ""
    if not SOMETHING.search(text):
        return []
    folded, places = fold(text)
    taken = bytearray(len(folded))
    found = []
    # What is surest comes first: what it takes is not looked at as something else.
    for look in (emails, births, pupil_numbers, telephones, nhs_numbers, postcodes, names_with_dates):
        for start, end, kind, certain in look(folded):
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\1" * (end - start)
                if kind:
                    found.append((start, end, kind, certain))
    return [
        typed(text, places[start], places[end - 1] + 1, kind, certain) for start, end, kind, certain in sorted(found)
    ]


def typed(text, start, end, kind, certain):
    """A finding as it was typed, with the accents that belong to its last letter, without what cannot be seen."""
    while end < len(text) and unicodedata.category(text[end]) == "Mn":
        end += 1
    seen = "".join(character for character in text[start:end] if unicodedata.category(character) not in ("Cf", "Cc"))
    return start, end, Finding(kind, seen, certain)

"""Words in the letters of any language, as far as the fonts have them: a missing letter is never a box.

Each hand below has fonts of its own, as a stranger to it would set its letters in a wrong shape or order. What no
font can write is said in words, and emoji and other pictures are left out.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from directory.typesetting.cmap import characters_of

FONTS = Path(settings.BASE_DIR) / "static" / "build" / "fonts"  # `make` puts them there
NOTE = "[words in letters that this file cannot show]"

HANDS = {  # language -> its letters, as ranges of a regular expression
    "ar": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "pa": "\u0a00-\u0a7f",
    "bn": "\u0980-\u09ff",
    "zh": "\u2e80-\u2fff\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffef",
    "he": "\u0590-\u05ff\ufb1d-\ufb4f",
}
# Words of one hand with what stands between them. Joiners shape letters beside them, and belong to them.
RUN = re.compile(
    "|".join(f"(?P<{name}>[{hand}](?:[{hand}\\s\u200c\u200d]*[{hand}\u200d])?)" for name, hand in HANDS.items())
)
URDU = re.compile("[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2]")  # letters that Arabic has not
# Marks that turn the order of letters round could make a number read as another; the others do nothing here.
SILENT = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f]")
BETWEEN_WORDS = re.compile(rf"{re.escape(NOTE)}(?:[\W\d]*{re.escape(NOTE)})+")


@cache
def known():
    """All characters that any of the fonts can write. Without the fonts a number would be a note: better no file."""
    if not (FONTS / "DejaVuSans.ttf").exists():
        raise ImproperlyConfigured(f"There are no fonts in {FONTS}: run scripts/build_assets.sh.")
    return frozenset().union(*(characters_of(file.read_bytes()) for file in sorted(FONTS.glob("*.ttf"))))


def runs(text):
    """[(words, language)] of a text; the language is empty for what is in our own letters."""
    text, end = unicodedata.normalize("NFC", str(text)), 0
    for found in RUN.finditer(text):
        yield from own(text[end : found.start()])
        yield from of_hand(found[0], found.lastgroup)
        end = found.end()
    yield from own(text[end:])


def own(text):
    words = shown(SILENT.sub("", text))
    return [(words, "")] if words else []


def of_hand(text, language):
    """Nothing is said in half of a hand's letters: where one is missing, all of them are."""
    if not all(letter.isspace() or letter in "\u200c\u200d" or ord(letter) in known() for letter in text):
        return [(NOTE, "")]
    return [(text, "ur" if language == "ar" and URDU.search(text) else language)]


def shown(text):
    """What the fonts can write of it."""
    words = "".join(letter if writable(letter) else instead(letter) for letter in text)
    return BETWEEN_WORDS.sub(NOTE, words)


def writable(letter):
    return letter.isspace() or (ord(letter) in known() and unicodedata.category(letter)[0] != "C")


def instead(letter):
    """A note in the place of a letter; nothing in that of a picture or a sign."""
    return NOTE if unicodedata.category(letter)[0] in "LN" else ""


def plain(text):
    """The text as one string, such as a title: never empty."""
    return " ".join("".join(words for words, _ in runs(text)).split()) or NOTE


def is_right_to_left(text):
    """Whether it begins with letters that are."""
    first = next((unicodedata.bidirectional(letter) for letter in text if letter.isalpha()), "")
    return first in ("R", "AL")

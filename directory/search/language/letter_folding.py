"""One form for all ways of typing a letter: case, accents, letters of other alphabets of ours, apostrophes."""

import unicodedata

APOSTROPHES = "'`´‘’‛′＇ʹʻʼʽˈ"

# Letters that Unicode does not take apart, as people type them who do not have them on their keyboard.
LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ȷ": "j", "ħ": "h",
        "ŧ": "t", "ŋ": "n", "ĸ": "k", "ƀ": "b", "ɓ": "b", "ɗ": "d", "ƒ": "f", "ɨ": "i", "ƙ": "k", "ɔ": "o",
        "ɛ": "e", "ə": "e", "ʉ": "u", "ƴ": "y", "ƶ": "z",
    }
)  # fmt: skip
NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
VANISHING = ("Mn", "Me", "Cf")  # marks on the letter before, and signs that nobody sees

# What of these stands within words, for a pattern: apostrophes (but those that are letters to Unicode), soft hyphens,
# signs without width, marks.
WITHIN_WORDS = (
    "'`´‘’‛′＇"
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\U000e0020-\U000e01ef"
)


def fold(text):
    """Lower case, no accents, no apostrophes, nothing unseen; "&" is "and". Other punctuation stays as it is."""
    plain = text.translate(NO_APOSTROPHES)  # first: an acute accent alone would leave a space
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = plain.translate(LETTERS).translate(NO_APOSTROPHES)
        plain = "".join(sign for sign in plain if sign.isascii() or unicodedata.category(sign) not in VANISHING)
    return plain.lower().replace("&", " and ")

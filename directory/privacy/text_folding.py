"""One form for all ways of typing a character, so that a pattern need know only one."""

import unicodedata


def fold(text):
    """Full-width figures, odd dashes and spaces as plain ones, and the place in `text` of each character."""
    plain = {character: fold_character(character) for character in set(text)}
    folded, places = [], []
    for place, character in enumerate(text):
        for letter in plain[character]:
            if letter.isspace() and folded and folded[-1].isspace():
                folded[-1] = (
                    "\n" if "\n" in (folded[-1], letter) else " "
                )  # one for many; the end of a line counts most
            else:
                folded.append(letter)
                places.append(place)
    return "".join(folded), places


def fold_character(character):
    category = unicodedata.category(character)
    if character in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if character == "\t" or category == "Zs":
        return " "
    if category in ("Cc", "Cf", "Mn"):  # cannot be seen, or is an accent of its own on the letter before
        return ""
    if category == "Pd" or character == "\u2212":
        return "-"
    if character in "\u2018\u2019\u02bc\u2032`\u00b4\uff07":
        return "'"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    same = unicodedata.normalize("NFKC", character)
    return same if len(same) <= 3 and not any(map(str.isspace, same)) else character  # "ffi" is three letters

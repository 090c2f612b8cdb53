"""Letters that a file can hold and that a page, a file of ours or a reader cannot do anything with."""

import unicodedata

HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # control characters, signs without a shape, line breaks
MARKUP = "<>"
LOST = "?\ufffd"  # what a program writes for a letter that its file cannot hold


def wrong_letters(text):
    """What is wrong with a text by its letters; nothing if it may stand on a page and in a file of ours."""
    if any(unicodedata.category(sign) in HIDDEN for sign in text):
        return "it has a line break, or a sign that nobody can see."
    return f"it has {' or '.join(MARKUP)} in it." if set(MARKUP) & set(text) else ""


def wrong_in_name(text):
    """What no name of a county, a district or a place has besides."""
    if set(LOST) & set(text):
        return f"{text!r} has a question mark, perhaps for a letter that was lost."
    return wrong_letters(text) or ("" if any(map(str.isalpha, text)) else f"{text!r} has no letter in it.")

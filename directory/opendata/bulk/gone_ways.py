"""Numbers and addresses that are gone, taken out of texts however these write them."""

import re

from directory.search.language.contacts import CONTACT, IS_NUMBER, number_term

REMOVED = "[removed]"
SHORTEST = 5  # figures: 999 and 101 are nobody's own, and in a text fewer are the number of anything
WHOLE = 8  # figures: those of 0800 1111, the shortest number that is found as one


def key_of(way):
    """One for all that people write for the same number or address."""
    if IS_NUMBER.fullmatch(way):
        return number_term(way)
    return re.sub(r"^(https?://)?(www\.)?", "", way.lower()).rstrip("/.,;:)")


class GoneWays:
    """Ways that are gone, without those by which something is still reached: `there`, their keys."""

    def __init__(self, ways, there):
        self.ways = {way for way in ways if key_of(way) not in there}
        self.keys = set(map(key_of, self.ways))
        self.short = [code_of(way) for way in self.keys if way.isdigit() and SHORTEST <= len(way) < WHOLE]

    def taken_from(self, value):
        """`value`, a text or whatever holds texts, without them."""
        if isinstance(value, dict):
            return {name: self.taken_from(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.taken_from(one) for one in value]
        return self.taken_from_text(value) if self.ways and isinstance(value, str) else value

    def taken_from_text(self, text):
        text = CONTACT.sub(lambda found: REMOVED if key_of(found[0]) in self.keys else found[0], text)
        for code in self.short:
            text = code.sub(REMOVED, text)
        return text


def code_of(figures):
    """What finds a short number in a text, such as that of a text service."""
    return re.compile(r"(?<![\w£])" + r"\s?".join(figures) + r"(?!\w)")

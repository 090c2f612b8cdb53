"""Pieces of text as typst is given them: plain values, with what can be called or opened as links."""

import re

from directory.typesetting.letters import is_right_to_left, runs

MOST_LETTERS = 20_000  # of one text: more than the bank takes
CUT = "… The page says more."
LONGEST_ADDRESS = 2_000

# In any text: web and email addresses, telephone numbers as the country writes them, and the police.
OPENS = re.compile(
    r"(?P<web>(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]’'])"
    r"|(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)"
    r"|(?P<tel>\b0\d{2,4}(?:[ \xa0]?\d{3,4}){1,2}\b|(?<![\d,.£])\b(?:999|101)\b(?![\d,.]\d))",
    re.ASCII,
)
IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d|extension)|(?<=extension) (?=\d)")


def said(text, *, strong=False, to=""):
    """A text as pieces; with `to`, all of it opens that. No telephone number breaks over a line."""
    text = IN_A_NUMBER.sub("\xa0", str(text))
    if len(text) > MOST_LETTERS:
        text = text[:MOST_LETTERS].rpartition(" ")[0] + CUT
    parts = [(text, to)] if can_open(to) else linked(text)
    return [piece(words, language, strong, opened) for part, opened in parts for words, language in runs(part)]


def piece(words, language, strong, to):
    found = {"text": words}
    if language:
        found["lang"] = language
    if strong:
        found["strong"] = True
    if to:
        found["to"] = to
    return found


def can_open(address):
    return address.startswith(("https://", "http://", "mailto:", "tel:", "sms:")) and len(address) <= LONGEST_ADDRESS


def linked(text):
    """[(words, what they open)] of a text."""
    end = 0
    for found in OPENS.finditer(text):
        yield text[end : found.start()], ""
        yield found[0], address_of(found)
        end = found.end()
    yield text[end:], ""


def address_of(found):
    if found.lastgroup == "web":
        return found[0] if found[0].startswith("http") else f"https://{found[0]}"
    if found.lastgroup == "mail":
        return f"mailto:{found[0]}"
    return "tel:" + re.sub(r"\D", "", found[0])


def joined(parts):
    """Texts and pieces in one line."""
    return [one for part in parts for one in (said(part) if isinstance(part, str) else part)]


def letters_in(pieces):
    return "".join(one.get("text", "") for one in pieces)


def goes_right_to_left(pieces):
    return is_right_to_left(letters_in(pieces))


def reach(point):
    """The number or address of somebody, as `components/contact_point.html` shows it."""
    return said(f"{'Text ' if point.channel == 'text' else ''}{point.shown}", strong=True, to=point.link)


def blank(width):
    """A line to write on, of some letters' width."""
    return [{"blank": width}]

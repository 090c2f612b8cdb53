"""A document as plain values, and the key under which its file is kept."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import typst
from django.conf import settings

from directory.county.current import county
from directory.govuk.jinja2 import day, site_of, typed
from directory.typesetting.blocks import letters_of, paragraph
from directory.typesetting.letters import FONTS, plain
from directory.typesetting.words import said

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "typst"
AUTHOR = f"{county.name} resource bank"
MOST_LETTERS = 600_000  # of one document: some 250 pages
CHECK = "Details change. Check the site before you rely on a number."
FULL = "This file ends here, as it has become too long. The page has the rest."


@dataclass(frozen=True)
class Document:
    """`blocks` after `head`, which is as wide as the page where the blocks stand in two `columns`.

    `address` is the page that says the same, or the site where that page is nobody else's to know. It is set in the
    first of `sizes` (points) with which it has `most_pages`. `kept_for` is how long its file may be kept for whoever
    asks next: None if not at all.
    """

    title: str
    blocks: Iterable  # read once, and no further than there is room
    made_on: date
    address: str
    head: list = field(default_factory=list)
    last: list = field(default_factory=list)  # never left out
    columns: int = 1
    sizes: tuple = (10,)
    most_pages: int = 0
    kept_for: timedelta | None = timedelta(days=1)

    @cached_property
    def data(self):
        return {
            "title": plain(self.title),
            "author": AUTHOR,
            "made_on": [self.made_on.year, self.made_on.month, self.made_on.day],
            "foot": f"{site_of(self.address)}, {day(self.made_on)}. {CHECK}",
            "head": self.head,
            "columns": self.columns,
            "blocks": [*as_many_as_fit(self.blocks), *self.last, self.newest],
        }

    @property
    def newest(self):
        """A list's own page is not named: then the site is all that its paper says."""
        is_site = not urlsplit(self.address).path.strip("/")
        link = said(typed(self.address), to=self.address)
        words = "from" if is_site else "The newest version is at"
        return paragraph(f"Made on {day(self.made_on)}{' ' if is_site else '. '}{words} ", link, look="small")

    @cached_property
    def order(self):
        """All that the program is told which sets it."""
        return {
            "template": str(TEMPLATES / "document.typ"),
            "fonts": str(FONTS),
            "data": json.dumps(self.data),
            "sizes": self.sizes,
            "most_pages": self.most_pages,
        }

    @property
    def key(self):
        """The same for the same words, set in the same way."""
        said = json.dumps([self.order, how_it_is_set()])
        return sha256(said.encode()).hexdigest()


def as_many_as_fit(blocks):
    left = MOST_LETTERS
    for block in blocks:
        left -= letters_of(block)
        if left < 0:
            yield paragraph(FULL)
            return
        yield block


@cache
def how_it_is_set():
    templates = [file.read_text() for file in sorted(TEMPLATES.glob("*.typ"))]
    return [typst.__version__, *templates, *sorted(font.name for font in FONTS.glob("*.ttf"))]

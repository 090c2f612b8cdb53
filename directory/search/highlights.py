"""Rendered HTML whose words can be highlighted, or whose blanks can be filled, without rendering it again.

Templates put private characters, which no text of ours holds, around what may change; here they are found once.
"""

import re
from collections import defaultdict

from markupsafe import Markup, escape

from directory.search.analysis import stem, typed_words

PRIVATE = re.compile("[\ue000-\ue004]")
WORD = re.compile("\ue000(.*?)\ue001(.*?)\ue002", re.DOTALL)
COUNT = " count"  # how the name of a blank for a number ends
BLANK = re.compile("\ue003(.*?)\ue004")
ALSO = "<!-- also -->"  # where a card says why it was found, if its own words do not


def words_of(text):
    """`text` as HTML in which each word carries its term, for `Highlightable`."""
    text, html, end = PRIVATE.sub("", text), [], 0
    for word in typed_words(text):
        typed = escape(text[word.start : word.end])
        marked = typed if word.is_stop_word else f"\ue000{stem(word.folded)}\ue001{typed}\ue002"
        html += [escape(text[end : word.start]), marked]
        end = word.end
    return Markup("".join([*html, escape(text[end:])]))  # noqa: S704 (every piece is escaped)


class Highlightable:
    def __init__(self, html):
        pieces = WORD.split(html)  # text, term, word, text, term, word... text
        self.terms = defaultdict(list)
        for place in range(1, len(pieces), 3):
            self.terms[pieces[place]].append(place)
            pieces[place] = ""
        self._pieces = pieces
        self.terms = dict(self.terms)
        self.plain = "".join(pieces)

    def marked(self, wanted):
        """The HTML with every word whose term is in `wanted` marked."""
        pieces = self._pieces.copy()
        for term in wanted:
            for place in self.terms.get(term, ()):
                pieces[place], pieces[place + 1] = "<mark>", f"{pieces[place + 1]}</mark>"
        return "".join(pieces)


def blank(name):
    """A place in a template that `Form.filled` fills."""
    return Markup(f"\ue003{name}\ue004")  # noqa: S704 (names are ours)


class Form:
    """Rendered HTML with blanks. Rendering takes milliseconds and is done once; filling in takes microseconds."""

    def __init__(self, html):
        self._pieces = BLANK.split(html)
        self._places = defaultdict(list)
        for place in range(1, len(self._pieces), 2):
            self._places[self._pieces[place]].append(place)
            self._pieces[place] = ""
        self._counts = defaultdict(list)
        for name, places in self._places.items():
            if name.endswith(COUNT):
                facet, _, code = name.removesuffix(COUNT).partition(" ")
                self._counts[facet] += [(code, place) for place in places]

    def filled(self, values, counts, numbers):
        """The HTML with each blank's value, which is HTML itself; a blank that has none is left empty.

        "sector primary count" is the blank for the count of that option; `numbers` maps facet -> count -> its HTML.
        """
        pieces = self._pieces.copy()
        for facet, slots in self._counts.items():
            count_of, html_of = counts[facet], numbers[facet]
            for code, place in slots:
                pieces[place] = html_of[count_of[code]]
        for name, value in values.items():
            for place in self._places.get(name, ()):
                pieces[place] = value
        return "".join(pieces)

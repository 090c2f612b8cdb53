"""Rendered HTML whose words can be highlighted, or whose blanks can be filled, without rendering it again.

Templates put private characters, which no text of ours holds, around what may change; here they are found once.
"""

import re
from collections import defaultdict

from markupsafe import Markup, escape

from directory.search.analysis import stem, typed_words
from directory.search.kept import Kept

PRIVATE = re.compile("[\ue000-\ue004]")
WORD = re.compile("\ue000(.*?)\ue001(.*?)\ue002", re.DOTALL)
COUNT, ZERO = " count", " zero"  # how the names of blanks for a number end
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
        self._counts, self._zeros = defaultdict(list), defaultdict(list)
        for name, places in self._places.items():
            for ending, slots in ((COUNT, self._counts), (ZERO, self._zeros)):
                if name.endswith(ending):
                    facet, _, code = name.removesuffix(ending).partition(" ")
                    slots[facet] += [(code, place) for place in places]

    def filled(self, values, counts):
        """The HTML with each blank's value, which is HTML itself; a blank that has none is left empty.

        "sector primary count" is the blank for the count of that option, and "sector primary zero" that for the class
        that it has if nothing is left.
        """
        pieces = self._pieces.copy()
        for facet, slots in self._counts.items():
            count_of = counts[facet]
            for code, place in slots:
                pieces[place] = IN_WORDS[count_of[code]]
        for facet, slots in self._zeros.items():
            count_of = counts[facet]
            for code, place in slots:
                if not count_of[code]:
                    pieces[place] = " none"
        for name, value in values.items():
            for place in self._places.get(name, ()):
                pieces[place] = value
        return "".join(pieces)


class Numbers(Kept):
    """Count -> how it is written, made when it is first asked for."""

    def __missing__(self, count):
        words = self[count] = f"{count:,}"
        return words


IN_WORDS = Numbers(20_000)

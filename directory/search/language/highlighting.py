"""Rendered HTML whose words can be highlighted without rendering it again.

Each word stands between private characters, which no text of ours holds, beside its term; here they are found once.
"""

import re
from collections import defaultdict

from markupsafe import Markup, escape

from directory.search.language.english.stemming import stem
from directory.search.language.text_analysis import tokenize

PRIVATE = re.compile("[\ue000-\ue004]")
WORD = re.compile("\ue000(.*?)\ue001(.*?)\ue002", re.DOTALL)


def highlightable(text):
    """`text` as HTML in which each word carries its term, for `Highlightable`."""
    text, html, end = PRIVATE.sub("", text), [], 0
    for word in tokenize(text):
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

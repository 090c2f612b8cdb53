"""The words of a query that say what it is about: what is left beside its filters, with mistakes mended."""

import re

from directory.search.language.text_analysis import fold, tokenize

QUOTED = re.compile('["“”„«»]')


def meant_words(query, parsed):
    """The folded words of `query`, each as it was meant. `parsed` is what it was read as.

    There are none where some stand in quotation marks: those are to mean only themselves.
    """
    if QUOTED.search(query):
        return []
    meant = {fold(correction.typed): correction.meant for correction in parsed.corrections}
    taken = [(one.start, one.end) for one in parsed.filters]
    return [
        meant.get(token.folded, token.folded)
        for token in tokenize(query)
        if not token.is_stop_word and not any(start <= token.start < end for start, end in taken)
    ]

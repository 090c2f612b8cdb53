"""Words and phrases that mean the same."""

from directory.search.language.parsed_query import EXACT, SYNONYM
from directory.search.language.text_analysis import terms, tokenize


def expand_synonyms(groups):
    """Every phrase of every group, as terms, with all the phrases of its groups, itself first: a clause for each.

    `groups` are lists of phrases as text. A phrase that only meaningless words tell from a single one, such as "who
    to tell", is left out: that one word says much else.
    """
    book = {}
    for group in groups:
        phrases = dict.fromkeys(tuple(terms(text)) for text in group if says_more(text))
        phrases = [phrase for phrase in phrases if phrase]
        for phrase in phrases:
            same = [(phrase, EXACT), *book.get(phrase, ()), *((other, SYNONYM) for other in phrases)]
            closest = {}
            for found, closeness in same:
                closest.setdefault(found, closeness)
            book[phrase] = tuple(closest.items())
    return book


def says_more(text):
    return len(terms(text)) > 1 or len(tokenize(text)) == 1 or not terms(text)

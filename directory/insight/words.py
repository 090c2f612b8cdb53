"""Which of the words that people search for may be kept at all."""

from directory.catalogue.personal import findings
from directory.search.language.text_analysis import content_words

LONGEST = 80  # characters of a query
MOST = 8  # words


def plain_words(query):
    """The folded words of a query; nothing for one that is long, holds a number that is no age, or looks personal."""
    if len(query) > LONGEST or findings(query):
        return ""
    found = content_words(query)
    numbers = [word for word in found if any(map(str.isdigit, word)) and len(word) > 3]
    return "" if len(found) > MOST or numbers else " ".join(found)

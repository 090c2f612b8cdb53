"""What queries are read by: the phrases that stand for filters, and the synonyms."""

from itertools import chain

from directory.search.language.english.stemming import stem
from directory.search.language.filters.places import PLACE_TERMS
from directory.search.language.spelling import SpellingDictionary
from directory.search.language.synonyms import expand_synonyms
from directory.search.language.text_analysis import tokenize
from directory.search.language.topic_detection import TopicDetector

# What may stand inside a phrase, or be left out of it: "peer on peer". "My child about pornography" is not one.
INSIDE_PHRASES = frozenset("a an and at by for in of on or s the to with".split())


class Vocabulary:
    """Everything here is as it was when it was made; an edit makes another.

    `filter_texts` maps a text to the (facet, code) pairs that it stands for, `synonym_groups` are lists of texts that
    mean the same, `years` maps the code of each key stage and year group to its age, or None where it has several,
    `sayings` maps the code of a topic to the lines that speak for it, `districts` are the codes that
    places may become filters of.

    `filters` maps a phrase, stems of every word of it, to what it stands for. `synonyms` maps a phrase, as terms, to
    the clause of all that may be found for it.
    """

    def __init__(self, filter_texts, synonym_groups, years, sayings=None, districts=()):
        self.synonym_groups = synonym_groups
        self.filters = filter_phrases(filter_texts)
        self.synonyms = expand_synonyms(synonym_groups)
        self.filter_terms = PLACE_TERMS.union(*self.filters)
        self.longest_filter = max(map(len, self.filters), default=0)
        self.longest_synonym = max(map(len, self.synonyms), default=0)
        self.texts = frozenset(text.casefold() for text in chain(filter_texts, *synonym_groups))
        self.filter_words = folded_words(filter_texts)
        self.spelling = SpellingDictionary(self.filter_words | folded_words(chain.from_iterable(synonym_groups)))
        self.year_codes = frozenset(years)
        self.districts = frozenset(districts)
        self.years_by_age = {age: code for code, age in years.items() if age is not None}
        self.year_beginnings = {
            phrase[0] for phrase, meanings in self.filters.items() if any(facet == "year" for facet, _ in meanings)
        }
        self.topics = TopicDetector(sayings or {}, self)

    def is_ours(self, query):
        """Whether curators wrote all of that, as one label or synonym. Else it is a reader's own."""
        return query.strip().casefold() in self.texts

    def synonyms_at(self, tokens, place):
        """(clause, number of words) of the longest phrase with synonyms that begins there; (None, 1) if none does."""
        terms, best = [], (None, 1)
        for end in range(place, len(tokens)):
            if tokens[end].is_stop_word:
                if end > place and tokens[end].word not in INSIDE_PHRASES:
                    break
                continue
            terms.append(tokens[end].term)
            if len(terms) > self.longest_synonym:
                break
            clause = self.synonyms.get(tuple(terms))
            if clause:
                best = (clause, end - place + 1)
        return best


def folded_words(texts):
    return {token.folded for text in texts for token in tokenize(text)}


def filter_phrases(texts):
    """Phrase, stems of every word of it, -> the (facet, code) pairs that it stands for."""
    book = {}
    for text, meanings in texts.items():
        phrase = tuple(stem(token.folded) for token in tokenize(text))
        if phrase:
            known = book.setdefault(phrase, [])
            known += [meaning for meaning in meanings if meaning not in known]
    return book

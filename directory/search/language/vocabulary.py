"""What queries are read by: the phrases that stand for filters, and the synonyms."""

from directory.search.language.english.stemming import stem
from directory.search.language.spelling import SpellingDictionary
from directory.search.language.synonyms import expand_synonyms
from directory.search.language.text_analysis import tokenize


class Vocabulary:
    """Everything here is as it was when it was made; an edit makes another.

    `filter_texts` maps a text to the (facet, code) pairs that it stands for, `synonym_groups` are lists of texts that
    mean the same, `years` maps the code of each key stage and year group to its age, or None where it has several.

    `filters` maps a phrase, stems of every word of it, to what it stands for. `synonyms` maps a phrase, as terms, to
    the clause of all that may be found for it.
    """

    def __init__(self, filter_texts, synonym_groups, years):
        self.synonym_groups = synonym_groups
        self.filters = filter_phrases(filter_texts)
        self.synonyms = expand_synonyms(synonym_groups)
        self.filter_terms = {term for phrase in self.filters for term in phrase}
        self.longest_filter = max(map(len, self.filters), default=0)
        self.longest_synonym = max(map(len, self.synonyms), default=0)
        self.spelling = SpellingDictionary(token.folded for text in filter_texts for token in tokenize(text))
        self.year_codes = frozenset(years)
        self.years_by_age = {age: code for code, age in years.items() if age is not None}

    def synonyms_at(self, tokens, place):
        """(clause, number of words) of the longest phrase with synonyms that begins there; (None, 1) if none does."""
        terms, best = [], (None, 1)
        for end in range(place, len(tokens)):
            if tokens[end].is_stop_word:
                continue
            terms.append(tokens[end].term)
            if len(terms) > self.longest_synonym:
                break
            clause = self.synonyms.get(tuple(terms))
            if clause:
                best = (clause, end - place + 1)
        return best


def filter_phrases(texts):
    """Phrase, stems of every word of it, -> the (facet, code) pairs that it stands for."""
    book = {}
    for text, meanings in texts.items():
        phrase = tuple(stem(token.folded) for token in tokenize(text))
        if phrase:
            known = book.setdefault(phrase, [])
            known += [meaning for meaning in meanings if meaning not in known]
    return book

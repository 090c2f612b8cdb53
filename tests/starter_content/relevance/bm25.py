"""A textbook search to measure ours by: BM25 over the words of entries, with no filters, synonyms or meaning."""

from collections import Counter, defaultdict
from math import log

from directory.catalogue.models import Entry
from directory.search.documents.entry_text import text_of
from directory.search.language.text_analysis import terms
from tests.starter_content.relevance.answers import Answer, entries_by_id

K1, B = 1.2, 0.75


class BM25:
    """`texts` maps what is searched to its terms. Any word of a query is enough to be found."""

    def __init__(self, texts):
        self.lengths = {key: len(words) for key, words in texts.items()}
        self.mean = sum(self.lengths.values()) / len(texts)
        self.postings = defaultdict(dict)
        for key, words in texts.items():
            for word, times in Counter(words).items():
                self.postings[word][key] = times

    def search(self, words):
        """Keys, the best first."""
        scores = Counter()
        for word in words:
            for key, times in self.postings.get(word, {}).items():
                scores[key] += self.rarity(word) * self.saturated(times, self.lengths[key])
        return sorted(scores, key=lambda key: (-scores[key], key))

    def rarity(self, word):
        having = len(self.postings[word])
        return log(1 + (len(self.lengths) - having + 0.5) / (having + 0.5))

    def saturated(self, times, length):
        return times * (K1 + 1) / (times + K1 * (1 - B + B * length / self.mean))


def answers_to(queries):
    """Ask BM25 what the search is asked, of the same bank."""
    entries = entries_by_id()
    engine = BM25({entry.pk: words_of(entry) for entry in Entry.objects.published()})
    return [answer_to(query, engine, entries) for query in queries]


def answer_to(query, engine, entries):
    found = [entries[pk] for pk in engine.search(terms(query.text))]
    return Answer(query, found, says_nothing=not found, topics=[])


def words_of(entry):
    return [term for _, text in text_of(entry) for term in terms(text)]

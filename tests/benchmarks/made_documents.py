"""Documents of made entries, from the words that they were made of, in a fraction of the time that the builder takes.

Nothing is fetched or taken apart again. `find_differences` says whether they are what the builder would have made.
"""

from array import array
from functools import lru_cache
from operator import itemgetter

import numpy as np

from directory.organisations.models import Organisation
from directory.search.documents.document_builder import FIELD_BREAK, MEANING_WEIGHTS, analysis_version
from directory.search.documents.document_reader import FIELDS
from directory.search.documents.entry_text import text_of
from directory.search.documents.facet_options import LOCAL, options_of
from directory.search.documents.order.standing import MOST_OPENED, RUNG, in_force_day
from directory.search.documents.querysets import joined_terms
from directory.search.documents.soundness import editions
from directory.search.documents.soundness.seals import seal_of
from directory.search.documents.soundness.words import term_ids
from directory.search.engine.lexicon import fingerprint
from directory.search.engine.weights import REACH, impacts
from directory.search.language.english.stemming import stem
from directory.search.language.text_analysis import content_words, fold
from directory.search.meaning.nearness import NO_MEANING, packed
from directory.search.meaning.words import TELLING, word_table
from tests.benchmarks.made_entries import MADE

COLUMNS = [*FIELDS, "words", "seal"]
WEIGHTS = sorted(MEANING_WEIGHTS.items(), key=itemgetter(1))
words_of_label = lru_cache(maxsize=20_000)(content_words)


class Kept(dict):
    """What a function gave, each asked for once."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def __missing__(self, key):
        found = self[key] = self.function(key)
        return found


def vector_of_word(word):
    """None for what has none."""
    vector = np.array(word_table().vectors_of([word])[0])
    return vector if vector.any() else None


class DocumentMaker:
    def __init__(self, revision):
        self.revision, self.recipe = revision, analysis_version()
        self.ids, self.stems, self.vectors = {}, Kept(stem), Kept(vector_of_word)

    def rows(self, entries):
        """Their documents, sealed, as values of `COLUMNS`. Call it in a transaction."""
        read = [(one, fields_of(one), options_of(one)) for one in entries]
        self._learn(
            {word for _, fields, _ in read for _, found in fields for word in found}.union(*(row[2] for row in read))
        )
        return [self._row(*one) for one in read]

    def _learn(self, texts):
        """What is new gets an id, for which the edition is locked until the transaction ends."""
        if missing := texts - self.ids.keys():
            editions.lock()
            self.ids |= term_ids(missing)

    def _row(self, entry, fields, options):
        ids, stems, by_term, positions, stemmed = self.ids, self.stems, {}, array("I"), []
        for name, found in fields:
            terms = [stems[word] for word in found]
            numbers = [ids[word] for word in found]
            stemmed.append((name, terms))
            positions.extend(numbers)
            positions.append(FIELD_BREAK)
            by_term = dict(zip(reversed(terms), reversed(numbers), strict=True)) | by_term
        weighed = impacts(stemmed)
        values = [
            entry.pk,
            self.revision,
            False,
            fold(entry.title)[:250],
            array("I", sorted(ids[option] for option in options)).tobytes(),
            positions.tobytes(),
            array("I", [by_term[term] for term in weighed]).tobytes(),
            bytes(weighed.values()),
            fingerprint(dict(stemmed)["title"]).to_bytes(8, "little"),
            b"",
            self._meaning(fields),
            False,
            entry.trust,
            standing_of(entry, options),
            in_force_day(entry),
            entry.sinks_after.toordinal(),
            int(entry.published_at.timestamp()),
        ]
        return [*values, "|".join(joined_terms(terms) for _, terms in stemmed), seal_of(values, self.recipe)]

    def _meaning(self, fields):
        says = {}
        for name, weight in WEIGHTS:
            says |= {word: weight for field, found in fields if field == name for word in found}
        known = [(weight, self.vectors[word]) for word, weight in says.items()]
        known = [(weight, vector) for weight, vector in known if vector is not None]
        if not any(vector @ vector >= TELLING**2 for _, vector in known):
            return NO_MEANING
        return packed(sum(weight * vector for weight, vector in known))


def fields_of(entry):
    """(field, words) of all that it says. Of its title and its summary the words are known."""
    known = entry.words_of
    read = ((name, known.get(text) or words_of_label(text)) for name, text in text_of(entry))
    return [field for field in read if field[1]]


def standing_of(entry, options):
    reach = entry.distance if isinstance(entry, MADE[Organisation]) else 0
    return reach * REACH + (1 + entry.trust) * RUNG + 2 * MOST_OPENED + (LOCAL not in options)

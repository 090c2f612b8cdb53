"""Documents of made entries, from the words that they were made of, in a fraction of the time that the builder takes.

Nothing is fetched or taken apart again. `find_differences` says whether they are what the builder would have made.
"""

from array import array
from functools import lru_cache

import numpy as np
from django.db import transaction

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
from directory.search.meaning.nearness import DIMENSIONS, NO_MEANING, packed
from directory.search.meaning.words import TELLING, word_table
from tests.benchmarks.made_entries import MADE

COLUMNS = [*FIELDS, "words", "seal"]
words_of_label = lru_cache(maxsize=20_000)(content_words)


class Stems(dict):
    def __missing__(self, word):
        found = self[word] = stem(word)
        return found


class DocumentMaker:
    """`words` are those that entries are made of: what is known of them from the first is known to all processes."""

    def __init__(self, words, revision):
        self.revision, self.recipe, self.ids = revision, analysis_version(), {}
        self.stems = Stems(zip(words, map(stem, words), strict=True))
        self.place_of_vector, self.vectors = {}, np.zeros((0, DIMENSIONS), dtype=np.int64)
        self._learn(set(words))

    def rows(self, entries):
        """Their documents, sealed, as values of `COLUMNS`."""
        read = [(one, fields_of(one), options_of(one)) for one in entries]
        self._learn(
            {word for _, fields, _ in read for _, found in fields for word in found}.union(*(row[2] for row in read))
        )
        return [self._row(*one) for one in read]

    def _learn(self, texts):
        """What is new gets an id, for which the edition is locked."""
        if missing := texts - self.ids.keys():
            with transaction.atomic():
                editions.lock()
                self.ids |= term_ids(missing)
            words = [word for word in missing if ":" not in word]
            vectors = np.array(word_table().vectors_of(words)) if words else self.vectors[:0]
            known = np.flatnonzero(vectors.any(axis=1))
            self.place_of_vector |= {words[place]: len(self.vectors) + n for n, place in enumerate(known.tolist())}
            self.vectors = np.concatenate([self.vectors, vectors[known]])
            self.tells = (self.vectors * self.vectors).sum(axis=1) >= TELLING**2

    def _row(self, entry, fields, options):
        ids, stems, positions = self.ids, self.stems, array("I")
        stemmed = [(name, [stems[word] for word in found]) for name, found in fields]
        numbers = [[ids[word] for word in found] for _, found in fields]
        for some in numbers:
            positions.extend(some)
            positions.append(FIELD_BREAK)
        last_first = (term for _, terms in reversed(stemmed) for term in reversed(terms))
        by_term = dict(zip(last_first, (n for some in reversed(numbers) for n in reversed(some)), strict=True))
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
        for name, found in fields:
            weight = MEANING_WEIGHTS.get(name, 0)
            for word in found:
                if weight and (place := self.place_of_vector.get(word)) is not None:
                    says[place] = max(weight, says.get(place, 0))
        places = list(says)
        if not self.tells[places].any():
            return NO_MEANING
        return packed(np.array(list(says.values())) @ self.vectors[places])


def fields_of(entry):
    """(field, words) of all that it says. Of its title and its summary the words are known."""
    known = entry.words_of
    read = ((name, known.get(text) or words_of_label(text)) for name, text in text_of(entry))
    return [field for field in read if field[1]]


def standing_of(entry, options):
    reach = entry.distance if isinstance(entry, MADE[Organisation]) else 0
    return reach * REACH + (1 + entry.trust) * RUNG + 2 * MOST_OPENED + (LOCAL not in options)

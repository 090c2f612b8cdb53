"""Which topic a query means: by the topic's name, by a synonym of it, or by what people say when it has happened.

Each topic has sayings, short lines in readers' own words that curators edit. What stands in a topic's sayings more
often than in those of all others speaks for it, in the way of a naive Bayes classifier (the complement form of Rennie
and others, 2003): words, two words side by side, synonyms, and whether a young child is spoken of.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt
from pathlib import Path

import numpy as np

from directory.search.language.filters.ages import NUMBERS
from directory.search.language.filters.inferred_filters import filter_at
from directory.search.language.query_tokens import query_tokens
from directory.search.language.text_analysis import tokenize

EVERYDAY = Path(__file__).with_name("everyday_lines.txt")
SOMETHING_ELSE = ""  # stands for the code of a topic
ELSEWHERE = 0.1  # how much more a topic needs for each point that something else is ahead
BEHIND = 1.0  # how far behind something else a topic may be
PAIR, SYNONYM = 0.4, 0.5  # what two words side by side and words that mean the same count beside a word's 1
SMOOTHING = 0.15  # how often each feature is taken to stand in the sayings of any topic besides
LIKELY, CERTAIN = 4.5, 7.0  # the scores from which on a topic is likely, and as good as certain
LIKELY_OF_SENTENCE = 3.5  # of so many words that one of them says little
NEAR_EQUAL = 0.8  # of the score of the likeliest
MOST_MEANT = 2
SPEAKS = 0.6  # the weight from which on a word speaks for a topic
OLDEST_YOUNG = 11  # up to this age, behaviour is looked at as a young child's
AGE_BEGINNINGS = frozenset({"age", "aged", "ages", "under", "below", *NUMBERS})
BEFORE_NAMES = frozenset({"mr", "mrs", "ms"})  # as a name, they say nothing
MANY_SAYINGS = 100  # of fewer, lines about something else would drown all
DENIED_ALONE = frozenset("sexual physical illegal rude".split())
YOUNG_YEARS = frozenset("eyfs ks1 ks2 n r y1 y2 y3 y4 y5 y6".split())


@dataclass(frozen=True)
class MeantTopic:
    """A topic's code and how much speaks for it: the logarithm of how much more its sayings are like the query.

    `lead` is how much more that is than what speaks for something else. A topic is `likely` if its score is enough
    for a query of so many words, `meant` if no other is likelier by much, and `certain` if it says more than the
    words.
    """

    code: str
    score: float
    lead: float
    likely: bool
    meant: bool
    certain: bool

    def instead_of_words(self):
        """As it is where the words find little."""
        return replace(self, likely=True, meant=True, certain=True)


class TopicDetector:
    """`sayings` maps the code of a topic to its lines; `vocabulary` knows synonyms and filters in them.

    What people type who look for something else is told from them by lines of its own, beside this module.
    """

    def __init__(self, sayings, vocabulary):
        self.vocabulary = vocabulary
        if sum(map(len, sayings.values())) >= MANY_SAYINGS:
            sayings = sayings | {SOMETHING_ELSE: everyday_lines()}
        self.codes = list(sayings)
        # One topic alone is like nothing else.
        self.weights = log_odds(self._counts(sayings.values())) if len(self.codes) > 1 else {}

    def _counts(self, sayings):
        """Feature -> how often each topic's lines have it. A long line says no more than a short one."""
        counts = defaultdict(lambda: np.full(len(self.codes), SMOOTHING, dtype=np.float32))
        for topic, lines in enumerate(sayings):
            for line in dict.fromkeys(lines):
                found = self.features(query_tokens(line, tokenize(line)))
                length = sqrt(sum(count * count for count in found.values()))
                for feature, count in found.items():
                    counts[feature][topic] += count / length
        return counts

    def detect(self, tokens, *, sentence):
        """The topics that the tokens of a query speak for, the likeliest first. A `sentence` has many words."""
        scores = self._scores(tokens)
        elsewhere = scores.pop(SOMETHING_ELSE, 0.0)
        best = max(scores.values(), default=0.0)
        if elsewhere > best + BEHIND and not sentence:
            return []
        least = (LIKELY_OF_SENTENCE if sentence else LIKELY) + ELSEWHERE * max(0.0, elsewhere - best)
        topics = sorted(((score, code) for code, score in scores.items() if score > 0), reverse=True)
        return [
            MeantTopic(
                code,
                score,
                lead=score - elsewhere,
                likely=score >= least,
                meant=place < MOST_MEANT and score >= max(least, NEAR_EQUAL * best),
                certain=score >= CERTAIN,
            )
            for place, (score, code) in enumerate(topics)
        ]

    def _scores(self, tokens):
        """Code -> how much the tokens speak for it; nothing if no line has any of them."""
        found = self.features(tokens, self.weights)
        known = [count * self.weights[feature] for feature, count in found.items() if feature in self.weights]
        return dict(zip(self.codes, sum(known).tolist(), strict=True)) if known else {}

    def knows(self, tokens):
        """Whether most words stand in sayings."""
        words = [token.term for token in tokens if not token.is_stop_word]
        return 3 * sum(word in self.weights for word in words) > 2 * len(words)

    def _age_at(self, tokens, place):
        """As `filter_at`, which takes longer: most words begin no age."""
        word, term = tokens[place].word, tokens[place].term
        if term in self.vocabulary.year_beginnings or word in AGE_BEGINNINGS or not word.isalpha():
            return filter_at(tokens, place, self.vocabulary, {"age", "year"})
        return None, 0

    def speaks(self, clause, codes):
        """Whether words speak for one of these topics more than for others. If there is none, all do."""
        places = [self.codes.index(code) for code in codes]
        found = [self.weights[term] for term in (*clause[0][0], synonyms_feature(clause)) if term in self.weights]
        return not codes or any(weights[place] >= SPEAKS for weights in found for place in places)

    def features(self, tokens, known=None):
        """Feature -> how much it counts, of what stands in `tokens`. An age is one, and not its words.

        A word that is not `known`, such as a child's name, is passed over: its neighbours stand side by side.
        """
        ages, spoken, place = {}, [], 0
        while place < len(tokens):
            if denied := denied_at(tokens, place):
                place += denied
                continue
            inferred, size = self._age_at(tokens, place)
            if inferred:
                ages["young" if is_young(*inferred) else "older"] = 1.0
            else:
                spoken.append(tokens[place])
            place += max(size, 1)
        words = [token.term for token in spoken if not token.is_stop_word and token.word not in BEFORE_NAMES]
        words = [word for word in words if known is None or word in known]
        found = dict.fromkeys(words, 1.0) | dict.fromkeys(pairwise(words), PAIR)
        return found | self._synonyms(spoken) | ages

    def _synonyms(self, tokens):
        found, place = {}, 0
        while place < len(tokens):
            clause, size = self.vocabulary.synonyms_at(tokens, place)
            if clause:
                found[synonyms_feature(clause)] = SYNONYM
            place += size
        return found


def denied_at(tokens, place):
    """How many words say that something is not so: "not a nude", "nothing sexual", "no police involved"."""
    words = [token.word for token in tokens[place : place + 3]]
    if words[:1] == ["nothing"] and words[1:2] and words[1] in DENIED_ALONE:
        return 2
    if words[:1] == ["not"] and words[1:2] and words[1] in ("a", "an", "any") and len(words) == 3:
        return 3
    return 3 if words[:1] == ["no"] and words[2:] == ["involved"] else 0


def everyday_lines():
    return [line for line in EVERYDAY.read_text().splitlines() if not line.startswith("#")]


def is_young(facet, codes):
    return min(map(int, codes)) <= OLDEST_YOUNG if facet == "age" else not YOUNG_YEARS.isdisjoint(codes)


def synonyms_feature(clause):
    return frozenset(terms for terms, _ in clause)


def log_odds(counts):
    """Feature -> for each topic, the logarithm of how much more often it stands there than in all the others."""
    features = list(counts)
    own = np.array([counts[feature] for feature in features])
    others = own.sum(axis=1, keepdims=True) - own
    weights = np.log(own / own.sum(axis=0)) - np.log(others / others.sum(axis=0))
    return dict(zip(features, weights, strict=True))

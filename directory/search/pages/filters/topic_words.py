"""What people call a topic: its name, with and without what stands in brackets, and all that means the same."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from directory.search.language.synonyms import says_more
from directory.search.language.text_analysis import content_words, terms
from directory.taxonomy.models import Topic

# Groups of synonyms that belong to a topic though none of their phrases is its name; one phrase stands for a group.
ALSO_CALLED = {
    "sexual_harassment": ["harassment"],  # what follows is longer, and so comes before it
    "online_sexual_harassment": ["online harassment"],
    "bullying": ["racial harassment", "racist harassment", "religious harassment", "disability harassment"],
    "sharing_nudes": ["image-based sexual abuse"],
    "relationship_abuse": ["relationship abuse"],
    "sexual_bullying": ["sexual bullying"],
    "coerced_sexual_activity": ["made to do something sexual"],
    "physical_abuse": ["physical abuse"],
}
OTHER_NAMES = re.compile(r"^[\w-]+(, [\w-]+)*$")  # in brackets: "CSE, CCE", and not an explanation


@dataclass(frozen=True)
class TopicWords:
    """A topic and the phrases that mean it, as words and as terms, its name first."""

    topic: Topic
    words: list[list[str]]
    terms: list[list[str]]

    @classmethod
    def of(cls, topic, texts):
        return cls(topic, list(map(content_words, texts)), list(map(terms, texts)))


@lru_cache(maxsize=4)
def words_of_topics(facets, vocabulary):
    """The words of every topic that is not retired. Made once for each edition of terms and synonyms."""
    topics = [topic for topic in facets.terms["topic"].values() if not topic.retired]
    groups = [(group, {tuple(terms(text)) for text in group}) for group in vocabulary.synonym_groups]
    return [TopicWords.of(topic, list(phrases_of(topic, groups))) for topic in topics]


def phrases_of(topic, groups):
    """Its names, and what means the same; not "wants money", of which only "money" would be left."""
    names = list(names_of(topic))
    known = {tuple(terms(name)) for name in names}
    same = [text for group, phrases in groups if known & phrases for text in group if says_more(text)]
    return dict.fromkeys((*names, *same))


def names_of(topic):
    plain, _, rest = topic.name.partition(" (")
    yield from (topic.name, plain, *ALSO_CALLED.get(topic.code, ()))
    inside = rest.rstrip(")")
    if OTHER_NAMES.match(inside):
        yield from inside.split(", ")
    if topic.group == Topic.Group.ABUSE:
        yield from plain.split(" and ")


@lru_cache(maxsize=4)
def ranked_names(facets, vocabulary):
    """The first term of a phrase -> [(its terms, how much it counts, its topic)].

    What happened counts more than what is taught, then the longest name, then the topics' own order.
    """
    found = defaultdict(list)
    for place, one in enumerate(words_of_topics(facets, vocabulary)):
        for phrase in filter(None, one.terms):
            rank = (one.topic.group == Topic.Group.ABUSE, len(phrase), -place)
            found[phrase[0]].append((phrase, rank, one.topic))
    return found


def topic_in(query, facets, vocabulary):
    """The topic that words of `query` name, or None."""
    asked, known = terms(query), ranked_names(facets, vocabulary)
    named = [
        (rank, topic)
        for place, first in enumerate(asked)
        for phrase, rank, topic in known.get(first, ())
        if asked[place : place + len(phrase)] == phrase
    ]
    return max(named, key=itemgetter(0))[1] if named else None

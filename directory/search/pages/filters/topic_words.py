"""What people call a topic: its name, with and without what stands in brackets, and all that means the same."""

import re
from dataclasses import dataclass
from functools import lru_cache

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


def topic_in(query, facets, vocabulary):
    """The topic that words of `query` name, or None: what happened before what is taught, the longest name first."""
    asked, best, found = terms(query), (False, 0), None
    for one in words_of_topics(facets, vocabulary):
        longest = max((len(phrase) for phrase in one.terms if stands_in(phrase, asked)), default=0)
        if longest and (rank := (one.topic.group == Topic.Group.ABUSE, longest)) > best:
            best, found = rank, one.topic
    return found


def stands_in(phrase, asked):
    size = len(phrase)
    return size > 0 and any(asked[place : place + size] == phrase for place in range(len(asked) - size + 1))

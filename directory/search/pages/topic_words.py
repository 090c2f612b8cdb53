"""What people call a topic: its name, with and without what stands in brackets, and all that means the same."""

import re
from functools import lru_cache

from directory.search.language.text_analysis import terms
from directory.taxonomy.models import Topic

# Groups of synonyms that belong to a topic though none of their phrases is its name; one phrase stands for a group.
ALSO_CALLED = {
    "sharing_nudes": ["image-based sexual abuse"],
    "relationship_abuse": ["relationship abuse"],
    "sexual_bullying": ["sexual bullying"],
    "coerced_sexual_activity": ["made to do something sexual"],
    "physical_abuse": ["physical abuse"],
}
OTHER_NAMES = re.compile(r"^[\w-]+(, [\w-]+)*$")  # in brackets: "CSE, CCE", and not an explanation


@lru_cache(maxsize=4)
def words_of_topics(facets, vocabulary):
    """[(topic, the phrases that mean it)] for every topic that is not retired. Made once for each edition of both."""
    topics = [topic for topic in facets.terms["topic"].values() if not topic.retired]
    groups = [(group, {tuple(terms(text)) for text in group}) for group in vocabulary.synonym_groups]
    return [(topic, tuple(phrases_of(topic, groups))) for topic in topics]


def phrases_of(topic, groups):
    names = list(names_of(topic))
    known = {tuple(terms(name)) for name in names}
    same = [text for group, phrases in groups if known & phrases for text in group]
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
    for topic, phrases in words_of_topics(facets, vocabulary):
        longest = max((len(phrase) for text in phrases if stands_in(phrase := terms(text), asked)), default=0)
        if longest and (rank := (topic.group == Topic.Group.ABUSE, longest)) > best:
            best, found = rank, topic
    return found


def stands_in(phrase, asked):
    size = len(phrase)
    return size > 0 and any(asked[place : place + size] == phrase for place in range(len(asked) - size + 1))

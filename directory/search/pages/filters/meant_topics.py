"""What the words of a search mean as a whole: topics, and whether something has happened."""

from django.conf import settings
from django.utils.functional import cached_property

from directory.catalogue.doors import Door
from directory.search.documents.facet_options import HELP_WHATEVER_HAPPENED
from directory.search.language.meant_words import meant_words
from directory.search.language.parsed_query import EXACT, GUESS
from directory.search.language.people.topics_of_adults import BETWEEN_CHILDREN
from directory.search.language.text_analysis import content_words
from directory.search.meaning.words import vector_of
from directory.search.pages.filters.topic_words import topic_in
from directory.taxonomy.models import Topic

REMOTE = 1  # as close as a guess is, or less
FEW_WORDS = 4  # of so many, the name of a topic is what is asked for
SENTENCE = 9  # words: who writes so many tells what happened, even where they ask for a lesson
BEHIND = 2.0  # how far behind another topic what happened may be
OTHERS = 2  # topics that may be meant as well


class MeantTopics:
    """The part of a filter set that says what its words mean beyond themselves."""

    @cached_property
    def meant_topics(self):
        """The codes of the topics that the words mean, likely enough to look for all that is about them."""
        return [topic.code for topic in self.parsed_query.topics if topic.meant]

    @property
    def about(self):
        """What the words mean as a whole, {(facet, codes): closeness}: in an incident, whoever must be told too."""
        found = {
            ("topic", (topic.code,)): self.closeness_of(topic) for topic in self.parsed_query.topics if topic.meant
        }
        if self.is_of_incident:
            found |= {("help", HELP_WHATEVER_HAPPENED[self.parsed_query.asker]): GUESS}
        return found

    def closeness_of(self, topic):
        """Where something has happened, that counts for more than the words; elsewhere it is one word more."""
        if not self.is_of_incident:
            return REMOTE
        return EXACT if topic.certain else GUESS

    @cached_property
    def is_of_incident(self):
        """Whether the words say that something has happened, rather than what is to be taught or decided."""
        parsed = self.parsed_query
        told = self.happenings or parsed.life_at_risk or self.is_by_an_adult
        return bool(told) and not self.asks_for_material

    @cached_property
    def happenings(self):
        """The topics of what may have happened, the likeliest first; none where something else is likelier by far."""
        found, topics = self.parsed_query.topics, self.snapshot.facets.terms["topic"]
        happened = [topic for topic in found if topic.likely and topics[topic.code].group == Topic.Group.ABUSE]
        if not happened or happened[0].score < found[0].score - BEHIND:
            return []
        return [topics[topic.code] for topic in happened]

    @property
    def says_what_happened(self):
        """Whether to answer with what to do: not where a lesson is asked for in a few words."""
        return self.is_of_incident or not self.asks_for_material or self._is_long

    @property
    def asks_for_material(self):
        kinds = [code for one in self.parsed_query.filters if one.facet == "kind" for code in one.codes]
        return self.parsed_query.planning or self.asks_for_format or bool(set(kinds) - {Door.ORGANISATION})

    @property
    def asks_for_format(self):
        """In so many words, such as "film about": a video alone may be what happened."""
        formats = [one.words for one in self.parsed_query.filters if one.facet == "type"]
        return not self.parsed_query.is_sentence and any(" " in words for words in formats)

    @property
    def asks_for_lessons(self):
        return any(one.facet == "kind" and "lesson" in one.words.lower() for one in self.parsed_query.filters)

    @cached_property
    def topic_meant(self):
        """The topic whose page leads on best, or None."""
        happened = self.happenings[0] if self.happenings and (self.is_of_incident or self._is_long) else None
        if self._named and len(self._words) <= FEW_WORDS and not self._is_rather(happened):
            return self._named
        if happened or self.asks_whom_to_call:
            return happened
        return self._certain or self._named

    def _is_rather(self, happened):
        """Whether it is this that is meant. What is taught gives way to what is about as likely: "porn on phone year
        5". Other names only to what is certain where they are not even likely: "a hand up her skirt" is no photo.
        """
        if happened is None:
            return False
        topics = {topic.code: topic for topic in self.parsed_query.topics}
        if self._named.group == Topic.Group.LEARNING:
            return topics[happened.code].meant
        named = topics.get(self._named.code)
        return topics[happened.code].certain and not (named and named.likely)

    @property
    def _certain(self):
        """The first topic that is certain. What is only looked for, for want of words, is not likely."""
        codes = (topic.code for topic in self.parsed_query.topics if topic.meant and topic.certain and topic.likely)
        return next((self.snapshot.facets.terms["topic"][code] for code in codes), None)

    @property
    def asks_whom_to_call(self):
        return any(one.facet == "kind" and one.words.lower().startswith("who") for one in self.parsed_query.filters)

    @cached_property
    def also_meant(self):
        """What else may have happened, for who finds that the first answer is not theirs."""
        others = [topic for topic in self.happenings if topic != self.topic_meant]
        return others[:OTHERS] if self.topic_meant in self.happenings else []

    @cached_property
    def _words(self):
        return content_words(self.chosen.get("q", ""))

    @property
    def _is_long(self):
        return len(self._words) >= SENTENCE

    @cached_property
    def _named(self):
        query = self.chosen.get("q")
        for word in self.parsed_query.corrections if query else ():
            query = query.replace(word.typed, word.meant)
        named = topic_in(query, self.snapshot.facets, self.snapshot.vocabulary) if query else None
        return None if named and self.is_by_an_adult and named.code in BETWEEN_CHILDREN else named

    @property
    def is_by_an_adult(self):
        return self.parsed_query.by_staff or self.parsed_query.by_another_adult

    @property
    def meaning(self):
        """The vector of the words that are no filter, or b"" where only the words themselves count."""
        if not settings.SEMANTIC or not self.parsed_query.clauses:
            return b""
        return vector_of(meant_words(self.chosen["q"], self.parsed_query))

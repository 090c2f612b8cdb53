"""What somebody means by what they typed: filters in disguise, words in all the ways an entry may say them, mistakes.

"consent yr 5" and a town with a letter left out ask for Year 5, its district and the word consent. What becomes a
filter is always shown as one, and can be taken away. Words between double quotation marks stand together and mean
only themselves.
"""

import re
from itertools import chain
from math import log10

from directory.county.county import OUTSIDE
from directory.search.language.asker import asker_of, is_planning
from directory.search.language.contacts import host_term
from directory.search.language.english.stemming import stem
from directory.search.language.english.stop_words import ADULT_WORDS, CHILD_WORDS, WEAK_WORDS
from directory.search.language.english.word_frequencies import expected_share_of
from directory.search.language.filters.ages import without_older
from directory.search.language.filters.inferred_filters import filter_at
from directory.search.language.parsed_query import EXACT, GUESS, InferredFilter, ParsedQuery
from directory.search.language.people.life_at_risk import is_life_at_risk
from directory.search.language.people.topics_of_adults import topics_of_adults
from directory.search.language.query_tokens import query_tokens
from directory.search.language.spelling import SpellingCorrector
from directory.search.language.staff_named import is_by_another_adult, is_by_staff
from directory.search.language.text_analysis import tokenize

COUNTLESS = 0.001  # a share (of all texts) below which words are equally rare
LONGEST_NAME = 12  # terms
SENTENCE = 6  # words that are no filter and say something: from here on, they tell what happened
SENTENCE_WITH_FILTERS = 8  # words that say something, filters and all
HANDFUL = 5  # entries: what finds fewer by its words is looked for by what it may mean as well
BETTER_THAN_NOTHING = 1.0  # the score of a topic that is enough there
ENOUGH_BESIDE_NAMES = 2.0  # and where most words may be names
ENOUGH_BESIDE_AN_ANSWER = 3.0  # and where there is one without a topic


def parse_query(query, *, index, spelling, vocabulary, facets, unfinished=False):
    """Read `query`. `facets` are the names of those that words may become filters of.

    `index` is asked how many entries have a phrase (`frequency`), which have a clause (`documents_with_clause`) and
    whether words are a name (`is_name`); `spelling` knows the words of all entries, `vocabulary` the filters and
    synonyms. The last word of an `unfinished` query may be the beginning of any word, even if it is one itself.
    """
    return QueryParser(query, index, spelling, vocabulary, facets, unfinished).parse()


class QueryParser:
    def __init__(self, query, index, spelling, vocabulary, facets, unfinished):
        self.query, self.index, self.spelling, self.vocabulary = query, index, spelling, vocabulary
        self.facets, self.unfinished = facets, unfinished
        self.corrector = SpellingCorrector(index, spelling, vocabulary)
        self.weak, self.names = set(), {}
        self.tokens, self.all_quoted = [], True
        self.parsed = ParsedQuery()

    def parse(self):
        self._read_runs(re.sub("[“”„«»]", '"', self.query))
        self._note_meaning([token.word for token in self.tokens])
        self._part_weak_words()
        self.parsed.filters = without_older(self.parsed.filters)
        return self.parsed

    def _read_runs(self, query):
        """Read what stands between quotation marks and what stands outside of them, one after the other."""
        marks = [place for place, character in enumerate(query) if character == '"']
        if len(marks) % 2:
            marks.pop()  # what is opened and never closed was a slip
        run, inside = [], 0
        for token in tokenize(query):
            before = sum(mark < token.start for mark in marks)
            if before != inside:
                self._read_run(query_tokens(query, run), quoted=inside % 2 == 1)
                run, inside = [], before
            run.append(token)
        self._read_run(query_tokens(query, run), quoted=inside % 2 == 1, last=True)

    def _note_meaning(self, words):
        """What the words say together. Those that all stand in quotation marks mean only themselves."""
        parsed, meant = self.parsed, " ".join(words)
        parsed.asker, parsed.planning = asker_of(self.query) or asker_of(meant), is_planning(words)
        parsed.life_at_risk = any(map(is_life_at_risk, (self.query, meant))) and not parsed.planning
        parsed.by_staff = is_by_staff(meant) and not parsed.planning
        parsed.by_another_adult = not (parsed.by_staff or parsed.planning) and is_by_another_adult(meant)
        parsed.of_children = not CHILD_WORDS.isdisjoint(words) and ADULT_WORDS.isdisjoint(words)
        parsed.is_sentence = self._is_sentence()
        if not self.all_quoted:
            parsed.topics = self.vocabulary.topics.detect(self.tokens, sentence=parsed.is_sentence)
        if parsed.by_staff or parsed.by_another_adult:
            parsed.topics = topics_of_adults(parsed.topics)

    def _is_sentence(self):
        """Who speaks of themselves or of their child tells what happened, in however few words."""
        said = sum(not token.is_stop_word for token in self.tokens)
        return bool(self.parsed.asker) or len(self.parsed.name) >= SENTENCE or said >= SENTENCE_WITH_FILTERS

    def _part_weak_words(self):
        """Words that no entry has are left out where there are others; weak ones only help to rank where there are
        stronger. Filters alone are enough, too. What is left of nothing but unknown words finds nothing.
        """
        clauses = list(dict.fromkeys(self.parsed.clauses))
        known = [clause for clause in clauses if self.index.documents_with_clause(clause)]
        asks_for_kind = any(one.facet == "kind" for one in self.parsed.filters)
        if self._finds_little(known) and not asks_for_kind:
            self._take_the_likeliest_topic()
        meant = [topic.code for topic in self.parsed.topics if topic.meant and self.parsed.is_sentence]
        strong = [
            clause for clause in known if clause not in self.weak and self.vocabulary.topics.speaks(clause, meant)
        ]
        self.parsed.hints += [clause for clause in known if clause not in strong] if strong else []
        self.parsed.is_elsewhere = self._says(set(clauses) - set(known)) > self._says(known)
        self.parsed.clauses = strong or known or ([] if self.parsed.filters else clauses)

    def _says(self, clauses):
        """How much the typed words of these clauses say together, by how rare they are; weak ones say nothing."""
        words = chain.from_iterable(clause[0][0] for clause in clauses if clause not in self.weak)
        return sum(-log10(max(expected_share_of(word), COUNTLESS)) for word in words)

    def _take_the_likeliest_topic(self):
        """Better than nothing, where what was typed is said of topics. A life at risk, and what an adult has done,
        are something without one.
        """
        first, *others = self.parsed.topics or [None]
        is_answered = self.parsed.life_at_risk or self.parsed.by_staff or self.parsed.by_another_adult
        if first and is_answered and first.score < ENOUGH_BESIDE_AN_ANSWER:
            return
        if first and first.lead >= 0 and (self._is_said_of(first) or self._is_told_of(first)):
            self.parsed.topics = [first.instead_of_words(), *others]

    def _is_said_of(self, topic):
        return topic.score >= BETTER_THAN_NOTHING and self.vocabulary.topics.knows(self.tokens)

    def _is_told_of(self, topic):
        """Whether one word tells enough, whatever else is there: a child's name must not take the answer away."""
        telling = [clause for clause in self.parsed.clauses if clause not in self.weak]
        speaks = any(self.vocabulary.topics.speaks(clause, [topic.code]) for clause in telling)
        return topic.score >= ENOUGH_BESIDE_NAMES and speaks

    def _finds_little(self, clauses):
        strong = [self.index.documents_with_clause(clause) for clause in clauses if clause not in self.weak]
        return sum(map(len, strong)) < HANDFUL

    def _read_run(self, tokens, *, quoted, last=False):
        """Read tokens that stand within quotation marks, or outside of them; `last` if the query ends with them."""
        if quoted:
            self.tokens += tokens
            terms = tuple(token.term for token in tokens if not token.is_stop_word)
            if terms:
                self._note_clause(((terms, EXACT),), tokens)
            return
        tokens = self.corrector.respaced([token.plain() for token in tokens])
        tokens, corrections = self.corrector.corrected(tokens, query=self.query, last=last)
        self.parsed.corrections += corrections
        self.tokens += tokens
        self.all_quoted = self.all_quoted and all(token.is_stop_word for token in tokens)
        place = 0
        while place < len(tokens):
            place += self._read_at(tokens, place, last)

    def _read_at(self, tokens, place, last):
        """Read what begins at `place`, the longest that makes sense, and say how many words that was."""
        inferred, size = filter_at(tokens, place, self.vocabulary, self.facets)
        if tokens[place].is_stop_word and not size:
            return 1
        if size and self._is_in_name(tokens, place, place + size):
            size = 0
        clause, length = self.vocabulary.synonyms_at(tokens, place)
        if size and (size >= length or tokens[place].is_stop_word):
            self._note_filter(tokens[place : place + size], *inferred)
            return size
        if clause is None:
            is_last = last and place + length == len(tokens)
            clause = self._single(tokens[place], is_last)
        if length == 1 and tokens[place].word in WEAK_WORDS:
            self.weak.add(clause)
        self._note_clause(clause, tokens[place : place + length])
        return length

    def _single(self, token, is_last):
        """One word that has no synonyms; a last word that nobody wrote may be the beginning of one."""
        exact = ((token.term,), EXACT)
        host = host_term(self.query[token.start : token.end])
        if host not in ("", token.word):  # the address of a page: if nothing has that, then what is on its site
            return (exact, ((stem(host),), GUESS))
        if is_last and (self.unfinished or not self.corrector.is_known(token)):
            completed = {stem(word) for word in self.spelling.completions(token.word)} - {token.term}
            return (exact, *(((term,), GUESS) for term in sorted(completed)))
        return (exact,)

    def _is_in_name(self, tokens, start, end):
        """Whether these words are part of an entry's name: there, a filter would be a misunderstanding."""
        for first in range(max(0, start - LONGEST_NAME), start + 1):
            for last in range(end, min(len(tokens), first + LONGEST_NAME) + 1):
                if self._is_name(tokens, first, last):
                    return True
        return False

    def _is_name(self, tokens, first, last):
        """Asked once for each stretch of the query: a thousand characters may hold a hundred filters."""
        stretch = tokens[first].start, tokens[last - 1].end
        if stretch not in self.names:
            name = tuple(token.term for token in tokens[first:last] if not token.is_stop_word)
            self.names[stretch] = len(name) > 1 and self.index.is_name(name)
        return self.names[stretch]

    def _note_clause(self, clause, tokens):
        self.parsed.clauses.append(clause)
        self.parsed.name += [token.term for token in tokens if not token.is_stop_word]
        if clause not in self.weak and not self.index.documents_with_clause(clause):
            self.parsed.unknown.append(" ".join(token.word for token in tokens))

    def _note_filter(self, tokens, facet, codes):
        start, end = tokens[0].start, tokens[-1].end
        if facet == OUTSIDE:
            self.parsed.outside.append(self.query[start:end])
            return
        self.parsed.filters.append(InferredFilter(facet, tuple(codes), self.query[start:end], start, end))

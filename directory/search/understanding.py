"""What somebody means by what they typed: filters in disguise, words in all the ways an entry may say them, mistakes.

"consent yr 5 tamwoth" asks for Year 5 and for Tamworth, and for the word consent. What becomes a filter is always
shown as one, and can be taken away. Words between double quotation marks stand together and mean only themselves.
"""

import re
from dataclasses import dataclass, field, replace

from directory.search.analysis import stem, typed_words
from directory.search.criteria import Clause, Phrase
from directory.search.tokens import NUMBERS, Token, as_written, joint_at, number_at, old_at, stands_alone, with_word
from directory.search.weights import EXACT, GUESS

LONGEST_NAME = 12  # terms
SHORTEST_TO_PART, SHORTEST_PART = 7, 3  # letters
# Almost everything here is about these, or offers them: they help to rank, and nothing need have them unless nothing
# else is asked for.
WEAK_WORDS = frozenset(
    """
    advice after around ask asked asking before boy boyfriend boys call called child children class classroom contact
    daughter deal dealing dealt during email example examples friend girl girlfriend girls guidance happen happened
    happening hear help inform information keep keeping kept kid kids know lad lads manage managing material
    materials new people person phone pupil pupils resource resources ring school schools setting settings sister son
    speak staff stop student students support supporting talk talking teach teacher teachers teaching teen teenage
    teenager teenagers teens tell tool tools use used using way ways work working young youth
    """.split()
)


@dataclass(frozen=True)
class Said:
    """Words that stand for options of one facet. `start` and `end` say where they are in what was typed."""

    facet: str
    codes: tuple[str, ...]
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Mended:
    """A word that nobody wrote, and the one that was taken for it."""

    typed: str
    meant: str


@dataclass
class Understood:
    said: list[Said] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    hints: list[Clause] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    mended: list[Mended] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def understand(query, *, vocabulary, index, facets, unfinished=False):
    """Read `query`. `facets` are the names of those that words may become filters of.

    The last word of an `unfinished` query may be the beginning of any word, even if it is one itself.
    """
    return Reader(query, vocabulary, index, facets, unfinished).read()


class Reader:
    def __init__(self, query, vocabulary, index, facets, unfinished):
        self.query, self.vocabulary, self.index, self.facets = query, vocabulary, index, facets
        self.unfinished = unfinished
        self.weak = set()
        self.found = Understood()

    def read(self):
        query = re.sub("[“”„«»]", '"', self.query)
        words = typed_words(query)
        marks = [place for place, character in enumerate(query) if character == '"']
        run, inside = [], 0
        for word in words:
            before = sum(mark < word.start for mark in marks)
            if before != inside:
                self._read_run(run, quoted=inside % 2 == 1)
                run, inside = [], before
            gap = query[run[-1].end : word.start] if run else ""
            run.append(Token(word.start, word.end, word.folded, stem(word.folded), gap))
        self._read_run(run, quoted=inside % 2 == 1, last=True)
        self._weigh_words()
        return self.found

    def _weigh_words(self):
        """Weak words only help to rank, unless there are no others."""
        clauses = list(dict.fromkeys(self.found.clauses))
        strong = [clause for clause in clauses if clause not in self.weak]
        self.found.clauses = strong or clauses
        if strong:
            self.found.hints += [clause for clause in clauses if clause in self.weak]

    def _read_run(self, tokens, *, quoted, last=False):
        if quoted:
            terms = tuple(token.term for token in tokens if not token.is_stop_word)
            if terms:
                self.found.clauses.append(Clause((Phrase(terms, EXACT),)))
                self.found.name += terms
                self._note_unknown(self.found.clauses[-1], " ".join(token.word for token in tokens))
            return
        tokens = self._all_mended(self._respaced([as_written(token) for token in tokens]), last)
        place = 0
        while place < len(tokens):
            place += self._read_at(tokens, place, last)

    def _read_at(self, tokens, place, last):
        """Read what begins at `place`, the longest that makes sense, and say how many words that was."""
        said, size = self._filter_at(tokens, place)
        if tokens[place].is_stop_word and not size:
            return 1
        if size and self._is_in_name(tokens, place, place + size):
            size = 0
        phrase, length = self._phrase_at(tokens, place)
        if size and (size >= length or tokens[place].is_stop_word):
            self._note_filter(tokens[place : place + size], said)
            return size
        here = tokens[place : place + length]
        terms = tuple(token.term for token in here if not token.is_stop_word)
        if phrase is None:
            is_last = last and place + length == len(tokens)
            phrase = self._single(tokens[place], is_last)
        clause = Clause(phrase)
        self.found.clauses.append(clause)
        if length == 1 and tokens[place].word in WEAK_WORDS:
            self.weak.add(clause)
        self.found.name += terms
        self._note_unknown(clause, " ".join(token.word for token in here))
        return length

    # Words

    def _phrase_at(self, tokens, place):
        """(phrases, number of words) for the longest phrase that has synonyms; (None, 1) if there is none."""
        terms, best = [], (None, 1)
        for end in range(place, len(tokens)):
            if tokens[end].is_stop_word:
                continue
            terms.append(tokens[end].term)
            if len(terms) > self.vocabulary.longest_synonym:
                break
            meant = self.vocabulary.synonyms.get(tuple(terms))
            if meant:
                best = (meant, end - place + 1)
        return best

    def _single(self, token, is_last):
        """One word that has no synonyms; a last word that nobody wrote may be the beginning of one."""
        exact = Phrase((token.term,), EXACT)
        if is_last and (self.unfinished or not self._is_known(token)):
            completed = {stem(word) for word in self.index.spelling.completions(token.word)} - {token.term}
            if completed:
                return (exact, *(Phrase((term,), GUESS) for term in sorted(completed)))
        return (exact,)

    def _note_unknown(self, clause, words):
        if not self.index.having_clause(clause):
            self.found.unknown.append(words)

    # Mistakes

    def _is_known(self, token):
        return (
            token.is_stop_word
            or token.word.isdecimal()
            or self.index.frequency((token.term,)) > 0
            or (token.term,) in self.vocabulary.synonyms
            or token.term in self.vocabulary.words_said
        )

    def _respaced(self, tokens):
        """Words that entries write together or apart: "child line", "safetyplan"."""
        respaced = []
        for token in tokens:
            if respaced and self._belong_together(respaced[-1], token):
                first = respaced.pop()
                respaced.append(with_word(replace(first, end=token.end), first.word + token.word))
            else:
                respaced += self._parted(token)
        return respaced

    def _belong_together(self, first, second):
        joined = stem(first.word + second.word)
        return (
            not second.is_stop_word
            and second.gap.strip(" -") == ""
            and not first.word.isdecimal()
            and not second.word.isdecimal()
            and self.index.frequency((joined,)) > 0
            and (
                not self._is_known(second)
                if first.is_stop_word
                else not self.index.frequency((first.term, second.term))
            )
        )

    def _parted(self, token):
        if len(token.word) < SHORTEST_TO_PART or self._is_known(token):
            return [token]
        for place in range(SHORTEST_PART, len(token.word) - SHORTEST_PART + 1):
            first, second = token.word[:place], token.word[place:]
            if self.index.frequency((stem(first), stem(second))):
                return [
                    with_word(replace(token, end=token.start + place), first),
                    with_word(replace(token, start=token.start + place, gap=""), second),
                ]
        return [token]

    def _all_mended(self, tokens, last):
        """Words that nobody wrote become those that were meant, unless they are part of a phrase that we know."""
        unknown = {place for place, token in enumerate(tokens) if not self._is_known(token)}
        if unknown:
            for place in range(len(tokens)):
                meant, size = self._phrase_at(tokens, place)
                if meant:
                    unknown -= set(range(place, place + size))
        if last and unknown and self.index.spelling.completions(tokens[-1].word):
            unknown.discard(len(tokens) - 1)
        return [self._mended(token) if place in unknown else token for place, token in enumerate(tokens)]

    def _mended(self, token):
        meant = self._nearest(token.word)
        if not meant:
            return token
        self.found.mended.append(Mended(self.query[token.start : token.end], meant))
        return with_word(token, meant)

    def _nearest(self, word):
        """The word that was meant: the fewest errors, then the most entries."""
        near = self.index.spelling.near(word) or self.vocabulary.spelling.near(word)
        if not near:
            return None
        return min(near, key=lambda found: (found[0], -self.index.frequency((stem(found[1]),)), found[1]))[1]

    def _is_in_name(self, tokens, start, end):
        """Whether these words are part of an entry's name: there, a filter would be a misunderstanding."""
        for first in range(max(0, start - LONGEST_NAME), start + 1):
            for last in range(end, min(len(tokens), first + LONGEST_NAME) + 1):
                name = tuple(token.term for token in tokens[first:last] if not token.is_stop_word)
                if len(name) > 1 and self.index.is_name(name):
                    return True
        return False

    # Filters

    def _filter_at(self, tokens, place):
        """([(facet, codes)...], number of words) for the longest filter that begins here; ([], 0) if none does."""
        return max(self._term_at(tokens, place), self._age_at(tokens, place), key=lambda found: found[1])

    def _term_at(self, tokens, place):
        for size in range(min(self.vocabulary.longest_said, len(tokens) - place), 0, -1):
            phrase = tuple(token.term for token in tokens[place : place + size])
            meanings = [meaning for meaning in self.vocabulary.said.get(phrase, ()) if meaning[0] in self.facets]
            if meanings:
                facet = meanings[0][0]
                codes = [code for name, code in meanings if name == facet]
                if facet == "year":
                    more, further = self._more_years(tokens, place + size, codes[0])
                    return [(facet, [*codes, *more])], size + further
                return [(facet, codes)], size
        return [], 0

    def _more_years(self, tokens, place, code):
        """After "year 5" or "KS1": the codes of "and 6", "/6", "to 9" or "-9", and how many words those were."""
        beginning, first = re.fullmatch(r"(.*?)(\d*)", code).groups()
        joint, place, words = joint_at(tokens, place)
        if not first or not joint or tokens[place].number is None:
            return [], 0
        last = tokens[place].number
        numbers = range(int(first) + 1, last + 1) if joint == "to" else [last]
        codes = [
            f"{beginning}{number}" for number in numbers if f"{beginning}{number}" in self.vocabulary.terms["year"]
        ]
        return codes, words if codes else 0

    def _age_at(self, tokens, place):
        """An age in figures or words: "age 9", "9 year olds", "aged 9 to 11", "14", "11-16"."""
        if "age" not in self.facets:
            return [], 0
        start = place
        if tokens[place].word in ("under", "below") and (limit := number_at(tokens, place + 1)):
            return [("age", [str(limit - 1)])], 2 + old_at(tokens, place + 2)
        announced = tokens[place].word in ("age", "aged", "ages")
        if announced:
            place += 1
            if place < len(tokens) and tokens[place].word == "of":
                place += 1
        first = number_at(tokens, place, in_words=True)
        if first is None:
            return [], 0
        end, last = place + 1, first
        joint, other, _ = joint_at(tokens, end)
        if joint and number_at(tokens, other, in_words=True) is not None:
            last, end = number_at(tokens, other, in_words=True), other + 1
        olds = old_at(tokens, end)
        bare = tokens[place].number is not None and not announced and not olds
        if bare and not stands_alone(tokens, place, end, joint if end > place + 1 else ""):
            return [], 0
        if tokens[place].word in NUMBERS and not announced and not olds:
            return [], 0
        return self._ages(first, last), end + olds - start

    def _ages(self, first, last):
        if first >= last:
            return [("age", [str(first)])]
        years = self.vocabulary.years_by_age
        codes = [years[age] for age in range(first, last + 1) if age in years]
        return [("year", codes)] if codes else [("age", [str(first)])]

    def _note_filter(self, tokens, said):
        start, end = tokens[0].start, tokens[-1].end
        for facet, codes in said:
            self.found.said.append(Said(facet, tuple(codes), self.query[start:end], start, end))
        for token in tokens:
            if not token.is_stop_word:
                self.found.hints.append(Clause((Phrase((token.term,), EXACT),)))

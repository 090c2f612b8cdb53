"""Words that were typed without a space between them: "iwannadie", "someonetouchedme"."""

from directory.search.language.english.texting import TEXTING
from directory.search.language.english.word_frequencies import zipf_by_word

SHORTEST, LONGEST = 8, 40  # letters of all together
LONGEST_PART = 14
FEWEST = 3  # parts: two may be the name of a family
NO_NAME = 12  # letters: shorter ones are of several words only if somebody speaks in them
LONG = 16  # letters: of so many, no part need be said so often
OFTEN, OFTEN_OF_LONG = 5.2, 4.3  # the mean Zipf value from which on the parts are what people say
LITTLE = dict.fromkeys("a i".split(), 7.0) | dict.fromkeys(
    "am an as at be by do go he if im in is it me my no of on or so to up us we".split(), 6.5
)
SPEAKERS = frozenset("i im me my he she want help".split())
OWNERS = frozenset("my his her their".split())
SHORTEST_OWNED = 5
TEXTED = 4.5  # the Zipf value of what stands in messages only
FAR = 8.3  # from the Zipf value of a part to what the part costs


def parted(word):
    """The words that `word` is made of; none if it is not surely made of several."""
    if not (word.isalpha() and word.isascii() and len(word) <= LONGEST):
        return ()
    score, parts = likeliest_parts(word) if len(word) >= SHORTEST else (0.0, ())
    speaks = len(word) >= NO_NAME or not SPEAKERS.isdisjoint(parts)
    often = OFTEN_OF_LONG if len(word) >= LONG else OFTEN
    if len(parts) >= FEWEST and speaks and score / len(parts) + FAR >= often:
        return parts
    return owned(word)


def likeliest_parts(word):
    best = {0: (0.0, ())}
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - LONGEST_PART), end):
            if start in best and (zipf := zipf_of_part(word[start:end], start, len(word) >= LONG)):
                score = best[start][0] + zipf - FAR
                if end not in best or score > best[end][0]:
                    best[end] = (score, (*best[start][1], word[start:end]))
    return best.get(len(word), (0.0, ()))


def zipf_of_part(part, start, is_long):
    """0 for what is no part: of few letters, only what stands in most sentences is."""
    if len(part) < 3:
        return LITTLE.get(part, 0.0) if part != "i" or not start or is_long else 0.0
    return zipf_by_word().get(part) or (TEXTED if part in TEXTING else 0.0)


def owned(word):
    """ "mynudes" is of two words."""
    for owner in OWNERS:
        rest = word.removeprefix(owner)
        if rest != word and len(rest) >= SHORTEST_OWNED and zipf_by_word().get(rest, 0.0) > FEWEST:
            return (owner, rest)
    return ()

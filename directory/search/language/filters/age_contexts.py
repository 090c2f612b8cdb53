"""The words beside a figure that tell whose age it is, and whether it is one still."""

from directory.search.language.english.plurals import singular
from directory.search.language.filters.not_an_age import is_measure, is_plural, word_at

WHO = frozenset("i im he hes she shes they theyre is am whos turned turning".split())
FILLERS = frozenset("only just nearly almost about".split())
WAS = frozenset("was were wer".split())
ONCE = frozenset("when since until till before after whilst while".split())
HAPPENED = frozenset("when".split())
# "In trouble 4 sending", "pics 4 a friend": behind these, a 4 is the word "for".
BEHIND_FOR = frozenset(
    "a an the me my u you your ur him his her us it this that them sex money nudes pics help real ever ages".split()
)
FOR = "4"


def is_for_a_word(tokens, place):
    """Whether a 4 stands for the word."""
    behind = word_at(tokens, place + 1)
    is_doing = behind.endswith("ing") and behind != "thing"
    return tokens[place].typed == FOR and (is_doing or behind in BEHIND_FOR)


def is_said_of_somebody(tokens, place):
    """Whether a number in letters is an age: "shes eleven", "he is only eight"."""
    before = place - 1
    while word_at(tokens, before) in FILLERS:
        before -= 1
    counted = word_at(tokens, place + 1)
    return (
        word_at(tokens, before) in WHO
        and not is_measure(tokens, place + 1)
        and not is_plural(counted)
        and singular(counted) not in ("of", "year", "in", "out", "people", "children")
    )


def is_of_the_past(tokens, start, end):
    """Whether it is how old somebody was: "when she was 6", "she was 6 when it happened"."""
    before = start - 1
    while word_at(tokens, before) in FILLERS | {"aged", "age"}:
        before -= 1
    if word_at(tokens, before) not in WAS:
        return False
    return word_at(tokens, end) in HAPPENED or any(word_at(tokens, before - back) in ONCE for back in (2, 3))

"""Whether words that may stand for a filter do so where they are, by the words beside them."""

import re

from directory.search.language.english.plurals import singular
from directory.search.language.english.stemming import stem
from directory.search.language.filters.contexts import NOT_A_FILTER, ONLY_A_FILTER, WHO_DOES_IT

ANY, HYPHEN = frozenset("*"), frozenset("-")


def read_contexts(table):
    """Phrase, stems of its words, -> its contexts: (words before it, words after it), for each the ones it may be."""
    book = {}
    for phrases, contexts in table.items():
        read = [tuple(map(choices, context.split("~"))) for context in contexts.split(",")]
        book |= {tuple(map(stem, phrase.split())): read for phrase in phrases.split(",")}
    return book


def choices(text):
    return [frozenset(map(singular, place.split("/"))) for place in re.sub(r"/\s+", "/", text).split()]


NO_FILTER, ONLY_FILTER = read_contexts(NOT_A_FILTER), read_contexts(ONLY_A_FILTER)


def is_meant(tokens, place, size):
    """Whether the words of a filter stand for it here, as far as the words beside them tell.

    None if nothing tells, which for words of every day is not enough.
    """
    phrase = tuple(token.term for token in tokens[place : place + size])
    everyday = phrase in ONLY_FILTER
    if everyday and is_in_capitals(tokens, place):
        return True
    if stands_in(NO_FILTER.get(phrase, ()), tokens, place, place + size):
        return False
    if not everyday or stands_in(ONLY_FILTER[phrase], tokens, place, place + size):
        return True
    if place + size == len(tokens) and not (place and singular(tokens[place - 1].word) in WHO_DOES_IT):
        return True
    return None


def stands_in(contexts, tokens, start, end):
    """Whether any of the contexts is around the words from `start` to `end`."""
    return any(is_before(before, tokens, start) and is_after(after, tokens, end) for before, after in contexts)


def is_before(words, tokens, start):
    if words == [HYPHEN]:
        return tokens[start].gap == "-"
    return start >= len(words) and are(words, tokens[start - len(words) : start])


def is_after(words, tokens, end):
    return are(words, tokens[end : end + len(words)])


def are(words, tokens):
    return len(words) == len(tokens) and all(
        choice == ANY or singular(token.word) in choice for choice, token in zip(words, tokens, strict=True)
    )


def is_in_capitals(tokens, place):
    """Whether a word is written so on purpose: not everything is."""
    return tokens[place].typed.isupper() and not all(token.typed.isupper() for token in tokens)


def is_form_of(word, words):
    """Whether a word is one of these, or its singular or plural: "trainers" are not "training"."""
    return word in words or singular(word) in words or f"{word}s" in words

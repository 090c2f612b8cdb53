"""A word and its plural as the same."""

IRREGULAR = {"children": "child", "series": "series"}


def singular(word):
    """A word, or the one that it is the plural of. "This" is cut too, which does no harm between two such words."""
    if len(word) > 4 and word.endswith("ies"):
        return IRREGULAR.get(word, f"{word[:-3]}y")
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return IRREGULAR.get(word, word)

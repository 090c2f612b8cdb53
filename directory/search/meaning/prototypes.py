"""Which of some groups of texts a question is nearest to."""

from collections.abc import Iterable, Mapping

from directory.search.meaning.nearness import nearness, unpacked
from directory.search.meaning.words import vector_of


class Prototypes:
    """Codes, each with texts (as lists of folded words) that say what it means. Made once, then only asked."""

    def __init__(self, texts: Mapping[str, Iterable[list[str]]]):
        vectors = [(code, vector_of(words)) for code, several in texts.items() for words in several]
        self.codes = [code for code, vector in vectors if vector]
        self.rows = unpacked(b"".join(vector for _, vector in vectors))

    def best(self, vector: bytes, most=3) -> list[tuple[str, int]]:
        """(code, nearness) of the nearest codes, the nearest first; a code is as near as its nearest text."""
        if not vector:
            return []
        found: dict[str, int] = {}
        for code, near in zip(self.codes, nearness(self.rows, vector).tolist(), strict=True):
            found[code] = max(near, found.get(code, 0))
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))[:most]

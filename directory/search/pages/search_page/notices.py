"""What a reader should know of how the question was read: in one line, and only what changes what they do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CorrectedWord:
    """A word that nobody wrote, what it was taken for, and the address of a search for the word itself."""

    typed: str
    meant: str
    url: str


class Notices:
    """The part of a search page that says what was taken for something else, or left out."""

    @property
    def notices(self):
        """Sentences, each once. Words that nothing matches are named only if no other word was searched for."""
        return list(dict.fromkeys((*self.of_the_address(), *self.of_the_words())))

    def of_the_address(self):
        for name in self.filterset.unknown:
            yield f"We do not recognise “{name}” in the web address, so we left it out."
        if self.chosen.get("page", 1) > self.hits.pages:
            pages = self.hits.pages
            yield "This list has only one page." if pages == 1 else f"This list has {pages} pages. This is the last."

    def of_the_words(self):
        if not self.total:
            return
        parsed = self.filterset.parsed_query
        if parsed.unknown and len(set(parsed.unknown)) >= len(parsed.clauses):
            yield from (f"Nothing matches “{words}”, so we left it out." for words in parsed.unknown)
        elif not self.hits.whole:
            yield "Nothing matches all of your words. These match most of them, closest first."

    @property
    def corrections(self):
        """Words that were taken for others, each with the address of a search for just what was typed."""
        words = dict.fromkeys(self.filterset.parsed_query.corrections)
        return [CorrectedWord(word.typed, word.meant, self.address(q=in_quotes(self.query, word))) for word in words]


def in_quotes(query, word):
    return query.replace(word.typed, f'"{word.typed}"', 1)

"""What a reader should know of how the question was read: in one line, and only what changes what they do."""

from dataclasses import dataclass

from directory.county.current import county
from directory.search.language.contacts import contacts_in


@dataclass(frozen=True)
class CorrectedWord:
    """A word that nobody wrote, what it was taken for, and the address of a search for the word itself."""

    typed: str
    meant: str
    url: str


MOST_NAMED = 3  # words that no entry has


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
        parsed = self.filterset.parsed_query
        contacts = {term: typed for typed, term in contacts_in(self.query) if term in parsed.unknown}
        yield from about_places_outside(parsed.outside, self.total)
        yield from (f"We have nothing with “{typed}”. Check it, or search by name." for typed in contacts.values())
        if self.query and not (self.filterset.criteria.has_words or parsed.filters or parsed.outside or contacts):
            yield "There are no words in that to search for, so these are all results."
        if not self.total or self.filterset.meant_topics:
            return
        unknown = [words for words in dict.fromkeys(parsed.unknown) if words not in contacts]
        if unknown and parsed.is_elsewhere:
            yield f"Nothing here is about {in_words(unknown[:MOST_NAMED])}. These results match your other words."
        elif not self.hits.whole and not contacts:
            yield "Nothing matches all of your words. These match most of them, closest first."

    @property
    def corrections(self):
        """Words that were taken for others, each with the address of a search for just what was typed."""
        words = dict.fromkeys(self.filterset.parsed_query.corrections)
        return [CorrectedWord(word.typed, word.meant, self.address(q=in_quotes(self.query, word))) for word in words]


def in_quotes(query, word):
    return query.replace(word.typed, f'"{word.typed}"', 1)


def in_words(words):
    """ "“a”, “b” or “c”"""
    *others, last = [f"“{word}”" for word in words]
    return f"{', '.join(others)} or {last}" if others else last


def about_places_outside(names, total):
    """One notice of all places that were named and are not in the county."""
    names = list(dict.fromkeys(map(as_a_name, names)))
    if not names:
        return []
    are = "is" if len(names) == 1 else "are"
    results = f" These results are for {county.in_sentences} and national." if total else ""
    return [f"{' and '.join(names)} {are} outside {county.in_sentences}.{results}"]


def as_a_name(words):
    """A place as it is written, if it was typed without capitals: "Weston upon Sea", "WV1"."""
    if words != words.lower():
        return words
    small = ("upon", "on", "and", "de", "la")
    return " ".join(
        word.upper() if word[-1].isdigit() else word if word in small else word.capitalize() for word in words.split()
    )

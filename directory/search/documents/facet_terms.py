"""The facets with their terms, as they stand in the database: what filters choose from and queries are read by."""

from directory.search.documents.facets import FACETS, facets_for
from directory.search.documents.models import SynonymGroup
from directory.search.language.filters.kind_words import KIND_WORDS
from directory.search.language.vocabulary import Vocabulary


class FacetTerms:
    """Everything here is as it was when it was made; an edit makes another. `terms` maps facet -> code -> term."""

    def __init__(self):
        self.facets = {facet.name: facet for facet in FACETS}
        self.terms = {facet.name: facet.terms() for facet in FACETS}
        self._options = {}

    def keys(self, name, codes):
        """The options of documents that fit any of these codes of a facet."""
        facet, terms = self.facets[name], self.terms[name]
        return frozenset().union(*(facet.keys(terms[code]) for code in codes))

    def options(self, door=None):
        """Facet -> code -> keys: all that the page counts; `door` if the page has only what is behind that one."""
        if door not in self._options:
            self._options[door] = {
                facet.name: {code: facet.keys(term) for code, term in self.terms[facet.name].items()}
                for facet in facets_for(door)
            }
        return self._options[door]

    def options_of(self, *names, door=None):
        """The same of these facets alone: as one thing for all who ask, since an index keeps what it counts by."""
        if (door, names) not in self._options:
            self._options[door, names] = {name: self.options(door)[name] for name in names}
        return self._options[door, names]


def read_vocabulary(facets):
    """What queries are read by, from the words of these `FacetTerms` and the groups of synonyms."""
    groups = [group.phrases.splitlines() for group in SynonymGroup.objects.all()]
    years = {
        code: term.age_min if term._meta.model_name == "yeargroup" else None
        for code, term in facets.terms["year"].items()
    }
    districts = [code for code, term in facets.terms["district"].items() if not term.retired]
    return vocabulary_of(filter_texts(facets.terms), groups, years, sayings_of(facets.terms["topic"]), districts)


latest = {}  # what the words were -> the vocabulary that was made of them: one at most


def vocabulary_of(*words):
    """To make one takes half a second, and most changes of terms leave the words of all as they were."""
    told = repr(words)
    found = latest.get(told) or Vocabulary(*words)
    if told not in latest:
        latest.clear()
        latest[told] = found
    return found


def sayings_of(topics):
    """Code -> the lines that speak for a topic: what it is called, and what people say."""
    return {
        code: [*names_in(topic.name), *topic.sayings.splitlines()]
        for code, topic in topics.items()
        if not topic.retired
    }


def names_in(name):
    """ "Harmful sexual behaviour (HSB)" is also called "HSB"."""
    plain, _, also = name.partition(" (")
    return [plain, *also.removesuffix(")").split(", ")] if also else [plain]


def filter_texts(terms):
    """Text -> the (facet, code) pairs that it stands for. A retired term stands for nothing any more."""
    found = {}
    for name, by_code in terms.items():
        for code, term in by_code.items():
            if not getattr(term, "retired", False):
                for text in search_words(name, code, term):
                    found.setdefault(text.strip(), []).append((name, code))
    return found


def search_words(facet, code, term):
    return KIND_WORDS.get(code, "").split(",") if facet == "kind" else getattr(term, "search_words", "").splitlines()

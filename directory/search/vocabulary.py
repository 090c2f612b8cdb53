"""What questions are read by: the terms of every facet, the words that stand for them, and the synonyms."""

from collections import defaultdict

from directory.catalogue.choices import Kind
from directory.search.analysis import stem, terms, typed_words
from directory.search.criteria import Phrase
from directory.search.facets import FACETS
from directory.search.lexicon import Spelling
from directory.search.models import SynonymGroup
from directory.search.weights import EXACT, SYNONYM

# Words that ask for one kind of entry. Those of all other facets are their terms' own, which curators edit.
KIND_WORDS = {
    Kind.RESOURCE: """
        teaching resource, teaching resources, lesson, lessons, lesson plan, lesson plans, lesson pack, worksheet,
        worksheets, teaching material, teaching materials, classroom activity, classroom activities, resources
        """,
    Kind.ORGANISATION: """
        helpline, helplines, help line, hotline, phone number, phone numbers, telephone number, support organisation,
        support organisations, support service, support services, organisation, organisations, organization, charity,
        charities, agency, agencies, who can i call, who do i call, who to call, who should i call, who can i phone,
        who do i phone, who to contact, who can i contact, who do i contact, who should i contact, who can i ring,
        who do i ring, who can i talk to, who can help, number to call, number to ring,
        support line, advice line, crisis line, text line
        """,
    Kind.TRAINING: """
        training, training course, training courses, course, courses, cpd, inset, inset day, twilight, elearning,
        e learning, online course, online training, professional development, webinar, workshop for staff
        """,
    Kind.CASE_STUDY: """
        case study, case studies, good practice example, good practice examples, examples of good practice,
        what other schools did, what other schools do, what other schools have done, what have other schools done,
        what did other schools do, other schools, another school
        """,
    Kind.GUIDANCE: "guidance update, guidance updates, guidance changes, changes to guidance, guidance change",
}


class Vocabulary:
    """Everything here is as it was when it was made; an edit makes another.

    `terms` maps facet -> code -> term. `said` maps a phrase, stems of every word of it, to the (facet, code) pairs
    that it stands for. `synonyms` maps a phrase, as terms, to all that may be found for it.
    """

    def __init__(self):
        self.facets = {facet.name: facet for facet in FACETS}
        self.terms = {facet.name: facet.terms() for facet in FACETS}
        self.said = phrases_said(self.terms)
        self.synonyms = phrases_meant(SynonymGroup.objects.all())
        self.words_said = {word for phrase in self.said for word in phrase}
        self.longest_said = max(map(len, self.said), default=0)
        self.longest_synonym = max(map(len, self.synonyms), default=0)
        self.spelling = Spelling(word.folded for text in texts_said(self.terms) for word in typed_words(text))
        self.years_by_age = {
            term.age_min: code for code, term in self.terms["year"].items() if term._meta.model_name == "yeargroup"
        }
        self._options = {}

    def keys(self, name, codes):
        """The options of documents that fit any of these codes of a facet."""
        facet, terms = self.facets[name], self.terms[name]
        return frozenset().union(*(facet.keys(terms[code]) for code in codes))

    def options(self, kind=None):
        """Facet -> code -> keys: all that the page counts; `kind` if the page has only entries of that kind."""
        if kind not in self._options:
            self._options[kind] = {
                facet.name: {code: facet.keys(term) for code, term in self.terms[facet.name].items()}
                for facet in facets_for(kind)
            }
        return self._options[kind]


def facets_for(kind):
    """The facets of a page that has only entries of one kind, or of all kinds."""
    return [facet for facet in FACETS if not kind or (facet.name != "kind" and facet.kind in (None, kind))]


def texts_said(vocabularies):
    """Phrase as text -> the (facet, code) pairs that it stands for."""
    found = defaultdict(list)
    for name, by_code in vocabularies.items():
        for code, term in by_code.items():
            lines = KIND_WORDS[term].split(",") if name == "kind" else getattr(term, "search_words", "").splitlines()
            for line in lines:
                if not getattr(term, "retired", False):
                    found[line.strip()].append((name, code))
    return found


def phrases_said(vocabularies):
    book = defaultdict(list)
    for text, meanings in texts_said(vocabularies).items():
        phrase = tuple(stem(word.folded) for word in typed_words(text))
        if phrase:
            book[phrase] += [meaning for meaning in meanings if meaning not in book[phrase]]
    return dict(book)


def phrases_meant(groups):
    """Every phrase of every group, with all the phrases of its groups, itself first.

    A phrase that only meaningless words tell from a single one, such as "who to tell", is left out: that one word
    says much else.
    """
    book = {}
    for group in groups:
        phrases = [tuple(terms(line)) for line in group.phrases.splitlines() if says_more(line)]
        phrases = tuple(dict.fromkeys(phrase for phrase in phrases if phrase))
        for phrase in phrases:
            same = (Phrase(phrase, EXACT), *book.get(phrase, ()), *(Phrase(other, SYNONYM) for other in phrases))
            book[phrase] = tuple({found.terms: found for found in reversed(same)}.values())[::-1]
    return book


def says_more(line):
    return len(terms(line)) > 1 or len(typed_words(line)) == 1 or not terms(line)

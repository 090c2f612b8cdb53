"""What a reader has chosen in the finder so far, and the searches that this comes to."""

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.functional import cached_property

from directory.catalogue.doors import Door, Unstated
from directory.search.documents.index_store import index_store
from directory.search.pages.addresses import query_of, search_address, with_query
from directory.search.pages.facet_groups import short_label, term_label
from directory.search.pages.my_setting import NAMES as SETTING_NAMES
from directory.search.pages.result_lists import filterset_for
from directory.taxonomy.models import ResourceKind, Topic

OWN = ("topic", "type", "length")  # beside a year and a need, which are the setting's too
SAID = ("topic", "year", "ability", "type", "length")
KEPT = ("sector", "district")  # of a setting, which narrow every list
TO_TEACH_WITH = {"taught": "yes"}  # as in the cells of the provision map


@dataclass(frozen=True)
class Select:
    """One question of the form: `empty` is its answer while nothing is chosen, `groups` are (heading, terms)."""

    name: str
    label: str
    empty: str
    chosen: str
    groups: list

    @property
    def options(self):
        """[(heading, [(code, label, chosen)])]"""
        return [
            (heading, [(code, term_label(term), code == self.chosen) for code, term in terms])
            for heading, terms in self.groups
        ]


class Choice:
    """One answer at most to each question. A year and a need are the setting's, if it has just one of each."""

    def __init__(self, data, setting):
        self.setting, self.snapshot = setting, index_store.snapshot()
        given = {name: next(filter(None, data.getlist(name)), None) for name in OWN}
        self.asked = filterset_for(given, self.snapshot, Door.LESSONS)

    @property
    def problems(self):
        return self.asked.problems

    @cached_property
    def codes(self):
        """Question -> code, for each that is answered."""
        own = {name: codes[0] for name, codes in self.asked.chosen.items()}
        of_setting = {"year": self.year_of_setting, "ability": only(self.setting.chosen.get("ability"))}
        return own | {name: code for name, code in of_setting.items() if code}

    @property
    def year_of_setting(self):
        if "age" not in self.setting.chosen:
            return only(self.setting.chosen.get("year"))
        age, years = self.setting.chosen["age"], self.snapshot.facets.terms["year"]
        served = (code for code, term in years.items() if term.ages_served == (age, age))
        return next(served, None)

    def term(self, name):
        return self.snapshot.facets.terms[name].get(self.codes.get(name))

    @property
    def topic(self):
        topic = self.term("topic")
        return topic and topic.today

    @property
    def year(self):
        return self.term("year")

    @property
    def need(self):
        """The need that is chosen; None too for what says nothing of needs."""
        need = self.term("ability")
        return None if isinstance(need, Unstated) else need

    @property
    def words(self):
        """What is chosen in one line: "Consent, Year 5, MLD, Film"."""
        return ", ".join(short_label(self.term(name)) for name in SAID if name in self.codes)

    # The setting

    @property
    def kept(self):
        return {name: self.setting.chosen[name] for name in KEPT if name in self.setting.chosen}

    @property
    def kept_pairs(self):
        """(name, value), for the form to take along."""
        return [(name, code) for name, codes in self.kept.items() for code in codes]

    @property
    def kept_words(self):
        return ", ".join(short_label(term) for name in self.kept for term in self.setting.terms(name))

    # Addresses

    def address(self, **changes):
        """The finder with other answers to some questions; None takes one away."""
        return finder_address({**self.kept, **self.codes, **changes}, self.setting)

    @property
    def address_for_every_setting(self):
        return finder_address(self.codes, self.setting)

    def search_url(self, **changes):
        """The page that lists what is counted."""
        return search_address({**self.values, **changes}, Door.LESSONS)

    # Searches

    @property
    def values(self):
        """The parameters of the search that the answers come to."""
        return {**self.kept, **self.of_format, **{name: [code] for name, code in self.codes.items()}}

    @property
    def of_format(self):
        """What is taught is for a class; a leaflet is for whoever asks for leaflets."""
        kind = self.term("type")
        return TO_TEACH_WITH if kind is None or kind.use == ResourceKind.Use.TAUGHT else {}

    def filterset(self, **changes):
        return filterset_for({**self.values, **changes}, self.snapshot, Door.LESSONS)

    def hits(self, *facets, **changes):
        """The answer of the index, with the number of each option of `facets`."""
        return self.filterset(**changes).hits(self.snapshot.facets.options_of(*facets, door=Door.LESSONS))

    # The form

    @property
    def selects(self):
        terms = self.terms_on_offer
        kinds = [pair for pair in terms("type") if pair[1].use != ResourceKind.Use.STAFF]
        kinds.sort(key=lambda pair: pair[1].use != ResourceKind.Use.TAUGHT)
        return [
            self.select("topic", "Topic", "Any topic", grouped(self.topics, lambda term: term.get_group_display())),
            self.select("year", "Year or key stage", "Any year", grouped(terms("year"), heading_of_year)),
            self.select("ability", "Need", "Any need", [("", terms("ability"))]),
            self.select("type", "Format", "Anything to teach with", grouped(kinds, heading_of_kind)),
            self.select("length", "Length of one lesson", "Any length", [("", terms("length"))]),
        ]

    def select(self, name, label, empty, groups):
        return Select(name, label, empty, self.codes.get(name, ""), groups)

    def terms_on_offer(self, name):
        """(code, term), without retired ones unless one is chosen."""
        known = self.snapshot.facets.terms[name]
        return [
            (code, term)
            for code, term in known.items()
            if not getattr(term, "retired", False) or code == self.codes.get(name)
        ]

    @property
    def topics(self):
        """What is taught comes before what may have happened; what the setting does is no lesson."""
        found = [pair for pair in self.terms_on_offer("topic") if pair[1].group in GROUPS or pair[1] == self.topic]
        return sorted(found, key=lambda pair: (place_of(pair[1].group), pair[1].order))


GROUPS = (Topic.Group.LEARNING, Topic.Group.ABUSE)


def place_of(group):
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)


def grouped(pairs, heading):
    return [(name, list(some)) for name, some in groupby(pairs, key=lambda pair: heading(pair[1]))]


def heading_of_kind(kind):
    return "To teach with" if kind.use == ResourceKind.Use.TAUGHT else "To give to pupils or parents"


def heading_of_year(term):
    return "Key stages" if is_stage(term) else "Year groups"


def is_stage(term):
    return term._meta.model_name == "keystage"


def only(codes):
    """The one code of a list; of several none, as the finder asks for one."""
    return codes[0] if codes and len(codes) == 1 else None


def finder_address(values, setting):
    """The finder with these answers. With no word of a setting, a reader's own would be filled in again."""
    query = query_of(values)
    if setting.remembered and not any(values.get(name) for name in SETTING_NAMES):
        query = f"{query}&year=" if query else "year="
    return with_query(reverse("lessons:finder"), query)

"""What a new entry may say, as proposals that a person decides on: from its page, and from entries like it."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from directory.catalogue.doors import Door
from directory.catalogue.duplicates import duplicates_of, site_of
from directory.catalogue.kinds import Kind
from directory.search.documents.index_store import index_store
from directory.search.language.query_parser import parse_query
from directory.search.language.text_analysis import content_words
from directory.search.meaning.words import vector_of
from directory.taxonomy.models import KeyStage, YearGroup

LIKE = 8  # entries that are asked what a thing like this is
SHARED = 3  # of them must say the same before it is proposed
LONGEST = 1_000  # letters that are read, as of any question
FIELD_OF = {
    "sector": "sectors",
    "ability": "abilities",
    "audience": "audiences",
    "district": "districts",
    "topic": "topics",
    "type": "resource_kinds",
    "help": "help_kinds",
    "mode": "delivery_modes",
}
KIND_OF = {door.value: Kind.RESOURCE for door in (Door.LESSONS, Door.GUIDANCE)}


@dataclass
class Proposal:
    """`chosen` maps a vocabulary's field to the terms proposed, `why` a field to what that rests on."""

    url: str
    title: str
    description: str
    kind: Kind
    publisher: str = ""
    ages: tuple = ()
    chosen: dict = field(default_factory=dict)
    why: dict = field(default_factory=dict)
    duplicates: list = field(default_factory=list)
    like: list = field(default_factory=list)

    @property
    def lines(self):
        """(field's name, what is proposed, why) for a person to read."""
        if self.ages:
            yield "ages", f"{self.ages[0]} to {self.ages[1]}", "its page says so"
        for name, terms in self.chosen.items():
            if terms:
                yield name.replace("_", " "), ", ".join(map(str, terms)), ", ".join(self.why[name])

    def initial(self):
        """What the form of a new entry begins with: field -> text, terms by their ids."""
        said = {"url": self.url, "title": self.title, "publisher": self.publisher}
        said |= dict(zip(("age_min", "age_max"), map(str, self.ages), strict=False))
        said |= {name: ",".join(str(term.pk) for term in terms) for name, terms in self.chosen.items()}
        return {name: value for name, value in said.items() if value}


def propose(*, fetched, among):
    """Read what the page at an address says it is. `among` are the entries that this person may see."""
    snapshot = index_store.snapshot()
    words = f"{fetched.title} {fetched.description}"[:LONGEST]
    parsed = parse_query(
        words,
        index=snapshot.index,
        spelling=snapshot.spelling,
        vocabulary=snapshot.vocabulary,
        facets=tuple(snapshot.facets.facets),
    )
    of_site = entries_of_site(fetched.address, among)
    like = entries_like(words, snapshot, among)
    proposal = Proposal(
        url=fetched.address,
        title=without_site(fetched.title, fetched.site),
        description=fetched.description,
        kind=kind_said(parsed) or most_common([entry.kind for entry in like]) or Kind.RESOURCE,
        publisher=most_common([publisher_of(entry) for entry in of_site]) or fetched.site,
        like=like,
    )
    proposal.duplicates = duplicates_of(title=proposal.title, url=proposal.url, kind=proposal.kind, among=among)
    proposal.ages = ages_said(parsed)
    for name, terms, why in terms_proposed(parsed, snapshot, like):
        known = proposal.chosen.setdefault(name, [])
        new = [term for term in terms if term not in known]
        known += new
        if new:
            proposal.why.setdefault(name, []).append(why)
    return proposal


def without_site(title, site):
    """ "Consent lessons | Example Trust" without the name of the site, which is not the thing's."""
    for joint in (" | ", " - ", " – ", " — ", " :: ", ": "):
        title = title.removesuffix(f"{joint}{site}") if site else title
    return title.split(" | ")[0].strip()


def entries_of_site(address, among):
    site = site_of(address)
    known = among.exclude(url="").values_list("pk", "url")
    return specific([pk for pk, url in known if site and site_of(url) == site], among)


def entries_like(words, snapshot, among):
    """The published entries nearest in meaning."""
    meaning = vector_of(content_words(words))
    if not meaning:
        return []
    documents = np.fromiter(snapshot.index.live, dtype=np.int64)
    nearest = documents[np.argsort(-snapshot.index.nearness(documents, meaning), kind="stable")[:LIKE]]
    return specific(snapshot.index.entries[nearest].tolist(), among)


def specific(ids, among):
    found = among.prefetch_related("topics", "audiences").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def publisher_of(entry):
    return entry.specific.publisher if entry.kind == Kind.RESOURCE else ""


def most_common(values):
    """What most of them are; None if there are none."""
    return next((value for value, _ in Counter(filter(None, values)).most_common(1)), None)


def kind_said(parsed):
    codes = [code for one in parsed.filters if one.facet == "kind" for code in one.codes]
    return next((KIND_OF.get(code) or Kind(code) for code in codes if code in KIND_OF or code in Kind.values), None)


def ages_said(parsed):
    """(youngest, oldest) of all key stages and year groups that are named."""
    codes = {code for one in parsed.filters if one.facet == "year" for code in one.codes}
    ages = {int(code) for one in parsed.filters if one.facet == "age" for code in one.codes}
    for band in (*KeyStage.objects.filter(code__in=codes), *YearGroup.objects.filter(code__in=codes)):
        ages |= {band.age_min, band.age_max}
    return (min(ages), max(ages)) if ages else ()


def terms_proposed(parsed, snapshot, like):
    """(field, terms, why) of each vocabulary: first what the page says, then what entries like it share."""
    for one in parsed.filters:
        if one.facet in FIELD_OF:
            terms = [snapshot.facets.terms[one.facet][code] for code in one.codes]
            yield FIELD_OF[one.facet], [term for term in terms if hasattr(term, "pk")], f"its page says “{one.words}”"
    meant = [snapshot.facets.terms["topic"][topic.code] for topic in parsed.topics if topic.meant]
    yield "topics", meant, "its page is about this"
    for name in ("topics", "audiences"):
        counted = Counter(term for entry in like for term in getattr(entry, name).all())
        yield name, [term for term, number in counted.items() if number >= SHARED], "similar entries say so"

"""All that a bank is loaded with: the nation's files and the county's, as one."""

import os
from dataclasses import dataclass

from directory.catalogue.kinds import Kind
from directory.catalogue.needs import is_for_staff, with_needs_said
from directory.exchange.starter_content.checking import (
    content_problems,
    problems_of_areas,
    problems_of_collections,
    problems_of_hubs,
)
from directory.exchange.starter_content.checking_lists import (
    problems_of_glossary,
    problems_of_names,
    problems_of_networks,
    problems_of_repeats,
    problems_of_synonyms,
)
from directory.exchange.starter_content.local import (
    in_districts,
    joined,
    joined_areas,
    joined_groups,
    joined_hubs,
    repeated,
    strangers,
    with_districts,
    with_local_advice,
    with_local_words,
)
from directory.exchange.starter_content.local_help import problems_of_local_help
from directory.exchange.starter_content.reading import ContentError, read_list, read_vocabularies
from directory.exchange.starter_content.routes import problems_of_routes
from directory.exchange.starter_content.shapes import SHAPES, as_list
from directory.exchange.starter_content.slips import slips_of

HUBS, NETWORKS, ROUTES = "hubs.json", "networks.json", "routes.json"
ORGANISATIONS = next(shape for shape in SHAPES if shape.model.KIND == Kind.ORGANISATION)
# Those that a county may have, besides its facts and tables.
LOCAL_FILES = (
    *("glossary.json", "synonyms.json", HUBS, "collections.json", NETWORKS, ROUTES),
    *(shape.file for shape in SHAPES),
)


@dataclass(frozen=True)
class Content:
    vocabularies: dict
    glossary: list
    synonyms: list
    hubs: list
    areas: list
    collections: list
    networks: list
    routes: list
    records: dict  # shape -> its records
    strangers: list  # what the county adds to hubs and areas that the nation has not
    twice: list  # what it says more than once: (file, what)

    @property
    def codes(self):
        return {name: {term["code"] for term in terms} for name, terms in self.vocabularies.items()}


def read_content(folder, county):
    """Raises ContentError where a file, or a record in it, cannot be read. The nation's files are all there; of the
    county's some.
    """
    if slips := [*slips_of(folder), *slips_of(county.folder)]:
        raise ContentError(slips)
    twice = []

    def local(name, key="items", item_type=dict):
        there = os.path.lexists(county.folder / name)  # also where it is a link to nothing, which is then said
        found = read_list(county.folder, name, key, item_type) if there else []
        return [in_districts(one, county) for one in found] if item_type is dict else found

    def both(name, key):
        own = local(name)
        twice.extend((name, one) for one in repeated(own, key))
        return joined(read_list(folder, name, "items", dict), own, key)

    records = {shape: [needs_told(shape, item) for item in both(shape.file, "id")] for shape in SHAPES}
    hubs, areas = (read_list(folder, HUBS, key, dict) for key in ("items", "audit_areas"))
    own_hubs, own_areas = local(HUBS), local(HUBS, "audit_areas")
    networks = local(NETWORKS)
    twice.extend((HUBS, one) for one in (*repeated(own_hubs, "topic"), *repeated(own_areas, "title")))
    twice.extend((NETWORKS, one) for one in repeated(networks, "id"))
    organisations = {item.get("id") for item in records[ORGANISATIONS]}
    groups = read_list(folder, "synonyms.json", "groups", list)
    return Content(
        vocabularies=vocabularies_of(folder, county),
        glossary=both("glossary.json", "term"),
        synonyms=joined_groups(groups, local("synonyms.json", "groups", list)),
        hubs=[with_local_advice(hub, county) for hub in joined_hubs(hubs, own_hubs, local(ROUTES), organisations)],
        areas=list(joined_areas(areas, own_areas)),
        collections=both("collections.json", "id"),
        networks=networks,
        routes=both(ROUTES, "need"),
        records=records,
        strangers=[*strangers(hubs, own_hubs, "topic"), *strangers(areas, own_areas, "title")],
        twice=twice,
    )


def vocabularies_of(folder, county):
    """Vocabulary name -> its terms, as people in the county say them."""
    terms = read_vocabularies(folder)
    own = {
        "districts": with_districts(terms["districts"], county),
        "topics": [with_local_words(term, county) for term in terms["topics"]],
    }
    return terms | own


def needs_told(shape, record):
    """Where nobody said whether it is for everyone, a long list of needs is none."""
    return with_needs_said(record, for_staff=is_for_staff(shape.model.KIND, as_list(record.get("kinds"))))


def problems_of(content, county):
    """All that is wrong, a sentence each."""
    codes, records = content.codes, content.records
    return [
        *content_problems(records, codes),
        *problems_of_hubs(content.hubs, codes, records),
        *problems_of_areas(content.areas, codes, records),
        *problems_of_collections(content.collections, records),
        *problems_of_routes(content.routes, codes, records),
        *problems_of_glossary(content.glossary),
        *problems_of_synonyms(content.synonyms),
        *problems_of_networks(content.networks, codes),
        *problems_of_names(content.strangers),
        *problems_of_repeats(content.twice),
        *problems_of_local_help(content, county),
    ]

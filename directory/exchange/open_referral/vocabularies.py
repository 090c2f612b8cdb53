"""Taxonomy terms and service areas of other systems, as terms of our vocabularies with the same name."""

from directory.county.current import county
from directory.exchange.columns.terms import Terms, folded
from directory.exchange.open_referral.reading import all_of, one_of, text_at
from directory.organisations.models import Organisation
from directory.taxonomy.models import District

FIELDS = ("topics", "help_kinds", "audiences", "sectors", "abilities")
NATIONWIDE = {"england", "united kingdom", "uk", "great britain", "e92000001", "k02000001"}
COUNTY = county.names | {county.ons_code.casefold()}


class Vocabularies:
    """`of` says what a service is; `unknown` collects the names that are none of ours, in their order."""

    def __init__(self):
        self.terms = {name: Terms(Organisation._meta.get_field(name)) for name in FIELDS}
        self.districts = Terms(Organisation._meta.get_field("districts"))
        districts = list(District.objects.all())
        self.by_ons = {district.ons_code.casefold(): district.code for district in districts}
        self.of_county = [one.code for one in districts if one.type in county.own_types]
        self.unknown = {}

    def of(self, service):
        """{column: text of a cell}."""
        found = {name: set() for name in FIELDS}
        for term in terms_of(service):
            self.place(term, found)
        found["districts"] = {code for area in all_of(service, "service_areas") for code in self.area(area)}
        return {name: "; ".join(sorted(codes)) for name, codes in found.items()}

    def place(self, term, found):
        names = [
            folded(name) for name in (text_at(term, "name"), text_at(term, "code"), text_at(term, "term")) if name
        ]
        known = [(name, self.codes(terms, names)) for name, terms in self.terms.items()]
        taxonomy = folded(text_at(one_of(term, "taxonomy_detail") or {"name": term.get("taxonomy")}, "name"))
        own = [(name, codes) for name, codes in known if folded(name) == taxonomy]
        for name, codes in own or known:
            found[name] |= codes
        if names and not any(codes for _, codes in own or known):
            self.unknown[text_at(term, "name", "code", "term")] = True

    def codes(self, terms, names):
        """The one code with such a name; a name that several share says nothing."""
        found = next((terms.named[name] for name in names if name in terms.named), [])
        return set(found) if len(found) == 1 else set()

    def area(self, area):
        names = [text_at(area, name).casefold() for name in ("extent", "name", "service_area", "uri")]
        names = [name.rstrip("/").rpartition("/")[2] for name in names if name]
        for name in names:
            if name in COUNTY:
                return self.of_county
            if name in NATIONWIDE:
                return [District.NATIONAL]
            if name in self.by_ons:
                return [self.by_ons[name]]
            if codes := self.codes(self.districts, [folded(name)]):
                return list(codes)
        if names:
            self.unknown[text_at(area, "name", "service_area", "extent", "uri")] = True
        return []


def terms_of(service):
    """The terms that a service has, in this version of the standard or an older one."""
    attributes = [*all_of(service, "attributes"), *all_of(service, "service_taxonomys")]
    named = [one_of(one, "taxonomy_term") or one_of(one, "taxonomy") for one in attributes]
    return [*filter(None, named), *all_of(service, "taxonomy_terms")]

"""One address for each kind of thing of the standard: a list of them, and one by its identifier."""

from functools import partial
from http import HTTPStatus
from uuid import UUID

from rest_framework.exceptions import NotFound

from directory.correspondence.rendering import site_address
from directory.opendata.api.open_view import NothingHere, OpenView
from directory.opendata.api.openapi import ref
from directory.opendata.open_referral import interface, parameters, services
from directory.opendata.open_referral.finding import listed, organisations_matching, with_changes, with_service_id
from directory.opendata.open_referral.pages import list_answer
from directory.opendata.open_referral.taxonomies import VOCABULARIES, Terms
from directory.organisations.models import Organisation

PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
NOT_KNOWN = "Nothing here has this identifier."


class OpenReferralView(OpenView):
    kind = ""  # the schema of what it answers

    @property
    def operation(self):
        return type(self).__name__

    def schema_of_answer(self):
        return ref(self.kind)

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"  # also where nobody says which site asks
        return response


class About(OpenReferralView):
    kind, summary, tag = "About", "The standard that this interface follows", "about"

    def answer(self, request):
        openapi = site_address("/api/oruk/openapi.json")
        return {"version": "HSDS-UK-3.0", "profile": PROFILE, "openapi_url": openapi}


class Description(OpenReferralView, interface.Description):
    summary, tag = "This description", "about"

    def schema_of_answer(self):
        return {"type": "object"}


class Nothing(OpenReferralView, NothingHere):
    pass


class ListView(OpenReferralView):
    """`found(values)` gives what is listed, a list or queryset, and what describes some items of it."""

    question = parameters.ListQuestion

    def __init_subclass__(cls):
        cls.schema = interface.ListSchema()  # one for each: it keeps the parameters of its view

    @property
    def takes(self):
        return self.question().fields

    def parameters(self):
        return [self.question]

    def schema_of_answer(self):
        return ref(f"{self.kind}Page")

    def answer(self, request):
        values = parameters.read(self.question, request.query_params)
        return list_answer(*self.found(values), values)


class ItemView(OpenReferralView):
    """`item(identifier)` gives what is described, or None."""

    problems = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND)

    def answer(self, request, identifier):
        if not (found := self.item(identifier.lower())):
            raise NotFound(NOT_KNOWN)
        return found


# Services


class Services(ListView):
    kind, summary, tag = "ListedService", "Services that are there to turn to", "services"
    question = parameters.ServicesQuestion

    def found(self, values):
        terms = Terms()
        found = organisations_matching(values, terms)
        if values["minimal"]:
            values |= {} if self.is_paged else {"per_page": parameters.ALL}
            return found, partial(described, services.minimal_service)
        full = partial(services.full_service, terms=terms)
        return found, partial(described, full if values["full"] else services.service_of)

    @property
    def is_paged(self):
        return bool(self.request.query_params.keys() & {"page", "per_page"})


class Service(ItemView):
    kind, summary, tag = "Service", "One service, with all that is known of it", "services"

    def item(self, identifier):
        found = Organisation.objects.for_other_systems().with_ids([with_service_id(identifier)])
        return next(iter(described(partial(services.full_service, terms=Terms()), found)), None)


def described(describe, entries):
    return [describe(entry) for entry in with_changes(entries)]


# Organisations


class Organizations(ListView):
    kind, summary, tag = "Organization", "Organisations that are there to turn to", "organizations"
    question = parameters.OrganizationsQuestion

    def found(self, values):
        terms = Terms()
        full = partial(services.full_organization, terms=terms)
        return organisations_matching(values, terms), partial(
            described, full if values["full"] else services.organization_of
        )


class Organization(ItemView):
    kind, summary, tag = "Organization", "One organisation, with its services", "organizations"

    def item(self, identifier):
        try:
            found = Organisation.objects.for_other_systems().with_uuid(UUID(identifier))
        except ValueError:
            return None
        return next(iter(described(partial(services.full_organization, terms=Terms()), found)), None)


# Places


class ServiceAtLocations(ListView):
    kind, summary, tag = "ServiceAtLocation", "Services that have a place to go to", "service_at_locations"
    question = parameters.PlacesQuestion

    def found(self, values):
        entries = organisations_matching(values, Terms(), listed().with_place())
        return places_with(services.service_of, entries), list


class ServiceAtLocation(ItemView):
    kind, summary, tag = "ServiceAtLocation", "One service at its place", "service_at_locations"

    def item(self, identifier):
        places = places_with(partial(services.full_service, terms=Terms()), listed().with_place())
        return next((place for place in places if place["id"] == identifier), None)


def places_with(describe, entries):
    """Each place with its service."""
    entries = with_changes(entries)
    return [place | {"service": describe(entry)} for entry in entries for place in services.places_of(entry)]


# Terms


class Taxonomies(ListView):
    kind, summary, tag = "Taxonomy", "The vocabularies that services are described by", "taxonomies"
    question = parameters.SearchQuestion

    def found(self, values):
        return with_words([vocabulary.as_taxonomy() for vocabulary in VOCABULARIES], values), list


class Taxonomy(ItemView):
    kind, summary, tag = "Taxonomy", "One vocabulary, with its terms", "taxonomies"

    def item(self, identifier):
        terms = [term for term in Terms().listed() if term["taxonomy_id"] == identifier]
        found = (vocabulary.as_taxonomy() for vocabulary in VOCABULARIES if vocabulary.id == identifier)
        return next((taxonomy | {"taxonomy_terms": terms} for taxonomy in found), None)


class TaxonomyTerms(ListView):
    kind, summary, tag = "TaxonomyTerm", "The terms of the vocabularies", "taxonomies"
    question = parameters.TermsQuestion

    def found(self, values):
        terms = with_words(Terms().listed(), values)
        for name in values.keys() & {"taxonomy_id", "parent_id"}:
            terms = [term for term in terms if term.get(name) == str(values[name])]
        return [term for term in terms if not (values["top_only"] and "parent_id" in term)], list


class TaxonomyTerm(ItemView):
    kind, summary, tag = "TaxonomyTerm", "One term", "taxonomies"

    def item(self, identifier):
        return Terms().everything().get(identifier)


def with_words(items, values):
    words = values.get("search", "").casefold().split()
    return [
        item for item in items if all(word in f"{item['name']} {item['description']}".casefold() for word in words)
    ]

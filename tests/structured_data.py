"""The rules that what a page says of itself to other programs must keep, in our own words (schema.org, LRMI)."""

import json
import re

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NEEDED = {
    "LearningResource": {
        "name", "description", "url", "inLanguage", "learningResourceType", "publisher", "audience", "about",
    },
    "DigitalDocument": {"name", "description", "url", "inLanguage", "audience", "about"},
    "Course": {"name", "description", "provider", "url", "inLanguage"},
    "CourseInstance": {
        *("name", "courseMode", "startDate", "endDate", "location", "eventAttendanceMode", "eventStatus"),
    },
    "EducationEvent": {"name", "startDate", "endDate", "location", "eventAttendanceMode", "eventStatus", "organizer"},
    "Organization": {"name"},
    "GovernmentOrganization": {"name"},
    "Service": {"name", "provider", "areaServed", "serviceType"},
    "GovernmentService": {"name", "provider", "areaServed", "serviceType"},
    "ContactPoint": {"contactType"},
    "Article": {"headline", "description", "datePublished", "dateModified", "publisher"},
    "CollectionPage": {"name", "url", "mainEntity"},
    "ItemList": {"numberOfItems"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "WebSite": {"name", "url", "potentialAction"},
    "OpeningHoursSpecification": {"dayOfWeek", "opens", "closes"},
    "AdministrativeArea": {"name", "identifier"},
    "AlignmentObject": {"alignmentType", "educationalFramework", "targetName"},
    "PeopleAudience": {"suggestedMinAge"},
}  # fmt: skip
OTHERS = {
    "Book", "VideoObject", "Poster", "Report", "EducationalAudience", "DefinedTerm", "Thing", "CreativeWork", "Offer",
    "Place", "VirtualLocation", "ServiceChannel", "SearchAction", "EntryPoint",
}  # fmt: skip
ADDRESSES = {"url", "item", "sameAs", "isBasedOn", "mainEntityOfPage", "serviceUrl"}
MOMENT = re.compile(r"\d{4}(-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d)?)?")
MOMENTS = {"startDate", "endDate", "datePublished", "dateModified"}


def blocks_of(html):
    """All that the page says, as one list of things."""
    said = [json.loads(block) for block in BLOCK.findall(html)]
    assert all(one.pop("@context") == "https://schema.org" for one in said)
    return [thing for one in said for thing in one.get("@graph", [one])]


def things_in(said):
    """Every thing that is named in what is said, however deep."""
    if isinstance(said, dict):
        yield from [said] if "@type" in said else []
        said = list(said.values())
    if isinstance(said, list):
        for one in said:
            yield from things_in(one)


def types_of(thing):
    return thing["@type"] if isinstance(thing["@type"], list) else [thing["@type"]]


def broken_rules(html):
    """What is wrong with what the page says, a line each."""
    for thing in things_in(blocks_of(html)):
        types = types_of(thing)
        for name in types:
            if name not in NEEDED.keys() | OTHERS:
                yield f"{name} is not one of ours"
            if missing := NEEDED.get(name, set()) - thing.keys():
                yield f"{types} lacks {missing}"
        yield from (f"{types}: {name} is empty" for name, value in thing.items() if value in (None, "", [], {}))
        yield from (
            f"{types}: {name} is no address" for name in ADDRESSES & thing.keys() if not is_address(thing[name])
        )
        yield from (
            f"{types}: {name} is no moment" for name in MOMENTS & thing.keys() if not MOMENT.fullmatch(thing[name])
        )


def is_address(value):
    return value.startswith(("https://", "http://")) and "?" not in value.removeprefix("https://testserver")[:1]

"""What answers hold, as JSON Schema, for the description of the interface. `services` and `contacts` make them."""

from directory.opendata.api.openapi import ref

STRING, COUNT, BOOLEAN = {"type": "string"}, {"type": "integer", "minimum": 0}, {"type": "boolean"}
UUID, URI = {"type": "string", "format": "uuid"}, {"type": "string", "format": "uri"}
EMAIL, DATE = {"type": "string", "format": "email"}, {"type": "string", "format": "date"}
MOMENT, NUMBER = {"type": "string", "format": "date-time"}, {"type": "number"}


def record(required, **properties):
    """What it has always, by name, and what it may have."""
    return {"type": "object", "properties": properties, "required": required.split()}


def list_of(name):
    return {"type": "array", "items": ref(name)}


def strings(names):
    return dict.fromkeys(names.split(), STRING)


def explained(schema, words):
    return {**schema, "description": words}


def page_of(name):
    """The envelope of a list."""
    counts = dict.fromkeys(("total_items", "total_pages", "page_number", "size"), COUNT)
    truths = dict.fromkeys(("first_page", "last_page", "empty"), BOOLEAN)
    return record(" ".join([*counts, *truths, "contents"]), **counts, **truths, contents=list_of(name))


CLOCK = explained(STRING, "By the clock in England, in summer and in winter: 09:00. Midnight at the end is 23:59.")
OWN_FIELDS = {
    "id": UUID,
    "organization_id": UUID,
    **strings("name alternate_name description fees eligibility_description application_process wait_time"),
    "url": URI,
    "email": EMAIL,
    "status": {"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    "minimum_age": COUNT,
    "maximum_age": COUNT,
    "assured_date": explained(DATE, "When somebody last checked its facts at their source."),
    "assurer_email": EMAIL,
    "alert": explained(STRING, "Show this wherever you show the service."),
    "last_modified": MOMENT,
    "organization": ref("Organization"),
}
ALL_FIELDS = {
    **OWN_FIELDS,
    "phones": list_of("Phone"),
    "contacts": list_of("Contact"),
    "schedules": list_of("Schedule"),
    "service_areas": list_of("ServiceArea"),
    "service_at_locations": list_of("ServiceAtLocation"),
    "cost_options": list_of("CostOption"),
    "attributes": list_of("Attribute"),
}

COMPONENTS = {
    "About": record("version profile openapi_url", version=STRING, profile=URI, openapi_url=URI),
    "Service": record("id name status", **ALL_FIELDS),
    "ListedService": explained(
        record("id last_modified", **ALL_FIELDS, modified_date=MOMENT),
        "A service of a list: with its own fields, with all if `full` is asked, or hardly any if `minimal` is.",
    ),
    "Organization": record(
        "id name description",
        id=UUID,
        **strings("name alternate_name description"),
        email=EMAIL,
        website=URI,
        uri=explained(URI, "Its page here."),
        services=list_of("Service"),
    ),
    "Phone": record(
        "id number type",
        id=UUID,
        service_id=UUID,
        **strings("number extension"),
        type={"enum": ["voice", "text", "textphone"]},
        description=explained(STRING, "What the line is called, who it is for, and what a caller needs to know."),
        schedules=explained(list_of("Schedule"), "When this number answers."),
    ),
    "Contact": record(
        "id",
        id=UUID,
        service_id=UUID,
        name=STRING,
        email=EMAIL,
        phones=list_of("Phone"),
        x_staffs_web_address=explained(URI, "A form or a chat."),
        x_staffs_about=STRING,
        x_staffs_schedules=list_of("Schedule"),
    ),
    "Schedule": record(
        "id",
        id=UUID,
        service_id=UUID,
        **strings("freq description attending_type notes"),
        byday=explained(STRING, "Days as calendars write them, separated by commas: MO,TU."),
        opens_at=CLOCK,
        closes_at=CLOCK,
    ),
    "ServiceArea": record("id", id=UUID, service_id=UUID, **strings("name extent extent_type"), uri=URI),
    "CostOption": record("id", id=UUID, service_id=UUID, option=STRING, amount=NUMBER),
    "Attribute": record(
        "id",
        **dict.fromkeys(("id", "link_id", "taxonomy_term_id"), UUID),
        link_type=STRING,
        taxonomy_term=ref("TaxonomyTerm"),
    ),
    "ServiceAtLocation": record(
        "id",
        **dict.fromkeys(("id", "service_id", "location_id"), UUID),
        location=ref("Location"),
        schedules=list_of("Schedule"),
        service=ref("Service"),
    ),
    "Location": record(
        "id location_type", id=UUID, **strings("location_type name description"), addresses=list_of("Address")
    ),
    "Address": record(
        "id address_1 city state_province postal_code country address_type",
        id=UUID,
        location_id=UUID,
        **strings("address_1 city state_province postal_code country address_type"),
    ),
    "Taxonomy": record(
        "id name description", id=UUID, name=STRING, description=STRING, taxonomy_terms=list_of("TaxonomyTerm")
    ),
    "TaxonomyTerm": record(
        "id name description",
        **dict.fromkeys(("id", "parent_id", "taxonomy_id"), UUID),
        **strings("code name description taxonomy"),
        term_uri=URI,
    ),
}
LISTED = ("ListedService", "Organization", "ServiceAtLocation", "Taxonomy", "TaxonomyTerm")


def components():
    """The schemas that others refer to, by name."""
    return COMPONENTS | {f"{name}Page": page_of(name) for name in LISTED}

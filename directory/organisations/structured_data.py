"""What the page of an organisation says of itself to other programs: who it is, its service, and how to reach it."""

from urllib.parse import urlsplit

from directory.catalogue.structured_data import age_limits, node_of, offer_of, page_of
from directory.organisations.contact_points import Channel
from directory.organisations.opening_times import OpeningTimes
from directory.organisations.telephone import dialled
from directory.organisations.times_of_the_week import DAY_NAMES, MIDNIGHT, clock

ADDRESSES = {Channel.EMAIL: "email", Channel.FORM: "url"}  # the others are numbers
PUBLIC_BODIES = (".gov.uk", ".police.uk")  # how the addresses of their sites end


def organisation_data(organisation):
    """The organisation and its service. Of one that is closed, as on its page, nothing that leads anybody to it."""
    if not organisation.is_active:
        return body_data(organisation)
    points = list(organisation.contact_points.all())
    reached = [point for point in points if point.channel != Channel.IN_PERSON]
    contacts = [contact_data(organisation, number, point) for number, point in enumerate(reached, start=1)]
    return [reachable_data(organisation, points, contacts), service_data(organisation, contacts)]


def body_data(organisation):
    page = page_of(organisation)
    kind = "GovernmentOrganization" if is_public(organisation) else "Organization"
    return {**node_of(organisation, kind), "url": page, "sameAs": None, "mainEntityOfPage": page}


def reachable_data(organisation, points, contacts):
    return {
        **body_data(organisation),
        "url": organisation.url or page_of(organisation),
        "areaServed": areas_of(organisation),
        "address": [point.value for point in points if point.channel == Channel.IN_PERSON],
        "contactPoint": contacts,
    }


def service_data(organisation, contacts):
    phones = [{"@id": contact["@id"]} for contact in contacts if "telephone" in contact]
    channel = {"serviceUrl": organisation.url, "servicePhone": phones}
    offer = offer_of(organisation)
    return {
        "@type": "GovernmentService" if is_public(organisation) else "Service",
        "name": organisation.title,
        "url": page_of(organisation),
        "provider": {"@id": organisation.uuid.urn},
        "serviceType": [kind.label for kind in organisation.help_kinds.all()],
        "areaServed": areas_of(organisation),
        "audience": age_limits(organisation),
        "availableChannel": {"@type": "ServiceChannel", **channel} if any(channel.values()) else None,
        "offers": [offer] if offer else None,
    }


def is_public(organisation):
    return (urlsplit(organisation.url).hostname or "").endswith(PUBLIC_BODIES)


def areas_of(organisation):
    return [
        {"@type": "AdministrativeArea", "name": district.label, "identifier": district.ons_code}
        for district in organisation.districts.all()
    ]


def contact_data(organisation, number, point):
    extension = f"Extension {point.extension}" if point.extension else ""
    said = [extension, point.for_whom, point.note, point.hours_in_words]
    return {
        "@type": "ContactPoint",
        "@id": f"{organisation.uuid.urn}#contact-{number}",
        "contactType": point.name or point.get_channel_display(),
        ADDRESSES.get(point.channel, "telephone"): dialled(point.value) if point.is_number else point.value,
        "description": ". ".join(filter(None, said)),
        "hoursAvailable": hours_of(point),
    }


def hours_of(point):
    """When it answers, where the page gives times: day and night is to the last minute of each day."""
    if point.always_open:
        return [opening(DAY_NAMES, 0, MIDNIGHT)]
    if not point.times_in_words:
        return None
    weekly = OpeningTimes.read(point.opening_times).by_days()
    return [opening([DAY_NAMES[day] for day in days], *time) for days, times in weekly for time in times]


def opening(days, start, end):
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": list(days),
        "opens": clock(start),
        "closes": clock(min(end, MIDNIGHT - 1)),
    }

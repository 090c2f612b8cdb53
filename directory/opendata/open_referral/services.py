"""An organisation as the standard has it: itself, and the one service that it gives."""

from django.conf import settings
from django.utils import timezone

from directory.catalogue.states import Status
from directory.correspondence.rendering import site_address
from directory.exchange.open_referral.identifiers import part_id, service_id
from directory.opendata.open_referral.contacts import contact_of, phone_of, place_of, service_schedules
from directory.opendata.open_referral.plain_values import said
from directory.opendata.open_referral.taxonomies import VOCABULARIES
from directory.opendata.public_fields.organisations import points_shown
from directory.organisations.contact_points import Channel

STATUS = {Status.ACTIVE: "active", Status.WITHDRAWN: "inactive"}  # all else is over: "defunct"
IN_DANGER = "If a child is in danger now, call 999."
NOT_CHECKED = "We have not finished checking these details. Check any number yourself before you rely on it."
AREA = "http://statistics.data.gov.uk/id/statistical-geography/"


def email_of(entry):
    return next((point.value for point in points_shown(entry) if point.channel == Channel.EMAIL), "")


def organization_of(entry):
    return said(
        id=str(entry.uuid),
        name=entry.title,
        alternate_name=entry.aliases,
        description=entry.summary,
        email=email_of(entry),
        website=entry.url if entry.is_active else "",
        uri=site_address(entry.get_absolute_url()),
    )


def full_organization(entry, terms):
    return organization_of(entry) | {"services": [full_service(entry, terms)]}


def service_of(entry):
    """Its own fields, and who gives it."""
    return said(
        id=service_id(entry.uuid),
        organization_id=str(entry.uuid),
        name=entry.title,
        alternate_name=entry.aliases,
        description=entry.summary,
        url=entry.url if entry.is_active else "",
        email=email_of(entry),
        status=status_of(entry),
        fees=entry.cost and entry.cost.label,
        minimum_age=entry.age_min,
        maximum_age=entry.age_max,
        eligibility_description=entry.when_not_to_use,
        application_process=entry.referral_route,
        wait_time=entry.waiting_time,
        assured_date=entry.checked_on and entry.checked_on.isoformat(),
        assurer_email=settings.CONTACT_EMAIL if entry.checked_on else "",
        alert=alert_of(entry),
        last_modified=timezone.localtime(entry.last_modified).isoformat(),
        organization=organization_of(entry),
    )


def full_service(entry, terms):
    points = points_shown(entry)
    return service_of(entry) | said(
        phones=[phone_of(entry, point) for point in points if point.is_number],
        contacts=[contact_of(entry, point) for point in points if point.channel != Channel.IN_PERSON],
        schedules=service_schedules(entry, points),
        service_areas=[area_of(entry, district) for district in entry.districts.all()],
        service_at_locations=places_of(entry),
        cost_options=cost_options_of(entry),
        attributes=attributes_of(entry, terms),
    )


def minimal_service(entry):
    """`modified_date` is what the profile calls it here, and `last_modified` everywhere else."""
    modified = timezone.localtime(entry.last_modified).isoformat()
    return {"id": service_id(entry.uuid), "last_modified": modified, "modified_date": modified}


def status_of(entry):
    if entry.is_active and entry.is_expired:
        return "inactive"
    return STATUS.get(entry.status, "defunct")


def alert_of(entry):
    """What whoever shows the service must show with it."""
    parts = [
        entry.standing_in_words,
        *entry.flags,
        entry.when_not_to_use,
        entry.content_warning,
        IN_DANGER if entry.crisis and entry.is_active else "",
        NOT_CHECKED if entry.details_being_checked else "",
    ]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)


def places_of(entry):
    return [place_of(entry, point) for point in points_shown(entry) if point.channel == Channel.IN_PERSON]


def area_of(entry, district):
    return {
        "id": part_id(entry.uuid, "area", district.code),
        "service_id": service_id(entry.uuid),
        "name": district.label,
        "extent": district.ons_code,
        "extent_type": "ONS",
        "uri": f"{AREA}{district.ons_code}",
    }


def cost_options_of(entry):
    if entry.cost is None:
        return []
    free = {"amount": 0} if entry.cost.code == "free" else {}
    return [
        {
            "id": part_id(entry.uuid, "cost"),
            "service_id": service_id(entry.uuid),
            "option": entry.cost.label,
            **free,
        }
    ]


def attributes_of(entry, terms):
    service = service_id(entry.uuid)
    return [
        {
            "id": part_id(entry.uuid, "attribute", term["id"]),
            "link_id": service,
            "link_type": "service",
            "taxonomy_term_id": term["id"],
            "taxonomy_term": term,
        }
        for vocabulary in VOCABULARIES
        for term in (terms.of(vocabulary, one) for one in getattr(entry, vocabulary.name).all())
    ]

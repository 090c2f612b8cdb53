"""What the pages of local networks say of their meetings to other programs."""

from directory.catalogue.structured_data import event_of, organisation_named
from directory.govuk.addresses import site_address


def meeting_data(meeting):
    network, page = meeting.network, site_address(meeting.get_absolute_url())
    status = "EventCancelled" if meeting.is_cancelled else "EventScheduled"
    return {
        "@type": "EducationEvent",
        "name": f"{network.name}: {meeting.subject}",
        "url": page,
        **event_of(meeting, page),
        "eventStatus": f"https://schema.org/{status}",
        "organizer": organisation_named(network.name, site_address(network.get_absolute_url())),
        "description": meeting.who_may_come and f"Who can come: {meeting.who_may_come}",
    }

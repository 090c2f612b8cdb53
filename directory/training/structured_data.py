"""What the page of a course says of itself to other programs."""

from directory.catalogue.structured_data import (
    event_of,
    iso_length,
    learning_of,
    node_of,
    offer_of,
    organisation_named,
    page_of,
)
from directory.training.models import CourseSession


def course_data(course, sessions):
    """The course with those of its dates that the page shows."""
    offer = offer_of(course)
    return {
        **node_of(course, "Course"),
        **learning_of(course),
        "provider": provider_of(course),
        "educationalLevel": course.level.label,
        "teaches": [topic.name for topic in course.topics.all()],
        "timeRequired": iso_length(course.duration_minutes),
        "educationalCredentialAwarded": "Certificate" if course.certificate else None,
        "offers": [offer] if offer else None,
        "hasCourseInstance": [instance_of(course, session) for session in sessions],
    }


def provider_of(course):
    provider = course.provider_for_readers
    return provider and organisation_named(provider.title, page_of(provider))


def instance_of(course, session):
    page = session.booking_url or page_of(course)
    full = session.status == CourseSession.Status.FULL
    return {
        "@type": "CourseInstance",
        "name": course.title,
        "courseMode": "Onsite" if session.place else "Online",
        "courseWorkload": iso_length(course.duration_minutes),
        **event_of(session, page),
        "eventStatus": "https://schema.org/EventScheduled",
        "organizer": provider_of(course),
        "url": page,
        "remainingAttendeeCapacity": 0 if full else None,
    }

"""What is public of training, with its dates to come."""

from django.db.models import Prefetch

from directory.opendata.public_fields.field import Datatype, PublicField, choice, terms
from directory.training.models import CourseSession


def booked_at(session):
    """Where to book a place, as long as there are any."""
    return None if session.status == CourseSession.Status.FULL else session.booking_url


DATE = (
    PublicField(
        "uuid",
        "Identifier",
        Datatype.STRING,
        "As in calendars: it never changes.",
        lambda date: str(date.uuid),
        required=True,
    ),
    PublicField("starts_at", "Starts", Datatype.DATETIME, "When it starts.", required=True),
    PublicField("ends_at", "Ends", Datatype.DATETIME, "When it ends.", required=True),
    PublicField("place", "Where", Datatype.STRING, "The venue and town. Where there is none, it is online."),
    PublicField("booking_url", "Booking", Datatype.ANY_URI, "Where to book a place.", booked_at),
    PublicField(
        "status",
        "Status",
        Datatype.TERM,
        "Whether there are places.",
        choice("status", CourseSession.Status),
        required=True,
    ),
)

FIELDS = (
    PublicField(
        "provider_name",
        "Provider",
        Datatype.STRING,
        "Who provides it, if readers can see that entry here.",
        lambda course: course.provider_for_readers and course.provider_for_readers.title,
        (),
        told_by="provider",
    ),
    PublicField(
        "provider",
        "Provider's entry",
        Datatype.ENTRY,
        "Who provides it, if readers can see that entry here.",
        lambda course: course.provider_for_readers,
    ),
    PublicField(
        "delivery_modes", "How it is delivered", Datatype.TERMS, "How it is delivered.", terms("delivery_modes")
    ),
    PublicField("level", "Level", Datatype.TERM, "The level of training."),
    PublicField("duration_minutes", "Length in minutes", Datatype.INTEGER, "How long it takes."),
    PublicField("certificate", "Certificate", Datatype.BOOLEAN, "Whether it gives a certificate."),
    PublicField("renewal_months", "Renew after (months)", Datatype.INTEGER, "After how many months to do it again."),
    PublicField(
        "dates",
        "Dates",
        Datatype.ROWS,
        "Dates to come, the soonest first, without what was cancelled. A course that has ended has none.",
        lambda course: course.dates_to_come if course.is_active else [],
        (),
        DATE,
    ),
)


def relations():
    return "delivery_modes", Prefetch("sessions", CourseSession.objects.upcoming(), to_attr="dates_to_come")

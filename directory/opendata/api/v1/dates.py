"""Dates of training and meetings of networks, as in the calendars: what is to come, and what was lately."""

from datetime import datetime

from django.db.models import Q

from directory.networks.models import Meeting
from directory.opendata.api.open_view import OpenView
from directory.opendata.api.v1 import schemas
from directory.opendata.api.v1.paging import PARAMETERS, Cursors, per_page_of
from directory.opendata.api.v1.parameters import paging_parameters
from directory.opendata.public_fields.field import Datatype, PublicField, choice, page_of, record_of
from directory.training.models import Course, CourseSession

UUID = PublicField(
    "uuid",
    "Identifier",
    Datatype.STRING,
    "As in calendars: it never changes.",
    lambda date: str(date.uuid),
    required=True,
)
COMMON = (
    PublicField("starts_at", "Starts", Datatype.DATETIME, "When it starts.", required=True),
    PublicField("ends_at", "Ends", Datatype.DATETIME, "When it ends.", required=True),
    PublicField("place", "Where", Datatype.STRING, "The venue and town. Where there is none, it is online."),
)


def status(choices, source="status"):
    read = choice(source, choices)
    return PublicField("status", "Status", Datatype.TERM, "Whether it takes place.", read, required=True)


SESSION = (
    UUID,
    PublicField(
        "title", "Title", Datatype.STRING, "The course.", lambda session: session.course.title, required=True
    ),
    *COMMON,
    status(CourseSession.Status, "status_today"),
    PublicField("entry", "Course", Datatype.ENTRY, "The course.", lambda date: date.course, required=True),
)
MEETING = (
    UUID,
    PublicField("title", "Title", Datatype.STRING, "What it is on.", lambda date: date.subject, required=True),
    *COMMON,
    status(Meeting.Status),
    PublicField("network", "Network", Datatype.STRING, "Whose.", lambda date: date.network.name, required=True),
    PublicField("districts", "Districts", Datatype.TERMS, "Of whom.", lambda date: date.network.districts.all()),
    PublicField("theme", "Theme", Datatype.TERM, "The topic.", required=True),
    PublicField("who_may_come", "Who can come", Datatype.STRING, "If that is not the group's own."),
    PublicField("page", "Our page", Datatype.ANY_URI, "The page with its agenda.", page_of, required=True),
)


class Dates(OpenView):
    """The soonest first. What was cancelled says so for 30 days, so that nobody keeps it."""

    tag = "Dates"
    description = "What is to come and what was in the last 30 days, the first first. Cancelled dates say so."
    of_entries = False
    takes = PARAMETERS
    fields = ()

    def parameters(self):
        return paging_parameters()

    def schema_of_answer(self):
        return schemas.record(
            {"next": schemas.NEIGHBOURS["next"], "results": schemas.list_of(schemas.record_of_fields(self.fields))}
        )

    def dates(self):
        """A queryset of all that readers can see."""
        raise NotImplementedError

    def answer(self, request):
        cursors, size = Cursors(request), per_page_of(request.GET)
        found = list(after(self.dates(), cursors.given()).order_by("starts_at", "pk")[: size + 1])
        shown = found[:size]
        last = shown[-1] if len(found) > size else None
        return {
            "next": cursors.address(last and [last.starts_at.isoformat(), last.pk]),
            "results": [record_of(date, self.fields) for date in shown],
        }


def after(dates, cursor):
    if not cursor:
        return dates
    moment, pk = datetime.fromisoformat(cursor[0]), cursor[1]
    return dates.filter(Q(starts_at__gt=moment) | Q(starts_at=moment, pk__gt=pk))


class TrainingDates(Dates):
    operation, summary, fields = "list_training_dates", "Dates of training", SESSION

    def dates(self):
        return CourseSession.objects.of_courses(Course.objects.published()).for_calendars()


class Meetings(Dates):
    operation, summary, fields = "list_meetings", "Meetings of local networks of safeguarding leads", MEETING

    def dates(self):
        return Meeting.objects.with_network().prefetch_related("network__districts").for_calendars()

"""Calendars of training and of changes in guidance."""

from django.shortcuts import get_object_or_404

from directory.calendars.ical import Event, calendar_response
from directory.catalogue.doors import Door
from directory.govuk.addresses import site_address
from directory.govuk.reading import require_safe
from directory.guidance.models import GuidanceUpdate
from directory.opendata.answers import not_understood
from directory.search.documents.index_store import index_store
from directory.search.pages.addresses import unknown_parameter, unknown_parameters
from directory.search.pages.filters.filterset import EntryFilterSet
from directory.search.pages.my_setting import NAMES, Setting
from directory.training.models import Course, CourseSession, RemovedSession


@require_safe
def guidance_calendar(request):
    """The days on which changes in guidance come into force, for a setting given as in a search."""
    setting = Setting(request.GET)
    problems = unknown_parameters(request.GET, NAMES) + setting.problems
    if problems:
        return not_understood(problems)
    updates = GuidanceUpdate.objects.published().active().fitting(setting.rules).with_a_date().by_date()
    return calendar_response(request, "Changes in safeguarding guidance", map(event_of, updates))


def event_of(update):
    return Event(
        uid=str(update.uuid),
        title=f"In force: {update.title}",
        starts=update.effective_from,
        ends=update.effective_from,
        changed_at=update.updated_at,
        url=site_address(update.get_absolute_url()),
        description=f"{update.summary}\n\n{update.what_to_do}",
        created_at=update.created_at,
        sequence=update.sequence,
    )


@require_safe
def training_calendar(request):
    """The dates of all courses, or of those that the filters of a search keep; also what ended with its course."""
    question = EntryFilterSet(request.GET, snapshot=index_store.snapshot(), door=Door.TRAINING)
    problems = [*map(unknown_parameter, question.unknown), *question.problems]
    if question.query_text:
        problems.append("Calendars can use filters but not search words.")
    if problems:
        return not_understood(problems)
    courses = Course.objects.published().fitting(question.rules)
    sessions, removed = (
        model.objects.of_courses(courses.order_by()).for_calendars() for model in (CourseSession, RemovedSession)
    )
    events = [*map(event_of_session, sessions), *map(event_of_removed, removed)]
    return calendar_response(request, "Safeguarding and PSHE training", events)


@require_safe
def session_calendar(request, slug, pk):
    """One date of a course."""
    courses = Course.objects.published()
    session = get_object_or_404(CourseSession.objects.of_courses(courses), course__slug=slug, pk=pk)
    return calendar_response(request, session.course.title, [event_of_session(session)])


def event_of_session(session):
    ended = session.ended_with_course
    said = said_of(session)
    return Event(
        changed_at=max(session.updated_at, session.course.updated_at) if ended else session.updated_at,
        cancelled=session.status_today == CourseSession.Status.CANCELLED,
        place=session.place or "Online",
        **said | {"sequence": session.sequence + ended},
    )


def event_of_removed(session):
    return Event(changed_at=session.removed_at, cancelled=True, **said_of(session))


def said_of(session):
    """What a date says whether it takes place, is cancelled or was removed."""
    return {
        "uid": str(session.uuid),
        "title": session.course.title,
        "starts": session.starts_at,
        "ends": session.ends_at,
        "url": site_address(session.course.get_absolute_url()),
        "description": session.course.summary,
        "sequence": session.sequence,
        "created_at": session.created_at,
    }

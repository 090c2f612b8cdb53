"""A plan as events of whole days. They say nothing of the list's address: calendars are shown to colleagues."""

from datetime import datetime, time
from uuid import uuid5

from django.utils import timezone

from directory.calendars.ical import Event
from directory.govuk.addresses import site_address
from directory.govuk.jinja2 import join_labels


def events_of(plan):
    for lesson in plan.lessons:
        for number, day in enumerate(lesson.dates, start=1):
            yield event_of(plan.shortlist, lesson, number, day)


def event_of(shortlist, lesson, number, day):
    entry = lesson.listed.entry
    which = f", lesson {number} of {len(lesson.dates)}" if len(lesson.dates) > 1 else ""
    return Event(
        uid=f"{uuid5(entry.uuid, f'{shortlist.share} {number}')}@resource-bank",
        title=f"{entry.title}{which}",
        starts=day,
        ends=day,
        # The day of the last change is not kept. The list was opened that day or later, and counts its changes.
        changed_at=timezone.make_aware(datetime.combine(shortlist.opened_on, time.min)),
        sequence=shortlist.changes,
        url=site_address(entry.get_absolute_url()),
        description=about(lesson),
    )


def about(lesson):
    entry = lesson.listed.entry
    parts = {
        "Teaches": join_labels(lesson.strands),
        "Length": lesson.resource.length,
        "Content warning": entry.content_warning,
        "Note": lesson.listed.note,
    }
    return "\n".join(f"{name}: {text}" for name, text in parts.items() if text)

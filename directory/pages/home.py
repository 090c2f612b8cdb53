"""The home page: what has happened, what schools prepare, and what is new for the reader's setting."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from directory.catalogue.doors import Door
from directory.govuk.jinja2 import day
from directory.guidance.models import GuidanceUpdate
from directory.pages.home_tiles import INCIDENTS
from directory.search.pages.result_lists import ResultLists
from directory.topics.models import AuditArea, Collection
from directory.training.models import Course, CourseSession

MOST_CHANGES, MOST_DATES = 4, 2
LATELY = timedelta(days=365)
TERMS = ((1, 1), (4, 15), (9, 1))  # month and day from which a term's news counts


@dataclass(frozen=True)
class News:
    """Something new for schools: from when, what, and what it is."""

    when: str
    title: str
    url: str
    kind: str


class HomePage:
    incidents = INCIDENTS

    def __init__(self, setting):
        self.setting = setting
        self.today = timezone.localdate()

    @property
    def rows(self):
        """(label, address, what is behind it in a few words) for those who teach, train or prepare."""
        lists = ResultLists(self.setting)
        counts, local = lists.counts("kind"), lists.counts("kind", local="yes")[Door.ORGANISATION]
        more = {
            Door.GUIDANCE: f"{self.new_this_term} new this term" if self.new_this_term else "",
            Door.TRAINING: f"next on {day(self.dates[0].starts_at)}" if self.dates else "",
            Door.ORGANISATION: f"{local} local" if local else "",
        }
        for door in Door:
            said = [str(counts[door]), more.get(door, "")]
            yield door.label, reverse(door.url_name), ", ".join(filter(None, said))
        yield "Questions for governors", reverse("pages:governors"), f"{AuditArea.objects.count()} areas"

    @property
    def news(self):
        for same in self.lately[:MOST_CHANGES]:
            first, document = same[0], same[0].document_for_readers
            shown = document if len(same) > 1 and document else first
            yield News(f"From {day(first.effective_from)}", shown.title, shown.get_absolute_url(), "Guidance")
        for session in self.dates:
            yield News(day(session.starts_at), session.course.title, session.course.get_absolute_url(), "Training")

    @property
    def collections(self):
        return Collection.objects.all()

    @property
    def changes(self):
        return GuidanceUpdate.objects.published().active().fitting(self.setting.rules)

    @property
    def lately(self):
        """Changes of the last year and to come, the latest first: those of one document on one day stand together."""
        together = {}
        for update in self.changes.lately_or_soon(self.today - LATELY).select_related("related_resource"):
            what = update.related_resource_id or f"update {update.pk}"
            together.setdefault((update.effective_from, what), []).append(update)
        return list(together.values())

    @cached_property
    def new_this_term(self):
        return self.changes.new_between(start_of_term(self.today), self.today).count()

    @cached_property
    def dates(self):
        """The next dates of training."""
        courses = Course.objects.published().active().fitting(self.setting.rules)
        return list(CourseSession.objects.of_courses(courses).upcoming()[:MOST_DATES])


def start_of_term(today):
    return max(date(today.year, *term) for term in TERMS if term <= (today.month, today.day))

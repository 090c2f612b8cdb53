"""The numbers of a period that both sentences and tables tell: counted once, so that they cannot differ."""

from datetime import timedelta
from statistics import median

from django.utils import timezone
from django.utils.functional import cached_property

from directory.casestudies.models import CaseStudy
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Action
from directory.inbox.models import Message
from directory.insight.coverage import COVERED, coverage_now
from directory.insight.impact.wording import FEW
from directory.insight.models import Count, PhraseDay
from directory.organisations.contact_points import ContactPoint
from directory.search.documents.index_store import index_store
from directory.search.pages.facet_groups import short_label
from directory.training.models import CourseSession

What = Count.What


class Figures:
    """Each is asked of the database when it is first wanted."""

    def __init__(self, period):
        self.period = period
        self.days = (period.first, period.last)
        self.counts = Count.objects.between(*self.days)
        self.phrases = PhraseDay.objects.released().between(*self.days)
        self.changes = Revision.objects.between(*self.days)

    @cached_property
    def is_over(self):
        return self.period.last < timezone.localdate()

    @cached_property
    def facets(self):
        return index_store.snapshot().facets

    @cached_property
    def now(self):
        """Facet -> code -> how many entries there are today, and how many of them are quality assured."""
        return coverage_now(), coverage_now(quality=["quality_assured"])

    # What readers did

    @cached_property
    def counted_since(self):
        """The first day of which anything was counted, or None."""
        return Count.objects.first_day()

    @cached_property
    def counted(self):
        """The part of the period in which use was counted, or None."""
        return self.period.counted(self.counted_since)

    @cached_property
    def searches(self):
        return self.counts.of(What.SEARCH).total()

    @cached_property
    def searches_filtered(self):
        return self.counts.of(What.SEARCH).with_key(Count.FILTERED).total()

    @cached_property
    def searches_in_vain(self):
        return self.counts.of(What.NOTHING).total()

    @cached_property
    def opened(self):
        return self.counts.of(What.OPENED).total()

    @cached_property
    def pages(self):
        """Name of a page -> how often it was opened."""
        return self.counts.of(What.PAGE).by_key()

    @cached_property
    def filters(self):
        """Filter ("sector:primary") -> how often it was used, the most often first."""
        return dict(self.counts.of(What.FILTER).most(None))

    @cached_property
    def topics(self):
        """[(topic, how often its page was opened, how often it was chosen)], the most looked for first."""
        topics = self.facets.terms["topic"]
        rows = [
            (topic.name, self.pages.get(f"topics/{topic.slug}", 0), self.filters.get(f"topic:{code}", 0))
            for code, topic in topics.items()
        ]
        return sorted((row for row in rows if row[1] + row[2]), key=lambda row: -row[1] - row[2])

    @cached_property
    def words(self):
        return self.phrases.most()

    @cached_property
    def words_in_vain(self):
        return self.phrases.without_results().most()

    @cached_property
    def phrases_in_vain(self):
        return self.phrases.phrases_in_vain().count()

    @cached_property
    def phrases_answered(self):
        return self.phrases.phrases_answered().count()

    @cached_property
    def filters_in_vain(self):
        """[(filter in words, how often it was used)] of those used often that no entry fits today."""
        return [
            (label_of(key, self.facets), number)
            for key, number in self.filters.items()
            if number >= FEW and self.fits_nothing(*key.partition(":")[::2])
        ]

    def fits_nothing(self, facet, code):
        return facet in COVERED and self.now[0][facet].get(code) == 0

    # What was added

    @cached_property
    def began(self):
        """The day on which readers saw the first entries, or None."""
        moment = Entry.objects.first_shown_at()
        return timezone.localdate(moment) if moment else None

    @cached_property
    def began_with(self):
        """How many entries there were on that day, if it is in the period."""
        return Entry.objects.first_shown_between(self.began, self.began).count() if self.began_here else 0

    @property
    def began_here(self):
        return self.began is not None and self.began in self.period

    @property
    def additions(self):
        """The entries that readers saw for the first time in the period, without those of the first day of all."""
        first, last = self.days
        return Entry.objects.first_shown_between(self.began + timedelta(1) if self.began_here else first, last)

    @cached_property
    def added(self):
        return self.additions.count()

    @cached_property
    def added_from_suggestions(self):
        return Message.objects.suggestions().about(self.additions.order_by().values("pk")).count_entries()

    @cached_property
    def added_case_studies(self):
        ids = self.additions.order_by().values("pk")
        return CaseStudy.objects.filter(pk__in=ids).from_the_county().count()

    @cached_property
    def added_courses(self):
        return self.additions.of_kind(Kind.TRAINING).count()

    # What was kept right

    @cached_property
    def checked(self):
        return self.changes.count_entries(Action.CHECKED)

    @cached_property
    def numbers_checked(self):
        """Telephone numbers of the organisations that were checked."""
        organisations = self.changes.of(Action.CHECKED).entries()
        return ContactPoint.objects.numbers().of_organisations(organisations).count()

    @cached_property
    def addresses_corrected(self):
        return self.changes.with_another_address().entries().count()

    @cached_property
    def overdue(self):
        return Entry.objects.overdue().count()

    @cached_property
    def answers(self):
        """Purpose -> (how many messages came, after how many days each was dealt with that was)."""
        received = Message.objects.received_between(*self.days)
        return {purpose: answered(received.for_purpose(purpose)) for purpose in Message.Purpose}

    # Training

    @cached_property
    def courses_opened(self):
        return self.counts.of(What.OPENED).with_prefix(f"{Kind.TRAINING.namespace}/").total()

    @cached_property
    def dates_saved(self):
        return self.pages.get("opendata:session_calendar", 0)

    @cached_property
    def course_dates(self):
        return CourseSession.objects.held_between(*self.days).count()


def answered(messages):
    handled = messages.handled().values_list("received_at", "handled_at")
    return messages.count(), [(done - came).days for came, done in handled]


def middle(days):
    """The median, as a whole number; nothing of nothing."""
    return round(median(days)) if days else ""


def label_of(key, facets):
    """A filter ("sector:primary") in words."""
    name, _, code = key.partition(":")
    if name == "age":
        return f"Age: {code}"
    if name not in facets.facets:
        return key
    term = facets.terms[name].get(code)
    return f"{facets.facets[name].label}: {short_label(term) if term else code}"

"""How an entry stands today: whether it is there, in date, checked and assured."""

from datetime import timedelta

from django.utils import timezone

from directory.catalogue.kinds import Kind
from directory.catalogue.states import MARKS, STATUS_NOTES, SUCCESSOR_GONE, Action, Confidence, Quality, State, Status

BEING_CHECKED = "Details being checked"
UNNAMED_WHEN_GONE = frozenset({Kind.CASE_STUDY})  # its title may be why: somebody could be recognised by it


def if_readers_see(entry):
    """`entry`, which another one names, or None: of what readers cannot see, nothing reaches them that way."""
    return entry if entry and entry.is_published else None


class EntryStanding:
    """What readers and lists are told of an entry beside what it says itself."""

    @property
    def standing_in_words(self):
        gone = SUCCESSOR_GONE if self.successor_is_gone else {}
        return gone.get(self.status, STATUS_NOTES[self.status])

    @property
    def replacement(self):
        """The successor, if readers can see it and it is still there."""
        there = self.successor_id and self.successor.is_published and self.successor.is_active
        return self.successor if there else None

    @property
    def successor_is_gone(self):
        """Whether what replaced it has gone too. In the database: `naming_a_successor_that_is_gone`."""
        return bool(self.successor_id) and self.replacement is None

    @property
    def is_published(self):
        return self.state == State.PUBLISHED

    @property
    def title_for_readers(self):
        """Its title or, when readers cannot see it any more, the last that they saw. "" if there is none to tell."""
        if self.is_published:
            return self.title
        seen = None if self.kind in UNNAMED_WHEN_GONE else self.revisions.filter(state=State.PUBLISHED).first()
        return seen.record.get("title", "") if seen else ""

    @property
    def is_active(self):
        return self.status == Status.ACTIVE

    @property
    def details_being_checked(self):
        """What readers are told of an entry whose facts nobody has confirmed yet."""
        return self.confidence == Confidence.MEDIUM and self.checked_on is None

    @property
    def confirmed_on(self):
        """The day on which the organisation itself last said that all is right, or None."""
        confirmed = self.revisions.filter(action=Action.CONFIRMED).values_list("at", flat=True).first()
        return confirmed and timezone.localdate(confirmed)

    @property
    def is_late(self):
        """Whether it was approved for a moment that has passed, and readers still do not see it."""
        return self.state == State.IN_REVIEW and self.publish_at is not None and self.publish_at <= timezone.now()

    @property
    def is_overdue(self):
        return self.review_due_on is not None and self.review_due_on < timezone.localdate()

    @property
    def is_expired(self):
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    @property
    def quality_today(self):
        """What came of its quality review, the same for the filter, cards and pages. In the database: `for_quality`.

        A result ends with its day, whether or not anything has noted that yet.
        """
        over = self.quality_until is not None and self.quality_until < timezone.localdate()
        return Quality.UNREVIEWED if over else Quality(self.quality)

    @property
    def is_quality_assured(self):
        return self.quality_today == Quality.QUALITY_ASSURED

    @property
    def has_mark(self):
        return self.quality_today in MARKS

    @property
    def marks(self):
        """What cards and pages say of how far to trust it: (a few words, "good" or "wait"); often nothing."""
        reviewed = self.quality_today
        found = [(reviewed.label, "good" if self.is_quality_assured else "wait")]
        found *= reviewed != Quality.UNREVIEWED
        warnings = [*[BEING_CHECKED] * self.details_being_checked, *self.flags]
        return found + [(words, "wait") for words in warnings]

    @property
    def sinks(self):
        return self.sinks_after is not None and self.sinks_after < timezone.localdate()

    @property
    def flags(self):
        """What readers are warned of beside an entry that sinks, each in a few words."""
        flags = [
            (self.is_expired, "Has ended"),
            (self.unreachable_since, "We could not reach its website"),
            (self.is_overdue, "Review overdue"),
        ]
        return [words for raised, words in flags if raised]

    @property
    def sinks_after(self):
        """The day after which it ranks below what is there and in date; None if no such day is known."""
        unreachable = self.unreachable_since and self.unreachable_since - timedelta(days=1)
        return min(filter(None, [self.review_due_on, self.expires_on, unreachable]), default=None)

    @property
    def review_months(self):
        """How long a check stays good."""
        return 12

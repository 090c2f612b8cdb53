"""Links of entries, and the jobs that run by themselves."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from directory.catalogue.duplicates import address_key
from directory.catalogue.models import Entry
from directory.freshness.querysets import LinkQuerySet

FAILED = "failed: "  # and the kind of an error that nobody expected


class Link(models.Model):
    """One address that an entry leads to, and what came of asking it."""

    class State(models.TextChoices):
        UNCHECKED = "unchecked", "Not checked yet"
        WORKS = "works", "Works"
        MOVED = "moved", "Now goes to a different address"
        CHANGED = "changed", "Now has a different title"
        FAILING = "failing", "Did not answer last time"
        BROKEN = "broken", "Broken"
        REFUSED = "refused", "Does not allow checks"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links")
    address = models.URLField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.UNCHECKED)
    checked_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField("next check", default=timezone.now, db_index=True)
    status = models.PositiveSmallIntegerField("answer", null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    leads_to = models.CharField("goes to", max_length=2000, blank=True)
    accepted_target = models.CharField(
        "goes to, as a curator has accepted", max_length=2000, blank=True, editable=False
    )
    title = models.CharField("title of the page", max_length=200, blank=True)
    title_before = models.CharField("previous title", max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField("failed checks in a row", default=0)
    failing_since = models.DateTimeField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["failing_since", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "address"], name="link_once_for_an_entry")]

    def __str__(self):
        return self.address

    @property
    def field(self):
        """What the entry calls this address."""
        return "Web address" if self.address == self.entry.url else "Booking address"

    @property
    def answer_in_words(self):
        """What came of asking it last, and when."""
        if self.checked_at is None:
            return "Not checked yet"
        said = self.problem or (f"Answer {self.status}" if self.status else "")
        when = f"{timezone.localtime(self.checked_at):%-d %B %Y}"
        return ", ".join(part for part in (self.get_state_display(), said.rstrip("."), when) if part)

    @property
    def can_follow(self):
        """Whether where it leads may be meant to stay."""
        return bool(self.leads_to) and self.state in (self.State.MOVED, self.State.CHANGED)

    @property
    def strays(self):
        """Whether it leads to another address than its own and the one that somebody has accepted."""
        return bool(self.leads_to) and address_key(self.leads_to) != address_key(self.accepted_target)


class JobRun(models.Model):
    """Work that the site does by itself: when it last did, what came of it, and which process is at it now."""

    name = models.CharField(max_length=30, unique=True)
    words = models.CharField(max_length=100, blank=True)
    every = models.DurationField(default=timedelta(days=1))
    known_since = models.DateTimeField(default=timezone.now)
    ran_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)
    failed = models.BooleanField(default=False)
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)

    def __str__(self):
        return self.name

    @property
    def reason(self):
        """Why it was not done, where it could say so itself."""
        return self.outcome if self.failed and not self.outcome.startswith(FAILED) else ""

    def is_late(self, now):
        """Whether it has not run for so long that whoever runs the site should look."""
        return (self.ran_at or self.known_since) < now - self.every * 1.2 - timedelta(hours=1)


class Clock(models.Model):
    """One row: when somebody last looked at the clock, and since when it has been in doubt after a jump."""

    ONLY = 1

    seen_at = models.DateTimeField()
    doubted_since = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.seen_at}"

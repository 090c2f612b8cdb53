import secrets
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.catalogue.choices import Kind
from directory.catalogue.models import Entry
from directory.curation.criteria import CRITERIA
from directory.curation.querysets import AssessmentQuerySet, HelpedQuerySet, LinkQuerySet, MessageQuerySet


def a_token():
    return secrets.token_urlsafe(16)


def somebody(**options):
    """Who did it. Accounts of people who leave are deactivated, so the answer stays."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class StarterRecord(models.Model):
    """A record of the starter content that has been loaded once and is the curators' from then on.

    It outlives its entry: what curators delete does not come back.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    reference = models.SlugField(max_length=60)
    entry = models.OneToOneField(Entry, on_delete=models.SET_NULL, null=True, related_name="starter_record")
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="starter_record_once")]

    def __str__(self):
        return f"{self.kind} {self.reference}"


# Quality


class Assessment(models.Model):
    """One round of quality review: what two reviewers found, what came of it, and until when that is good."""

    class Result(models.TextChoices):
        OPEN = "open", "Being reviewed"
        ASSURED = "assured", "Quality assured"
        CARE = "care", "Useful with adaptation or care"
        NOT_MET = "not_met", "Does not meet the criteria"
        DISPUTED = "disputed", "The reviewers disagree: the steering group decides"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="assessments")
    opened_at = models.DateTimeField(default=timezone.now)
    result = models.CharField(max_length=10, choices=Result, default=Result.OPEN)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = somebody(null=True, blank=True)
    why = models.TextField(blank=True, help_text="How the steering group decided.")
    good_until = models.DateField("next review", null=True, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)
    lapsed_because = models.CharField(max_length=300, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(result__in=["open", "disputed"]), name="assessment_one_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.entry}: {self.get_result_display()}"

    @property
    def is_open(self):
        return self.result in (self.Result.OPEN, self.Result.DISPUTED)

    @property
    def roles(self):
        """The reviewers' roles in one phrase: all that readers are told of them."""
        roles = [review.get_role_display() for review in self.reviews.all()]
        return " and ".join(f"a {role[0].lower() + role[1:] if not role[:2].isupper() else role}" for role in roles)

    @property
    def met(self):
        """The criteria that every reviewer found met, as titles."""
        reviews = list(self.reviews.all())
        return [item.title for item in CRITERIA if all(review.verdict(item.code) == "met" for review in reviews)]


class Review(models.Model):
    """What one reviewer found in one round: code of a criterion -> {"verdict": ..., "note": ...}."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", "PSHE coordinator"
        DSL = "dsl", "Designated safeguarding lead"
        PSHE_LEAD = "pshe_lead", "PSHE lead"
        SAFEGUARDING = "safeguarding", "County safeguarding officer"
        HEALTH = "health", "Health professional"
        STEERING = "steering", "Member of the PSHE steering group"

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="reviews")
    reviewer = somebody()
    role = models.CharField("your role", max_length=15, choices=Role, help_text="Readers see it; never your name.")
    at = models.DateTimeField(auto_now_add=True)
    judgements = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "reviewer"], name="review_once_by_each")]

    def __str__(self):
        return f"{self.assessment.entry}, {self.get_role_display()}"

    def verdict(self, code):
        return self.judgements.get(code, {}).get("verdict", "")


# Freshness


class Link(models.Model):
    """One address that an entry leads to, and what came of asking it."""

    class State(models.TextChoices):
        UNCHECKED = "unchecked", "Not checked yet"
        WORKS = "works", "Works"
        MOVED = "moved", "Leads to another address now"
        CHANGED = "changed", "Has another title now"
        FAILING = "failing", "Did not answer last time"
        BROKEN = "broken", "Broken"
        REFUSED = "refused", "Does not let us check"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links")
    address = models.URLField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.UNCHECKED)
    checked_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField("next check", default=timezone.now, db_index=True)
    status = models.PositiveSmallIntegerField("answer", null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    leads_to = models.CharField("leads to", max_length=2000, blank=True)
    title = models.CharField("title of the page", max_length=200, blank=True)
    title_before = models.CharField("title before", max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField("failed in a row", default=0)
    failing_since = models.DateTimeField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["failing_since", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "address"], name="link_once_for_an_entry")]

    def __str__(self):
        return self.address


class Chore(models.Model):
    """Work that the bank does by itself, such as each night: when it last did, and what came of it."""

    name = models.CharField(max_length=30, unique=True)
    ran_at = models.DateTimeField()
    outcome = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return self.name


# Listening


class Message(models.Model):
    """What somebody told us without an account: something to add, or something wrong with an entry.

    Nothing says who it was. Whoever sent it may follow it by its private address, if they kept that.
    """

    class Purpose(models.TextChoices):
        SUGGESTION = "suggestion", "Suggestion"
        PROBLEM = "problem", "Problem"

    class State(models.TextChoices):
        NEW = "new", "Received"
        IN_HAND = "in_hand", "Being looked at"
        DONE = "done", "Done"
        DECLINED = "declined", "Not taken up"

    class Trouble(models.TextChoices):
        NUMBER = "number", "A telephone number or address is wrong"
        LINK = "link", "The link does not work"
        CLOSED = "closed", "It has closed, or has been replaced"
        UNSUITABLE = "unsuitable", "It is not right for the ages or needs given"
        HARMFUL = "harmful", "Something in it could harm a child"
        OTHER = "other", "Something else"

    purpose = models.CharField(max_length=12, choices=Purpose)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    token = models.CharField(max_length=40, unique=True, default=a_token, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    trouble = models.CharField("what is wrong", max_length=12, choices=Trouble, blank=True)
    title = models.CharField(max_length=200, blank=True)
    url = models.URLField("web address", max_length=500, blank=True)
    words = models.TextField(blank=True)
    details = models.JSONField(
        default=dict, blank=True, help_text="What a guided form asked for: field of the draft -> text or codes."
    )
    received_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = somebody(null=True, blank=True)
    reply = models.TextField(blank=True, help_text="The sender can read it at their private address. Name nobody.")

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]

    def __str__(self):
        return self.title or (self.entry.title if self.entry else self.get_purpose_display())

    @property
    def is_open(self):
        return self.state in (self.State.NEW, self.State.IN_HAND)


class Helped(models.Model):
    """How many said on one day that an entry helped, or that it did not. Nothing is kept of the people."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="helped")
    day = models.DateField()
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)

    objects = HelpedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "day"], name="helped_once_a_day")]

    def __str__(self):
        return f"{self.entry}: {self.yes} yes, {self.no} no"


class Submission(models.Model):
    """That somebody sent a form, so that nobody sends hundreds. `sender` is a keyed hash that changes every day."""

    limit = models.CharField(max_length=10, help_text="The name of the limit that it counts for.")
    sender = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self):
        return f"Sent at {self.at}"


# Many at once


class BulkEdit(models.Model):
    """One change to many entries; its id stands in the history of each, so that it can be undone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = somebody()
    at = models.DateTimeField(default=timezone.now)
    what = models.TextField(help_text="What was changed, in words.")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return self.what


class Upload(models.Model):
    """A file that somebody is about to import, from its preview until it is confirmed; a day at most."""

    by = somebody()
    at = models.DateTimeField(default=timezone.now)
    previewed_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    content = models.BinaryField()

    def __str__(self):
        return self.name

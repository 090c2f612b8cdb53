"""What readers send, and nothing of who they are."""

from hashlib import sha256

from django.db import models
from django.utils import timezone

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.inbox.querysets import HelpfulVotesQuerySet, MessageQuerySet
from directory.privacy.long_texts import LongText
from directory.privacy.secret_addresses import secret_token
from directory.staff.staff_member_field import staff_member


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
        DECLINED = "declined", "Not taken forward"

    class Trouble(models.TextChoices):
        NUMBER = "number", "A telephone number or address is wrong"
        LINK = "link", "The link does not work"
        CLOSED = "closed", "It has closed, or has been replaced"
        UNSUITABLE = "unsuitable", "It is not right for the ages or needs shown"
        HARMFUL = "harmful", "Something in it could harm a child"
        OTHER = "other", "Something else"

    sent_once = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="A digest of the form and what was sent with it: sent twice, it is one message.",
    )
    purpose = models.CharField(max_length=12, choices=Purpose)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    token = models.CharField(max_length=40, unique=True, default=secret_token, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    trouble = models.CharField("what is wrong", max_length=12, choices=Trouble, blank=True)
    title = models.CharField(max_length=200, blank=True)
    url = models.URLField("web address", max_length=500, blank=True)
    words = LongText(blank=True, longest=50_000)
    details = models.JSONField(
        default=dict, blank=True, help_text="What a guided form asked for: field of the draft -> text or codes."
    )
    received_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = staff_member(null=True, blank=True)
    reply = LongText(
        blank=True, help_text="The sender can read it at their private address. Do not name anybody.", longest=2_000
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sent_once"], condition=~models.Q(sent_once=""), name="message_sent_once")
        ]

    def __str__(self):
        return self.title or (self.entry.title if self.entry else self.get_purpose_display())

    @property
    def version(self):
        """A digest of what was answered: two people with one version have seen the same."""
        return sha256(f"{self.state}\0{self.reply}".encode()).hexdigest()[:16]

    @property
    def is_open(self):
        return self.state in (self.State.NEW, self.State.IN_HAND)


class HelpfulVotes(models.Model):
    """How many said on one day that an entry helped, or that it did not. Nothing is kept of the people."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="helped")
    day = models.DateField()
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)

    objects = HelpfulVotesQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "day"], name="helped_once_a_day")]

    def __str__(self):
        return f"{self.entry}: {self.yes} yes, {self.no} no"


class Submission(models.Model):
    """That somebody sent a form, so that nobody sends hundreds. `sender` is a keyed hash that changes every day."""

    limit = models.CharField(max_length=10, help_text="The name of the limit that it counts for.")
    sender = models.CharField(max_length=64, db_index=True)
    wider = models.CharField(
        max_length=64, db_index=True, db_default="", help_text="The same of the organisation's range of networks."
    )
    widest = models.CharField(
        max_length=64, db_index=True, db_default="", help_text="The same of the provider's range of networks."
    )
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self):
        return f"Sent at {self.at}"

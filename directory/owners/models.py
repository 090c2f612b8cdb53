"""Who answers for an entry, the links that were sent to them, and the changes that they want."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.correspondence.secret_link import SecretLink
from directory.owners.querysets import ConfirmationLinkQuerySet, OwnerQuerySet, ProposedChangeQuerySet
from directory.staff.staff_member_field import staff_member


class Owner(models.Model):
    """Where we ask whether an entry is right. It is no part of what the entry says."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="owner")
    email = models.EmailField("email address", help_text="If you can, one of an office and not of a person.")
    role = models.CharField(
        max_length=60, default="Office", help_text="Who reads it. A role and not a name. For example: Office."
    )
    every_months = models.PositiveSmallIntegerField(
        "ask again after (months)", default=12, validators=[MinValueValidator(1), MaxValueValidator(36)]
    )
    paused = models.BooleanField("do not write to them", default=False)
    confirmed_at = models.DateTimeField("last answered", null=True, blank=True, editable=False)
    due_on = models.DateField("to be asked", default=timezone.localdate, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = staff_member(null=True, blank=True, editable=False)

    objects = OwnerQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self):
        return f"{self.role}, {self.email}"


class ConfirmationLink(SecretLink):
    """Opens the question whether an entry is right. It takes one answer."""

    class Answer(models.TextChoices):
        RIGHT = "yes", "All still right"
        CHANGE = "change", "Sent a change"
        STOP = "stop", "Asked us to stop"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="confirmation_links")
    reminders = models.PositiveSmallIntegerField(default=0, editable=False)
    answer = models.CharField(max_length=10, choices=Answer, blank=True, editable=False)
    sent = models.CharField(max_length=64, blank=True, editable=False)  # a digest: the same sent twice is one answer

    objects = ConfirmationLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.entry}: asked on {timezone.localdate(self.created_at):%-d %B %Y}"

    @property
    def became(self):
        """What became of it, in words. Whether it was opened is not known, and not asked."""
        if self.used_at:
            return f"{self.get_answer_display()}, {timezone.localdate(self.used_at):%-d %B %Y}"
        if self.revoked_at:
            return f"Withdrawn, {timezone.localdate(self.revoked_at):%-d %B %Y}"
        if self.expires_at <= timezone.now():
            return "No answer"
        return f"No answer yet, reminded {self.reminders} times" if self.reminders else "No answer yet"


class AddressLink(SecretLink):
    """Sent to the old address: only whoever reads that can have us write to another."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    new_email = models.EmailField("new email address")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.entry}: another address"


class ProposedChange(models.Model):
    """What an organisation wants its entry to say, until a curator accepts or refuses it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="proposed_changes")
    link = models.OneToOneField(ConfirmationLink, on_delete=models.SET_NULL, null=True, related_name="change")
    received_at = models.DateTimeField(default=timezone.now)
    seen = models.JSONField(help_text="What the entry said when they looked: see `named_fields`.")
    wanted = models.JSONField(help_text="What they changed of it. Rows stand in the places of those that they saw.")
    closed = models.BooleanField("they have closed", default=False)
    rest_is_right = models.BooleanField("they say that all else is right", default=False)
    words = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = staff_member(null=True, blank=True)
    rang = models.CharField("answered as", max_length=200, blank=True)
    reason = models.TextField(blank=True)

    objects = ProposedChangeQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = "change sent by an organisation"
        verbose_name_plural = "changes sent by organisations"

    def __str__(self):
        return self.entry.title

"""Email that waits to be sent, or was."""

from django.db import models
from django.utils import timezone

from directory.correspondence.querysets import EmailQuerySet


class Email(models.Model):
    """One message to one person. Its words go when it has been sent, and its address a month later."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"  # for ever, if the process died in between: nobody knows whether it left
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"
        HELD = "held", "Held back after a restore"  # it may have been sent before, or tells of what is undone

    key = models.CharField(
        max_length=200, unique=True, help_text="What it says to whom: the same is never sent twice."
    )
    to = models.EmailField("email address", blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    created_at = models.DateTimeField("written", default=timezone.now)
    send_after = models.DateTimeField(default=timezone.now, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField("last tried", null=True, blank=True)
    ended_at = models.DateTimeField("sent, or given up", null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    objects = EmailQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = "email"

    def __str__(self):
        return self.subject

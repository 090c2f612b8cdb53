"""Email that waits to be sent, or was."""

from django.db import models
from django.utils import timezone


class Email(models.Model):
    """One message to one person. When it has been sent, or given up, its words and its address can be forgotten."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"  # for ever, if the process died in between: nobody knows whether it left
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"

    key = models.CharField(
        max_length=200, unique=True, help_text="What it says to whom: the same is never sent twice."
    )
    to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    send_after = models.DateTimeField(default=timezone.now, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self):
        return self.subject

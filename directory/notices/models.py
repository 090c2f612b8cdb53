"""Which emails each member of staff wants, and what has been told already."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from directory.who_to_call.models import Contact


class EmailChoices(models.Model):
    """What one person wants to get. Who has chosen nothing gets what these begin with, as far as their role goes."""

    class Reviews(models.TextChoices):
        DAILY = "daily", "Once a day"
        AT_ONCE = "at_once", "Straight away"
        NEVER = "never", "Never"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="email_choices")
    harm = models.BooleanField("Straight away: a reader reports that something could harm a child", default=True)
    contacts = models.BooleanField(
        "Straight away: a number in the urgent help band or “Who do I call?” is hidden, broken or overdue a check",
        default=True,
    )
    digest = models.BooleanField("On weekday mornings: what waits on your desk, if anything does", default=True)
    reviews = models.CharField(
        "When something waits for your review", max_length=10, choices=Reviews, default=Reviews.DAILY
    )
    own_work = models.BooleanField("When what you wrote is published, or is sent back to you", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "emails I get"

    def __str__(self):
        return f"Emails for {self.user}"


class DigestDay(models.Model):
    """A day whose digests have been written: there is one a day, whatever happens later."""

    day = models.DateField(unique=True)

    def __str__(self):
        return str(self.day)


class ContactProblem(models.Model):
    """What is wrong with somebody whom readers are told to call, kept for as long as it is so."""

    class Problem(models.TextChoices):
        HIDDEN = "hidden", "readers cannot see it"
        GONE = "gone", "it has closed or been replaced"
        BROKEN = "broken", "its web address does not work"
        OVERDUE = "overdue", "nobody has checked it in time"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    problem = models.CharField(max_length=10, choices=Problem)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "problem"], name="contact_problem_once"),
            models.CheckConstraint(
                condition=models.Q(problem__in=["hidden", "gone", "broken", "overdue"]), name="contact_problem_known"
            ),
        ]

    def __str__(self):
        return f"{self.contact}: {self.get_problem_display()}"

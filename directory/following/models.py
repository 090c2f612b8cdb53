"""The banks that are followed, what they propose, what was decided of it, and where entries came from."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.correspondence.rendering import site_address
from directory.following.bank_addresses import LONGEST, tidy, validate_bank_address
from directory.following.querysets import BankQuerySet, OriginQuerySet, ProposalQuerySet
from directory.staff.staff_member_field import staff_member
from directory.taxonomy.models import Topic

MOST_BANKS = 20  # a night is long enough for them


def all_kinds():
    return list(Kind.values)


class Bank(models.Model):
    """Another bank, whose published files are read each night."""

    class State(models.TextChoices):
        FOLLOWED = "followed", "Read each night"
        PAUSED = "paused", "Paused: not read, and what it proposed still waits"
        STOPPED = "stopped", "Stopped: not read, and what it proposed is out of the way"

    name = models.CharField(
        max_length=100,
        unique=True,
        help_text="Readers see it on what came from there. For example: Derbyshire’s resource bank.",
    )
    address = models.URLField(
        "web address",
        max_length=LONGEST,
        unique=True,
        validators=[validate_bank_address],
        help_text="Where its pages begin, such as https://resources.example.org. Its files are read below /data/.",
    )
    kinds = models.JSONField(default=all_kinds, help_text="Only what is national comes, whatever its kind.")
    topics = models.ManyToManyField(
        Topic,
        blank=True,
        related_name="+",
        help_text="Choose none for all topics.",
        limit_choices_to={"retired": False},
    )
    state = models.CharField(
        "reading",
        max_length=8,
        choices=State,
        default=State.FOLLOWED,
        help_text="Entries that you accepted always stay.",
    )

    asked = models.BooleanField(default=True, editable=False)  # somebody waits for it to be read
    tried_at = models.DateTimeField(null=True, editable=False)
    read_at = models.DateTimeField("last read", null=True, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    outcome = models.TextField("what came", blank=True, editable=False)
    files = models.JSONField(default=dict, editable=False)  # what was last read: kind -> the checksum of its file
    more = models.PositiveIntegerField("more that waits there", default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = BankQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "bank that we follow"
        verbose_name_plural = "banks that we follow"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["followed", "paused", "stopped"]), name="followed_bank_state_known"
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        self.address = tidy(self.address)
        if self.address == site_address("").rstrip("/"):
            raise ValidationError({"address": "This is the address of this bank."})
        if not self.pk and Bank.objects.count() >= MOST_BANKS:
            raise ValidationError(f"You can follow at most {MOST_BANKS} banks.")

    def read_anew(self):
        """Have all of it read at the next opportunity, whatever is known of it."""
        self.files, self.asked = {}, True


class TheirEntry(models.Model):
    """An entry of another bank that is one of ours, or that somebody here did not want."""

    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="entries")
    uuid = models.UUIDField(help_text="Its permanent identifier there.")
    kind = models.CharField(max_length=20, choices=Kind)
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, related_name="their_entries")
    record = models.JSONField(help_text="What it said when somebody last decided on it. See `reading.records`.")
    gone = models.BooleanField(default=False, help_text="It is withdrawn there, and somebody here knows.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bank", "uuid"], name="their_entry_once")]

    def __str__(self):
        return f"{self.record.get('title', '')}, {self.bank}"


class Proposal(models.Model):
    """Something that another bank says and ours does not, until a curator decides."""

    class What(models.TextChoices):
        WITHDRAWN = "withdrawn", "Withdrawn there"
        CHANGED = "changed", "Changed there"
        NEW = "new", "New"
        ALIKE = "alike", "Like one of ours"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"

    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="proposals")
    uuid = models.UUIDField(help_text="The permanent identifier of their entry.")
    kind = models.CharField(max_length=20, choices=Kind)
    what = models.CharField("what happened", max_length=9, choices=What)
    rank = models.PositiveSmallIntegerField(help_text="Lower numbers come first.")
    title = models.CharField(max_length=200)
    page = models.CharField(max_length=500, blank=True, help_text="Their page about it.")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, related_name="bank_proposals")
    record = models.JSONField(default=dict, help_text="What theirs says. See `reading.records`.")
    origins = models.JSONField(default=list, help_text="Where theirs came from: [identifier, bank, address] of each.")
    received_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = staff_member(null=True)
    rang = models.CharField("answered as", max_length=200, blank=True)
    reason = models.TextField(blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "received_at", "pk"]
        verbose_name = "proposal of another bank"
        verbose_name_plural = "proposals of other banks"
        indexes = [models.Index(fields=["state", "rank"], name="bank_proposal_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["bank", "uuid"], condition=models.Q(state="waiting"), name="bank_proposal_waits_once"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def page_is_theirs(self):
        """Whether their page is on the site of the bank that we follow: what they say leads nobody anywhere else."""
        return self.page.startswith(f"{self.bank.address}/")


class Origin(models.Model):
    """An entry of another bank that one of ours is based on. Readers and other systems see it."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="origins")
    uuid = models.UUIDField(db_index=True)
    bank = models.CharField(max_length=100)
    address = models.URLField(max_length=LONGEST)
    accepted = models.BooleanField(
        db_default=False,
        help_text="We took it over from this bank ourselves. Any other is what such a bank says of a third one.",
    )

    objects = OriginQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "uuid"], name="origin_once")]

    def __str__(self):
        return f"{self.entry}: {self.bank}"

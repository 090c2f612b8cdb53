"""The entry: everything a school can find is one row here, with a few fields of its own in its kind's table."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from directory.catalogue.choices import STANDING_IN_WORDS, Action, Confidence, Kind, Quality, State, Status
from directory.catalogue.querysets import ChangeQuerySet, EntryQuerySet
from directory.catalogue.words import ages_in_words
from directory.taxonomy.models import Ability, Audience, Cost, District, Sector, Topic

OLDEST_AGE = 25
RESERVED = {
    "compare",
    "contribute",
    "timeline",
    "calendar",
    "checklist",
}  # pages of their own beside those of entries


class TopicTagging(ItemBase):
    tag = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="taggings")
    content_object = models.ForeignKey("catalogue.Entry", on_delete=models.CASCADE, related_name="taggings")

    natural_key_fields = ["tag", "content_object"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="topic_tagged_once"),
        ]

    @transaction.atomic  # with all that follows from it
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)


class Entry(models.Model):
    """One thing in the bank. Only its kinds (`Resource`, `Organisation`...) are created; all are found here."""

    KIND = None  # set by each kind
    ROWS = {}  # rows of its own that belong to what it says: accessor -> the names of their fields

    # What an entry needs before readers may see it: attribute -> the curator's words for it.
    NEEDED_TO_PUBLISH = {
        "summary": "a summary",
        "age_min": "the youngest age",
        "age_max": "the oldest age",
        "sectors": "at least one sector",
        "audiences": "at least one audience",
        "topics": "at least one topic",
        "districts": "at least one district, or National",
        "cost": "a cost",
    }

    kind = models.CharField(max_length=20, choices=Kind, editable=False)
    title = models.CharField(max_length=200)
    slug = models.SlugField(
        "address", max_length=100, blank=True, help_text="Made from the title. Old addresses keep working."
    )
    reference = models.SlugField(
        max_length=100,
        blank=True,
        editable=False,
        help_text="Never changes: imports and exports know an entry by it, even after its address has changed.",
    )
    aliases = models.TextField(
        "other names", blank=True, help_text="Names and acronyms that people search for, one per line."
    )
    summary = models.TextField(
        blank=True, help_text="One or two plain sentences: what it is and what it is good for."
    )
    url = models.URLField("web address", max_length=500, blank=True)

    age_min = models.PositiveSmallIntegerField("youngest age", null=True, blank=True, help_text="Whole years.")
    age_max = models.PositiveSmallIntegerField("oldest age", null=True, blank=True, help_text="Whole years.")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="entries")
    abilities = models.ManyToManyField(Ability, blank=True, related_name="entries")
    audiences = models.ManyToManyField(Audience, blank=True, related_name="entries")
    districts = models.ManyToManyField(District, blank=True, related_name="entries")
    topics = TaggableManager("topics", through=TopicTagging, blank=True, help_text="")
    cost = models.ForeignKey(Cost, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")

    content_warning = models.TextField(
        blank=True, help_text="Shown before anything else if the material is explicit or distressing."
    )
    how_to_use = models.TextField(blank=True)
    when_not_to_use = models.TextField(blank=True)
    what_next = models.TextField("what to do next", blank=True)

    cites = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="cited_by",
        verbose_name="rests on",
        help_text="Guidance in the bank that it quotes or follows. When that is replaced, its quality mark lapses.",
    )

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    publish_at = models.DateTimeField("to be published", null=True, blank=True, editable=False)
    published_at = models.DateTimeField("first published", null=True, blank=True, editable=False)
    status = models.CharField(
        max_length=10,
        choices=Status,
        default=Status.ACTIVE,
        help_text="Is the thing itself still there? If it is closed or superseded, name what replaces it below.",
    )
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    quality = models.CharField(max_length=15, choices=Quality, default=Quality.UNREVIEWED, editable=False)
    quality_until = models.DateField("quality mark good until", null=True, blank=True, editable=False)
    unreachable_since = models.DateField("not reached since", null=True, blank=True, editable=False)
    checked_on = models.DateField(
        "last checked", null=True, blank=True, help_text="The day somebody checked the facts at their source."
    )
    review_due_on = models.DateField(
        "review due", null=True, blank=True, help_text="Left empty, it is set from the day of the last check."
    )

    expires_on = models.DateField(
        "last day of use",
        null=True,
        blank=True,
        help_text="Only for what ends: an offer, a funded programme. After it, it sinks in lists and says so.",
    )

    confidence = models.CharField(max_length=6, choices=Confidence, default=Confidence.MEDIUM)
    source = models.CharField(max_length=300, blank=True, help_text="Where the facts come from.")
    note = models.TextField("note for curators", blank=True, help_text="Readers never see this.")
    named_in_review = models.BooleanField("named in the county review of 2022", default=False)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["title"]
        permissions = [
            ("edit_any_draft", "Can see and edit anybody's draft"),
            ("unpublish_entry", "Can take an entry from readers at once"),
            ("review_entry", "Can approve, publish, send back, archive and correct what is published"),
            ("assure_entry", "Can review the quality of an entry"),
            ("bulk_edit_entry", "Can change many entries at once"),
            ("import_entry", "Can import entries"),
            ("export_entry", "Can export entries"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="entry_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="entry_state_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="entry_status_known"),
            models.CheckConstraint(condition=Q(quality__in=Quality.values), name="entry_quality_known"),
            models.CheckConstraint(condition=Q(confidence__in=Confidence.values), name="entry_confidence_known"),
            models.UniqueConstraint(fields=["kind", "slug"], name="entry_slug_once_per_kind"),
            models.UniqueConstraint(fields=["kind", "reference"], name="entry_reference_once_per_kind"),
            models.CheckConstraint(
                condition=Q(age_max__gte=F("age_min")),
                name="entry_ages_in_order",
                violation_error_message="The oldest age is below the youngest.",
            ),
            models.CheckConstraint(
                condition=Q(age_min__isnull=True, age_max__isnull=True)
                | Q(age_min__isnull=False, age_max__isnull=False, age_max__lte=OLDEST_AGE),
                name="entry_ages_both_or_neither",
                violation_error_message=f"Give both ages, from 0 to {OLDEST_AGE}, or neither.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED)
                | (~Q(summary="") & Q(age_min__isnull=False, cost__isnull=False, published_at__isnull=False)),
                name="entry_published_is_complete",
                violation_error_message="A published entry has a summary, an age range and a cost.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED, status__in=[Status.SUPERSEDED, Status.CLOSED])
                | Q(successor__isnull=False),
                name="entry_names_successor",
                violation_error_message=(
                    "A closed or superseded entry names what replaces it. If nothing does, archive it instead."
                ),
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("pk")),
                name="entry_not_its_own_successor",
                violation_error_message="An entry cannot replace itself.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED, confidence=Confidence.LOW),
                name="entry_low_confidence_unpublished",
                violation_error_message="Facts of low confidence are checked before they are published.",
            ),
        ]
        indexes = [models.Index(fields=["state", "kind"], name="entry_state_kind")]

    def __str__(self):
        return self.title

    @transaction.atomic  # with all that follows from it: Django tells of a save only after its own transaction
    def save(self, *args, **kwargs):
        if self.KIND:
            self.kind = self.KIND
        if not self.slug:
            self.slug = self.free_slug()
        if not self.reference:
            self.reference = self.free_reference()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """The public page; for an entry that readers cannot see, the curators' preview of it."""
        view = "detail" if self.state in (State.PUBLISHED, State.ARCHIVED) else "preview"
        return reverse(f"{Kind(self.kind).namespace}:{view}", args=[self.slug])

    def free_slug(self):
        """An address made from the title that no other entry of this kind has or had."""
        stem = slugify(self.title)[:90] or self.kind
        taken = set(
            Entry.objects.of_kind(self.kind).filter(slug__startswith=stem).values_list("slug", flat=True)
        ) | set(FormerSlug.objects.filter(kind=self.kind, slug__startswith=stem).values_list("slug", flat=True))
        return first_free(stem, taken | RESERVED)

    def free_reference(self):
        """The name by which imports know it: its first address, unless another entry began with that one."""
        stem = self.slug[:90]
        others = Entry.objects.of_kind(self.kind).filter(reference__startswith=stem)
        return first_free(stem, set(others.values_list("reference", flat=True)))

    @cached_property
    def specific(self):
        """The same entry as its own kind."""
        return self if self.KIND else getattr(self, Kind(self.kind).model_name)

    @property
    def version(self):
        """The number of its last change; 0 before the first is kept."""
        last = self.changes.only("number").first() if self.pk else None
        return last.number if last else 0

    @property
    def ages(self):
        return ages_in_words(self.age_min, self.age_max)

    @property
    def standing_in_words(self):
        return STANDING_IN_WORDS[self.status]

    @property
    def replacement(self):
        """The successor, if readers can see it."""
        return self.successor if self.successor_id and self.successor.is_published else None

    @property
    def is_published(self):
        return self.state == State.PUBLISHED

    @property
    def is_active(self):
        return self.status == Status.ACTIVE

    @property
    def details_being_checked(self):
        """What readers are told of an entry whose facts nobody has confirmed yet."""
        return self.confidence == Confidence.MEDIUM and self.checked_on is None

    @property
    def is_overdue(self):
        return self.review_due_on is not None and self.review_due_on < timezone.localdate()

    @property
    def is_expired(self):
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    @property
    def is_quality_assured(self):
        """Whether it carries the mark today: a mark ends with its day, whether or not anything has noted that yet."""
        in_date = self.quality_until is None or self.quality_until >= timezone.localdate()
        return self.quality == Quality.QUALITY_ASSURED and in_date

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
        """The day after which it ranks below what is there and in date; None if no such day is known.

        `EntryQuerySet.with_standing` is the same rule for the database.
        """
        unreachable = self.unreachable_since and self.unreachable_since - timedelta(days=1)
        return min(filter(None, [self.review_due_on, self.expires_on, unreachable]), default=None)

    @property
    def review_months(self):
        """How long a check stays good."""
        return 12

    def publication_problems(self, chosen=None):
        """What keeps this entry from readers, in the curator's words; empty if nothing does.

        `chosen` maps attribute names to values not yet saved (a form's cleaned data); the others are as they are.
        """
        given = self.given(self.NEEDED_TO_PUBLISH, chosen)
        problems = [f"Add {words}." for name, words in self.NEEDED_TO_PUBLISH.items() if is_empty(given.get(name))]
        if self.confidence == Confidence.LOW:
            problems.append("Check the facts first: confidence is low.")
        if self.status in (Status.CLOSED, Status.SUPERSEDED) and not self.successor_id:
            problems.append("Name what replaces it, or archive it.")
        if self.successor_id and not self.successor.is_active:
            problems.append("What replaces it is itself no longer there: name something that is.")
        return problems

    def given(self, names, chosen):
        """Name -> value of each of `names`, from `chosen` where it has one; many-to-many terms as lists."""
        values = {name: (chosen or {}).get(name, getattr(self, name)) for name in names}
        return {name: list(value.all()) if hasattr(value, "all") else value for name, value in values.items()}


class Change(models.Model):
    """One line of an entry's history: what was done, who did it and why, and all that the entry said after it."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,  # whoever leaves is deactivated: history keeps saying who it was
        null=True,
        related_name="entry_changes",
        help_text="Nobody: the bank itself did it.",
    )
    action = models.CharField(max_length=12, choices=Action)
    why = models.TextField(blank=True)
    override = models.BooleanField(default=False, help_text="Somebody published their own work, and said why.")
    batch = models.UUIDField(null=True, db_index=True, help_text="Shared by the changes of one bulk edit or import.")
    state = models.CharField(max_length=10, choices=State)
    record = models.JSONField(help_text="What the entry said: field -> plain value. See `records`.")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="change_number_once"),
            models.CheckConstraint(condition=Q(action__in=Action.values), name="change_action_known"),
        ]

    def __str__(self):
        return f"{self.entry}, {self.number}: {self.get_action_display()}"


class FormerSlug(models.Model):
    """An address that an entry once had: it redirects to today's address for ever."""

    kind = models.CharField(max_length=20, choices=Kind)
    slug = models.SlugField(max_length=100)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_once_per_kind")]

    def __str__(self):
        return self.slug


def first_free(stem, taken):
    """`stem`, or the first of stem-2, stem-3... that is not taken."""
    candidates = [stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)


def is_empty(value):
    """An age of nought is a value; an empty text or list of terms is none."""
    return not value and value != 0

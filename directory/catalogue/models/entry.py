"""The entry: everything a school can find is one row here, with a few fields of its own in its kind's table."""

from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from taggit.managers import TaggableManager

from directory.catalogue.kinds import Kind
from directory.catalogue.models.fit import EntryFit
from directory.catalogue.models.former_slug import FormerSlug
from directory.catalogue.models.publication_requirements import PublicationRequirements
from directory.catalogue.models.standing import EntryStanding
from directory.catalogue.models.topic_tagging import TopicTagging
from directory.catalogue.needs import is_for_staff, with_needs_said
from directory.catalogue.querysets import EntryQuerySet
from directory.catalogue.states import Confidence, Quality, State, Status
from directory.privacy.long_texts import LongText
from directory.taxonomy.models import Ability, Audience, Cost, District, Sector

OLDEST_AGE = 25

RESERVED_REFUSED = "A page of this site has this web address. Choose another."
RESERVED = {
    "compare",
    "contribute",
    "timeline",
    "calendar",
    "checklist",
}  # pages of their own beside those of entries


class Entry(EntryFit, EntryStanding, PublicationRequirements, models.Model):
    """One thing in the bank. Only its kinds (`Resource`, `Organisation`...) are created; all are found here."""

    KIND = None  # set by each kind
    who_publishes = ""  # "Published by NSPCC", for the kinds of which it can be known
    TOGETHER = (("age_min", "age_max"), ("status", "successor"), ("checked_on", "review_due_on"))  # one choice each
    CURATORS_ONLY = ("note", "source", "named_in_review")  # what readers never see of what it says
    ROWS = {}  # rows of its own that belong to what it says: accessor -> the names of their fields

    kind = models.CharField(max_length=20, choices=Kind, editable=False)
    uuid = models.UUIDField(
        "permanent identifier",
        default=uuid4,
        unique=True,
        editable=False,
        help_text="Never changes: other systems know an entry by it.",
    )
    title = models.CharField(max_length=200)
    slug = models.SlugField(
        "address", max_length=100, blank=True, help_text="Made from the title. Old addresses keep working."
    )
    reference = models.SlugField(
        max_length=100,
        blank=True,
        editable=False,
        help_text="Never changes. Imports and exports identify the entry by it, even if its address changes.",
    )
    aliases = LongText(
        "other names", blank=True, help_text="Other names and abbreviations that people search for, one per line."
    )
    summary = LongText(
        blank=True,
        help_text="One or two plain sentences that say what it is and what it is useful for.",
        longest=2_000,
    )
    url = models.URLField("web address", max_length=500, blank=True)

    age_min = models.PositiveSmallIntegerField("youngest age", null=True, blank=True, help_text="Whole years.")
    age_max = models.PositiveSmallIntegerField("oldest age", null=True, blank=True, help_text="Whole years.")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="entries")
    abilities = models.ManyToManyField(Ability, blank=True, related_name="entries")
    for_everyone = models.BooleanField(
        "for everyone, whatever their needs",
        default=False,
        help_text="Only if its provider says so, or it is a helpline. If not said, leave this and the needs empty.",
    )
    audiences = models.ManyToManyField(Audience, blank=True, related_name="entries")
    districts = models.ManyToManyField(District, blank=True, related_name="entries")
    topics = TaggableManager("topics", through=TopicTagging, blank=True, help_text="", ordering=["order", "code"])
    cost = models.ForeignKey(Cost, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")

    content_warning = LongText(
        blank=True, help_text="Readers see this first. Use it if the material is explicit or distressing."
    )
    how_to_use = LongText(blank=True)
    when_not_to_use = LongText(blank=True)
    what_next = LongText("what to do next", blank=True)

    cites = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="cited_by",
        verbose_name="based on",
        help_text="Guidance here that it quotes or follows. If that is replaced, the quality mark lapses.",
    )

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    publish_at = models.DateTimeField("to be published", null=True, blank=True, editable=False)
    published_at = models.DateTimeField("first published", null=True, blank=True, editable=False)
    status = models.CharField(
        max_length=10,
        choices=Status,
        default=Status.ACTIVE,
        help_text="Is it still available? If it is closed or superseded, say below what replaces it.",
    )
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    quality = models.CharField(max_length=15, choices=Quality, default=Quality.UNREVIEWED, editable=False)
    quality_until = models.DateField("quality mark good until", null=True, blank=True, editable=False)
    unreachable_since = models.DateField("website not reached since", null=True, blank=True, editable=False)
    checked_on = models.DateField(
        "last checked", null=True, blank=True, help_text="The date somebody checked the facts at their source."
    )
    review_due_on = models.DateField(
        "review due",
        null=True,
        blank=True,
        help_text="If you leave this empty, it is set from the date of the last check.",
    )

    expires_on = models.DateField(
        "end date",
        null=True,
        blank=True,
        help_text="Only for things that end, such as an offer. After this date it moves down lists and says so.",
    )

    confidence = models.CharField(max_length=6, choices=Confidence, default=Confidence.MEDIUM)
    source = models.CharField(max_length=300, blank=True, help_text="Where the facts come from.")
    note = LongText("note for curators", blank=True, help_text="Readers never see this.")
    named_in_review = models.BooleanField("named in the county's review", default=False)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["title", "pk"]
        permissions = [
            ("edit_any_draft", "Can see and edit anybody's draft"),
            ("unpublish_entry", "Can hide an entry from readers straight away"),
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
                violation_error_message="The oldest age cannot be lower than the youngest age.",
            ),
            models.CheckConstraint(
                condition=Q(age_min__isnull=True, age_max__isnull=True)
                | Q(age_min__isnull=False, age_max__isnull=False, age_max__lte=OLDEST_AGE),
                name="entry_ages_both_or_neither",
                violation_error_message=f"Enter both ages, from 0 to {OLDEST_AGE}, or leave both empty.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED)
                | (~Q(summary="") & Q(age_min__isnull=False, cost__isnull=False, published_at__isnull=False)),
                name="entry_published_is_complete",
                violation_error_message="A published entry must have a summary, an age range and a cost.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED, status__in=[Status.SUPERSEDED, Status.CLOSED])
                | Q(successor__isnull=False),
                name="entry_names_successor",
                violation_error_message=(
                    "Say what replaces a closed or superseded entry. If nothing does, archive it instead."
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
                violation_error_message="Check any facts with low confidence before you publish them.",
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

    @classmethod
    def record_of_today(cls, record):
        """A record of an older release in today's fields. A kind that has changed reads its older ones."""
        return with_needs_said(record, for_staff=is_for_staff(cls.KIND, record.get("resource_kinds", ())))

    @property
    def version(self):
        """The number of its last revision; 0 before the first is kept."""
        last = self.revisions.values_list("number", flat=True).first() if self.pk else None
        return last or 0


def first_free(stem, taken):
    """`stem`, or the first of stem-2, stem-3... that is not taken."""
    candidates = [stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)

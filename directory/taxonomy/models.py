"""The controlled vocabularies: lists of terms with stable codes that every entry is described by.

Codes are stored, shown in addresses and never reused; labels may change. A term that is no longer wanted
is retired, not deleted, so that old addresses and old entries keep their meaning.
"""

from django.core.validators import RegexValidator
from django.db import models, transaction
from taggit.models import TagBase

from directory.privacy.long_texts import LongText

code_validator = RegexValidator(
    r"^[a-z][a-z0-9_]*$", "Use lower-case letters, numbers and underscores. Start with a letter."
)


class Coded(models.Model):
    """What every term has, whatever it is called by."""

    code = models.CharField(
        max_length=60,
        unique=True,
        validators=[code_validator],
        help_text="Never changes once used. Addresses, imports and exports rely on it.",
    )
    hint = models.CharField(max_length=200, blank=True, help_text="A few words that readers see as a hint.")
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")
    retired = models.BooleanField(
        default=False, help_text="A retired term stays on old entries but is not offered for new ones."
    )

    class Meta:
        abstract = True
        ordering = ["order", "code"]

    @transaction.atomic  # with all that follows from it: Django tells of a save only after its own transaction
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)


class Term(Coded):
    label = models.CharField(max_length=120, help_text="The words that readers see.")
    short_label = models.CharField(
        max_length=60,
        blank=True,
        help_text="For lists where there is little room. If you leave this empty, it is the label.",
    )
    search_words = LongText(
        blank=True,
        help_text="Words and phrases, one per line. A search for one of them is filtered by this, and says so.",
    )

    class Meta(Coded.Meta):
        abstract = True

    def __str__(self):
        return self.label

    @property
    def short(self):
        return self.short_label or self.label


class AgeBand(Term):
    """A term that stands for ages, in whole years; `age_max` is the birthday reached in the last year."""

    age_min = models.PositiveSmallIntegerField()
    age_max = models.PositiveSmallIntegerField()

    class Meta(Term.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(age_max__gte=models.F("age_min")), name="%(class)s_ages_in_order"
            )
        ]

    @property
    def ages_served(self):
        """The first and last whole-year age of the children in this band: Year 5 is (9, 9)."""
        return self.age_min, max(self.age_min, self.age_max - 1)


class Sector(AgeBand):
    """A phase or type of setting."""


class KeyStage(AgeBand):
    years = models.CharField(max_length=60, blank=True)


class YearGroup(AgeBand):
    key_stage = models.ForeignKey(KeyStage, on_delete=models.PROTECT, related_name="year_groups")


class Ability(Term):
    MAINSTREAM = "mainstream"

    class Area(models.TextChoices):
        """The four broad areas of the SEND code of practice, language, and none in particular."""

        ANY = "any", "Any"
        COGNITION = "cognition_learning", "Cognition and learning"
        COMMUNICATION = "communication_interaction", "Communication and interaction"
        SEMH = "semh", "Social, emotional and mental health"
        SENSORY = "sensory_physical", "Sensory and physical"
        LANGUAGE = "language", "Language"

    area = models.CharField(max_length=30, choices=Area)

    class Meta(Term.Meta):
        verbose_name_plural = "abilities"


class Audience(Term):
    """Who the entry is written for or open to."""


class Cost(Term):
    pass


class HelpKind(Term):
    """What an organisation helps with."""

    class Meta(Term.Meta):
        verbose_name = "kind of help"
        verbose_name_plural = "kinds of help"


class ResourceKind(Term):
    class Use(models.TextChoices):
        TAUGHT = "taught", "Taught with: a lesson, a film, a book"
        GIVEN = "given", "Given to pupils or parents"
        STAFF = "staff", "Read by staff, or a tool they work with"

    use = models.CharField(
        "what it is for",
        max_length=6,
        choices=Use,
        default=Use.STAFF,
        help_text="The first two are lessons and materials. The third is guidance and tools.",
    )

    class Meta(Term.Meta):
        verbose_name = "kind of resource"
        verbose_name_plural = "kinds of resource"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(use__in=["taught", "given", "staff"]), name="resource_kind_use_known"
            )
        ]


class DeliveryMode(Term):
    """How training is given."""


class Place(Term):
    """Where something happened."""


class TrainingLevel(Term):
    pass


class RsheStrand(Term):
    """A strand of the statutory RSHE guidance of 2025, with its name in the guidance of 2019."""

    class Phase(models.TextChoices):
        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"

    phase = models.CharField(max_length=10, choices=Phase)
    label_2019 = models.CharField("label in 2019", max_length=120, blank=True)

    class Meta(Term.Meta):
        verbose_name = "RSHE strand"

    def __str__(self):
        return f"{self.label} ({self.get_phase_display().lower()})"

    @property
    def short(self):
        """Primary and secondary strands share their names: beside each other only the phase tells them apart."""
        return str(self)


class District(Term):
    """A district of the county, its neighbour, or the whole nation: "national" is a value, not an absence."""

    NATIONAL = "national"

    class Type(models.TextChoices):
        DISTRICT = "district", "District"
        BOROUGH = "borough", "Borough"
        UNITARY = "unitary", "Unitary"
        NATIONAL = "national", "National"

    ons_code = models.CharField("ONS code", max_length=9, unique=True)
    type = models.CharField(max_length=10, choices=Type)


class Topic(Coded, TagBase):
    """What an entry is about: a taggit tag, but controlled: curators choose from the list."""

    class Group(models.TextChoices):
        ABUSE = "abuse", "What happened"
        LEARNING = "learning", "What is taught"
        RESPONSE = "response", "What the setting does"

    group = models.CharField(max_length=10, choices=Group)
    sayings = LongText(
        "what people say",
        blank=True,
        help_text="One per line: how readers describe it in their own words, such as “he touched her on the bus”. "
        "A search for words like these leads to this topic. Never a name, nor what a real child said.",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        help_text="Addresses that name this topic find entries about that one.",
    )

    objects = models.Manager()  # taggit's own looks topics up by name

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or self.code.replace("_", "-")
        super().save(*args, **kwargs)

    @property
    def label(self):
        return self.name

    @property
    def today(self):
        """The topic that this one has become part of; itself, unless it was merged."""
        return self.merged_into if self.merged_into_id else self


class GlossaryTerm(models.Model):
    term = models.CharField(max_length=120, unique=True)
    short_forms = models.CharField(max_length=120, blank=True, help_text="Separated by commas.")
    definition = LongText()

    class Meta:
        ordering = ["term"]
        verbose_name = "glossary term"

    def __str__(self):
        return self.term

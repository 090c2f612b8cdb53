from django.db import models

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.organisations.querysets import OrganisationQuerySet
from directory.taxonomy.models import HelpKind

ADULT = 18


class Organisation(Entry):
    """A body that helps children, families or schools: how to reach it and whom it serves."""

    KIND = Kind.ORGANISATION

    class Scope(models.TextChoices):
        LOCAL = "local", "Local"
        NATIONAL = "national", "National"

    help_kinds = models.ManyToManyField(
        HelpKind, blank=True, related_name="organisations", verbose_name="kinds of help"
    )
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.LOCAL)
    phone = models.CharField("telephone", max_length=30, blank=True)
    phone_note = models.CharField(
        "who the number is for",
        max_length=200,
        blank=True,
        help_text="Needed if the number is not for everyone the entry serves. For example: parents only.",
    )
    text_number = models.CharField("text message number", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    hours = models.CharField(
        "opening hours",
        max_length=200,
        blank=True,
        help_text="Write them as readers will see them: Monday to Friday, 9am to 5pm.",
    )
    open_all_hours = models.BooleanField("open 24 hours, every day", default=False)
    referral_route = models.TextField("how to refer", blank=True)
    waiting_time = models.CharField(max_length=200, blank=True)
    crisis = models.BooleanField("answers in a crisis", default=False)
    urgent_order = models.PositiveSmallIntegerField(
        "place in the urgent help band",
        null=True,
        blank=True,
        help_text="Lower numbers come first. If you leave this empty, it is not in the band on every page.",
    )

    objects = OrganisationQuerySet.as_manager()

    NEEDED_TO_PUBLISH = {**Entry.NEEDED_TO_PUBLISH, "help_kinds": "at least one kind of help"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope__in=["local", "national"]), name="organisation_scope_known"
            )
        ]

    @property
    def review_months(self):
        """Telephone numbers go out of date sooner than anything else."""
        return 6 if self.phone or self.text_number else 12

    @property
    def phone_digits(self):
        """The number as a telephone link wants it."""
        return "".join(character for character in self.phone if character in "+0123456789")

    def publication_problems(self, chosen=None):
        given = self.given(("help_kinds", "age_min"), chosen)
        problems = super().publication_problems(chosen)
        serves_adults = any(kind.code == "adults" for kind in given["help_kinds"])
        if serves_adults and (given["age_min"] or 0) < ADULT:
            problems.append("A service for adults must have a youngest age of 18, so that no child is sent to it.")
        return problems

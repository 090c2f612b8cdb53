"""Who stands in each need, which curators decide. What needs there are is for the rules (`needs`)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models

from directory.catalogue.matching_rules import ADULT_SERVICE_AGE
from directory.catalogue.models import OLDEST_AGE, Entry
from directory.organisations.contact_points import Audience, Channel
from directory.organisations.models import ContactPoint
from directory.organisations.opening_times import Opening
from directory.taxonomy.models import District
from directory.who_to_call.needs import CALLED_BY_CHILDREN, NEEDS
from directory.who_to_call.querysets import NOT_FOR_CHILDREN, ContactQuerySet, NeedQuerySet

NOBODY_LEFT = "Leave at least one contact. Readers in an incident are sent here."


class Need(models.Model):
    """What somebody may need in an incident. The rules say when; its contacts come in the curators' order."""

    ROWS = {
        "contacts": ("contact_point", "tool", "youngest", "oldest", "districts", "needs_no_name", "note"),
    }

    code = models.SlugField(max_length=30, unique=True, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return NEEDS[self.code].title if self.code in NEEDS else self.code

    def problems_of(self, said):
        """What readers would lack if it said so."""
        return [] if said.get("contacts") else [NOBODY_LEFT]


@dataclass(frozen=True)
class WebPage:
    """A reporting tool, as a contact point is: something to open."""

    link: str

    channel = Channel.FORM
    is_number = False
    name = for_whom = note = hours_in_words = ""
    opening = Opening(None)

    @property
    def shown(self):
        return urlsplit(self.link).netloc.removeprefix("www.")


class Contact(models.Model):
    """A number, or a reporting tool, in its place in a need. It never reaches beyond what its entry serves."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="contacts")
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")
    contact_point = models.ForeignKey(
        ContactPoint,
        on_delete=models.PROTECT,  # what readers are told to call cannot vanish unnoticed
        null=True,
        blank=True,
        related_name="+",
        verbose_name="number or address of an organisation",
    )
    tool = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="or a page to open",
        help_text="A reporting tool, such as Report Remove. Readers are sent to its web address.",
    )
    youngest = models.PositiveSmallIntegerField(
        "youngest age", null=True, blank=True, help_text="Leave it empty for the ages that the entry serves."
    )
    oldest = models.PositiveSmallIntegerField("oldest age", null=True, blank=True)
    districts = models.ManyToManyField(
        District, blank=True, related_name="+", help_text="Choose none for everywhere that the entry serves."
    )
    needs_no_name = models.BooleanField("callers need not give their name", default=False)
    note = models.CharField(max_length=200, blank=True, help_text="For example: for you, or a parent, to call.")

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contact_point__isnull=True, tool__isnull=False)
                | models.Q(contact_point__isnull=False, tool__isnull=True),
                name="contact_is_one_thing",
                violation_error_message="Choose a number, or a page to open: one of the two.",
            ),
            models.UniqueConstraint(
                fields=["need", "contact_point"],
                name="contact_point_once_in_a_need",
                violation_error_message="This number is already there.",
            ),
            models.UniqueConstraint(
                fields=["need", "tool"],
                name="tool_once_in_a_need",
                violation_error_message="This page is already there.",
            ),
        ]

    def __str__(self):
        return f"{self.need}: {self.title}, {self.number.shown}"

    def clean(self):
        if bool(self.contact_point_id) == bool(self.tool_id):
            return  # the constraint refuses that
        if self.tool_id and not self.tool.url:
            raise ValidationError({"tool": "This entry has no web address to open."})
        if self.is_not_for_children and self.need.code in CALLED_BY_CHILDREN:
            raise ValidationError(
                {"contact_point": "Children call this one. The number is for parents or staff only."}
            )
        first, last = self.own_ages
        for name in ("youngest", "oldest"):
            age = getattr(self, name)
            if age is not None and not first <= age <= last:
                raise ValidationError({name: f"It is for ages {first} to {last}. Enter an age within those."})
        if self.ages[0] > self.ages[1]:
            raise ValidationError({"oldest": "The oldest age cannot be lower than the youngest."})

    @property
    def is_for_children(self):
        return bool(self.contact_point_id) and self.contact_point.audience == Audience.CHILDREN

    @property
    def is_not_for_children(self):
        return bool(self.contact_point_id) and self.contact_point.audience in NOT_FOR_CHILDREN

    @property
    def entry(self):
        return self.contact_point.organisation if self.contact_point_id else self.tool

    @property
    def entry_id(self):
        return self.contact_point.organisation_id if self.contact_point_id else self.tool_id

    @property
    def number(self):
        return self.contact_point if self.contact_point_id else WebPage(self.tool.url)

    @property
    def title(self):
        return self.entry.title

    @property
    def details_being_checked(self):
        return self.entry.details_being_checked

    @property
    def own_ages(self):
        """Those that the entry serves and, of a number, that it is for."""
        first, last = self.entry.age_min or 0, OLDEST_AGE if self.entry.age_max is None else self.entry.age_max
        return max(first, self.contact_point.age_from or 0) if self.contact_point_id else first, last

    @property
    def ages(self):
        """Within its own ages at all times: an entry may come to serve fewer later."""
        first, last = self.own_ages
        return max(first, self.youngest or 0), last if self.oldest is None else min(last, self.oldest)

    @property
    def ages_in_words(self):
        """Nothing for whom it is for from birth."""
        first, last = self.ages
        return "" if first == 0 else f"From age {first}" if last == OLDEST_AGE else f"Ages {first} to {last}"

    def is_closed_at(self, moment):
        """Surely: not where nobody has said when it answers."""
        return bool(self.contact_point_id) and self.contact_point.opening_at(moment).is_open is False

    @property
    def is_always_open(self):
        return bool(self.contact_point_id) and self.contact_point.always_open

    def is_for(self, ages):
        """The whole of an age that is known; of one that is not known, part of it, and never a line for adults."""
        first, last = self.ages
        if ages.known:
            return first <= ages.first and ages.last <= last
        return first < ADULT_SERVICE_AGE and first <= ages.last and ages.first <= last

    @property
    def is_local(self):
        return District.NATIONAL not in {district.code for district in self.entry.districts.all()}

    @property
    def is_of_council(self):
        """Whether it is the council's own: what is local and has concerns about somebody reported to it."""
        own = self.contact_point.organisation if self.contact_point_id else getattr(self.tool, "organisation", None)
        return self.is_local and own is not None and own.takes_concerns

    @property
    def is_telephone(self):
        return self.number.channel == Channel.PHONE

    @property
    def is_web_page(self):
        return self.number.channel == Channel.FORM

    def serves(self, districts):
        """Whether it is for somebody who lives in one of these districts, given by codes. None: somewhere else."""
        chosen = {district.code for district in self.districts.all()}
        own = {district.code for district in self.entry.districts.all()}
        return (not chosen or bool(chosen & districts)) and (District.NATIONAL in own or bool(own & districts))

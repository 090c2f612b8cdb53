"""How an organisation is reached: one way after the other, each with whom it is for and when it answers."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.utils import timezone

from directory.catalogue.models import OLDEST_AGE
from directory.catalogue.plain_text import ids_in
from directory.organisations.opening_times import BankHolidays, Opening, OpeningTimes
from directory.organisations.telephone import dialled, read_telephone, written

CHECK_NUMBERS_AFTER = 6  # months
DAY_AND_NIGHT = Opening(True, "Open now")


class Channel(models.TextChoices):
    PHONE = "phone", "Telephone"
    TEXT = "text", "Text message"
    EMAIL = "email", "E-mail"
    FORM = "form", "Web form or chat"
    IN_PERSON = "in_person", "In person"


NUMBERS = (Channel.PHONE, Channel.TEXT)
ANSWERED = (*NUMBERS, Channel.FORM)  # a chat is a form


class Audience(models.TextChoices):
    EVERYONE = "everyone", "Everyone"
    CHILDREN = "children", "Children and young people"
    PARENTS = "parents", "Parents and carers"
    SCHOOL_STAFF = "school_staff", "School and college staff"


class ContactPointQuerySet(models.QuerySet):
    def numbers(self):
        """Those that a telephone reaches."""
        return self.filter(channel__in=NUMBERS)

    def of_organisations(self, ids):
        return self.filter(organisation__in=ids)


class ContactPoint(models.Model):
    """One way to reach an organisation.

    `value` is a telephone number (E.164, or a short one as it stands), an e-mail or web address, or a place.
    """

    NAMED_WITH = ("organisation",)  # what `record_name` needs

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="contact_points"
    )
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")
    channel = models.CharField("what it is", max_length=10, choices=Channel, default=Channel.PHONE)
    value = models.CharField(
        "number or address",
        max_length=500,
        help_text="One telephone number, with its extension if it has one; or one e-mail or web address; or a place.",
    )
    extension = models.CharField(max_length=7, blank=True, help_text="Readers see it. A telephone does not dial it.")
    name = models.CharField(
        "what it is called",
        max_length=100,
        blank=True,
        help_text="If it has a name of its own. For example: Out of hours.",
    )
    audience = models.CharField("who it is for", max_length=12, choices=Audience, default=Audience.EVERYONE)
    age_from = models.PositiveSmallIntegerField("from what age", null=True, blank=True)
    always_open = models.BooleanField("day and night, every day", default=False)
    opening_times = models.CharField(
        max_length=300,
        blank=True,
        help_text="Days and times: Monday to Thursday 8am to 5.30pm, Friday 8am to 4.30pm.",
    )
    bank_holidays = models.CharField(
        "on bank holidays", max_length=10, choices=BankHolidays, default=BankHolidays.UNKNOWN, blank=True
    )
    hours_note = models.CharField(
        "when it answers, in words",
        max_length=200,
        blank=True,
        help_text="Shown after the times, or in their place if they cannot be given.",
    )
    note = models.CharField(
        max_length=200, blank=True, help_text="What a caller needs to know. For example: choose option 1."
    )

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "contact point"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="contact_point_channel_known"
            ),
            models.CheckConstraint(
                condition=models.Q(audience__in=Audience.values), name="contact_point_audience_known"
            ),
            models.UniqueConstraint(
                fields=["organisation", "channel", "value", "extension"],
                name="contact_point_once",
                violation_error_message="This organisation already has that number or address.",
            ),
        ]

    def __str__(self):
        return f"{self.get_channel_display()}: {self.shown}"

    def save(self, *args, **kwargs):
        """An organisation that has a number is checked twice a year, from the first save on."""
        super().save(*args, **kwargs)
        if self.is_number:
            self.organisation.check_by(CHECK_NUMBERS_AFTER)

    def clean(self):
        """Checks what the fields cannot alone, and keeps the number and the times in one form."""
        problems = {}
        for name, tidy in (
            ("value", self.tidy_value),
            ("opening_times", self.tidy_times),
            ("age_from", self.check_age),
        ):
            try:
                tidy()
            except ValidationError as error:
                problems[name] = error.messages
        if problems:
            raise ValidationError(problems)

    def tidy_value(self):
        if self.is_number:
            number = read_telephone(self.value)
            if number.extension and self.extension not in ("", number.extension):
                raise ValidationError("Enter the extension once.")
            self.value, self.extension = number.value, number.extension or self.extension
            if not self.extension.isdigit() and self.extension:
                raise ValidationError("An extension is a number of up to 7 digits.")
        elif self.extension:
            raise ValidationError("Only a telephone number has an extension.")
        elif self.channel == Channel.EMAIL:
            validate_email(self.value)
        elif self.channel == Channel.FORM:
            self.value = with_scheme(self.value)
            URLValidator(schemes=["http", "https"])(self.value)

    def tidy_times(self):
        if self.opening_times and self.always_open:
            raise ValidationError("It is open day and night: leave the times empty, or take the tick away.")
        if self.opening_times:
            self.opening_times = str(OpeningTimes.read(self.opening_times))

    def check_age(self):
        if self.age_from is not None and self.age_from > OLDEST_AGE:
            raise ValidationError(f"Enter an age from 0 to {OLDEST_AGE}.")

    EXPECTED = {"value": {"postcode"}}  # of a place

    @property
    def record_name(self):
        """By what never changes: its organisation's reference, and its own id."""
        return f"{self.organisation.kind}:{self.organisation.reference}/{self.pk}"

    @classmethod
    def by_record_names(cls, names):
        ids = ids_in(name.rpartition("/")[2] for name in names)
        return cls.objects.filter(pk__in=ids).select_related("organisation")

    def prose(self):
        return ["name", "hours_note", "note", *(["value"] if self.channel == Channel.IN_PERSON else [])]

    @property
    def is_number(self):
        return self.channel in NUMBERS

    @property
    def answers_schools(self):
        """Whether somebody answers there at once, for a child or a school."""
        return self.channel in ANSWERED and self.audience != Audience.PARENTS

    @property
    def shown(self):
        """The number as people write it, or the address without what only computers need."""
        if self.is_number:
            return written(self.value, self.extension)
        if self.channel == Channel.FORM:
            return self.value.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
        return self.value

    @property
    def link(self):
        """What opens it. It dials just the number: the extension is for whoever answers."""
        scheme = {Channel.PHONE: "tel:", Channel.TEXT: "sms:", Channel.EMAIL: "mailto:", Channel.FORM: ""}
        opened = dialled(self.value) if self.is_number else self.value
        return f"{scheme[self.channel]}{opened}" if self.channel in scheme else ""

    @property
    def for_whom(self):
        """In words, where it is not for everybody of every age that the organisation serves."""
        who = "" if self.audience == Audience.EVERYONE else self.get_audience_display()
        age = f"from age {self.age_from}" if self.age_from else ""
        return ", ".join(part for part in (who, age) if part).capitalize()

    @property
    def hours_in_words(self):
        """When it answers, or nothing where nobody has said."""
        times = "Day and night, every day" if self.always_open else self.times_in_words
        if times and not self.always_open and self.bank_holidays == BankHolidays.CLOSED:
            times += ", closed on bank holidays"
        said = ". ".join(part for part in (times, self.hours_note) if part)
        return said[:1].upper() + said[1:]

    @property
    def times_in_words(self):
        """Nights are clearer in a curator's words, if there are any: two lists of hours to midnight are not."""
        times = OpeningTimes.read(self.opening_times) if self.opening_times else None
        return "" if times is None or (self.hours_note and times.through_midnight) else times.in_words

    @property
    def opening(self):
        return self.opening_at(timezone.now())

    def opening_at(self, moment):
        """Whether it answers at `moment`, as an `Opening`."""
        if self.always_open:
            return DAY_AND_NIGHT
        if not self.opening_times:
            return Opening(None)
        return OpeningTimes.read(self.opening_times).opening_at(moment, self.bank_holidays)


def with_scheme(address):
    """A web address as people type it, with the scheme that they leave out."""
    return address if "://" in address or ":" in address.partition("/")[0] else f"https://{address}"

"""The parameters of an address, read or refused: what is not understood is never left out of account."""

import math
from datetime import UTC

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware
from rest_framework import serializers

from directory.opendata.api.problems import BadQuestion
from directory.opendata.api.unread_plus import with_its_plus
from directory.opendata.open_referral.contacts import DAYS
from directory.organisations.times_of_the_week import DAY_NAMES

PER_PAGE, MOST_PER_PAGE = 50, 500
ALL = 1_000_000  # on one page
LONGEST_SEARCH = 1_000
DAY_CODES = dict(zip((*DAYS, *(name.upper() for name in DAY_NAMES)), DAYS * 2, strict=True))


class YesOrNo(serializers.BooleanField):
    default_error_messages = {"invalid": "It must be true or false."}

    def to_internal_value(self, data):
        if str(data).lower() not in ("true", "false"):
            self.fail("invalid")
        return str(data).lower() == "true"


class Age(serializers.FloatField):
    def to_internal_value(self, data):
        age = super().to_internal_value(data)
        if not math.isfinite(age):
            self.fail("invalid")
        return age


class Day(serializers.ChoiceField):
    def __init__(self, **options):
        super().__init__(choices=list(DAYS), **options)

    def to_internal_value(self, data):
        """By the code of calendars or the name in English."""
        return DAY_CODES.get(str(data).upper()) or super().to_internal_value(data)


class Clock(serializers.RegexField):
    def __init__(self, **options):
        super().__init__(r"^([01]\d|2[0-3]):[0-5]\d$", **options)

    default_error_messages = {"invalid": "A time must look like 09:30."}


class Moment(serializers.DateTimeField):
    def to_internal_value(self, data):
        try:
            moment = parse_datetime(with_its_plus(data))
            return (make_aware(moment) if is_naive(moment) else moment).astimezone(UTC)
        except (ValueError, OverflowError, AttributeError):
            self.fail("invalid", format="2026-11-29T09:30:00Z")


class Words(serializers.CharField):
    def to_internal_value(self, data):
        """What no keyboard types stands between words."""
        return super().to_internal_value(str(data).replace("\0", " "))


class ListQuestion(serializers.Serializer):
    page = serializers.IntegerField(min_value=1, default=1, help_text="The number of the page, from 1.")
    per_page = serializers.IntegerField(
        min_value=1, max_value=MOST_PER_PAGE, default=PER_PAGE, help_text="How many stand on a page."
    )
    format = serializers.ChoiceField(
        ["json", "ndjson"], default="json", help_text="`ndjson` sends all of it, one item on each line."
    )


class SearchQuestion(ListQuestion):
    search = Words(
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        max_length=LONGEST_SEARCH,
        help_text="Words. They are not kept.",
    )


class OrganizationsQuestion(SearchQuestion):
    full = YesOrNo(default=False, help_text="With its services and all that is known of them.")


class TermsQuestion(SearchQuestion):
    taxonomy_id = serializers.UUIDField(required=False, help_text="Terms of this taxonomy.")
    parent_id = serializers.UUIDField(required=False, help_text="Terms below this one.")
    top_only = YesOrNo(default=False, help_text="Only terms that have none above them.")


class PlacesQuestion(SearchQuestion):
    taxonomy_term_id = serializers.UUIDField(required=False, help_text="Services that have this term.")
    taxonomy_id = serializers.UUIDField(required=False, help_text="Services that have any term of this taxonomy.")
    minimum_age = Age(required=False, min_value=0, help_text="Services whose `minimum_age` is this or higher.")
    maximum_age = Age(required=False, min_value=0, help_text="Services whose `maximum_age` is this or lower.")
    day = Day(required=False, help_text="Services with a schedule on this day, also by its name in English.")
    start_time = Clock(required=False, help_text="Services with a schedule that opens then or later: 09:00.")
    end_time = Clock(required=False, help_text="Services with a schedule that closes then or sooner: 17:00.")


class ServicesQuestion(PlacesQuestion):
    organization_id = serializers.UUIDField(required=False, help_text="Services of this organisation.")
    modified_after = Moment(required=False, help_text="Services that changed then or later.")
    full = YesOrNo(default=False, help_text="With all that is known of each: numbers, hours, areas, terms.")
    minimal = YesOrNo(default=False, help_text="Only `id` and when it changed, all on one page unless you page.")


def read(question, data):
    """The values that an address asks for. Raises BadQuestion, a sentence for each thing."""
    found = question(data=data.dict())
    wrong = [f"{name}: The address gives it more than once." for name in data if len(data.getlist(name)) > 1]
    if not found.is_valid() or wrong:
        wrong += [f"{name}: {message}" for name, messages in found.errors.items() for message in messages]
        raise BadQuestion(wrong)
    return found.validated_data

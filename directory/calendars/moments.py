"""The moment that a day and a time of the clock here stand for, wherever somebody types them."""

from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone


def moment_of(day, time):
    """The moment of a day and a time here. Of an hour that comes twice, in October, the first: that of summer time.

    Raises ValidationError for a time that does not exist: in March the clocks go forward over an hour.
    """
    typed = datetime.combine(day, time)
    moment = timezone.make_aware(typed)
    if timezone.make_naive(moment.astimezone(UTC)) != typed:
        raise ValidationError(
            f"There is no {typed:%H:%M} on {typed:%-d %B %Y}. The clocks go forward over it. Enter another time."
        )
    return moment


class MomentField(forms.SplitDateTimeField):
    """A day and a time, typed in two boxes."""

    def compress(self, values):
        return moment_of(*values) if values and all(values) else super().compress(values)


MOMENTS = {models.DateTimeField: {"form_class": MomentField}}  # for the forms of the admin

"""How long a text may be that somebody types. One that is longer is refused with its length, and never cut."""

from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

LONGEST = 20_000  # characters: some six pages
TOO_LONG = "Use at most %(limit_value)d characters. You have %(show_value)d."


class AtMost:
    """A validator. The end of a line counts as one character, as it is kept, though browsers send two."""

    def __init__(self, longest):
        self.longest = longest

    def __call__(self, text):
        length = len(text) - text.count("\r\n")
        if length > self.longest:
            params = {"limit_value": self.longest, "show_value": length}
            raise ValidationError(TOO_LONG, code="max_length", params=params)


class LongText(models.TextField):
    """A text of several lines. To the database it is any text: `longest` may change without a migration."""

    def __init__(self, *args, longest=LONGEST, **options):
        super().__init__(*args, **options)
        self.longest = longest

    @cached_property
    def validators(self):
        return [*super().validators, AtMost(self.longest)]

    def deconstruct(self):
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options


class BoundedField(forms.CharField):
    """A text of a form that has no column of its own. No browser cuts what is pasted into it."""

    def __init__(self, *, max_length, **options):
        super().__init__(validators=[AtMost(max_length)], **options)


def never_cut(fields):
    """Let the texts of a form be typed whole and then say how long they may be."""
    for field in fields:
        if isinstance(field, forms.CharField):
            field.widget.attrs.pop("maxlength", None)
            field.error_messages["max_length"] = TOO_LONG

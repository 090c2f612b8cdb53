"""Which kind of JSON a field can hold. A record that people or other programs wrote may have another in its place."""

import json
from datetime import date
from uuid import UUID

from django.db import models

# The first that a field is one of. What Python makes of a date or an identifier is as good as its text.
KINDS = (
    ((models.CharField, models.TextField), (str,), "is not a text. Write it in quotation marks, or leave it out."),
    (models.BooleanField, (bool,), "is neither true nor false. Write one of them, without quotation marks."),
    (models.IntegerField, (int,), "is not a whole number. Write it without quotation marks, or leave it out."),
    (models.DateTimeField, (str, date), "is not a date and time, such as “2026-09-01T09:00:00+01:00”."),
    (models.DateField, (str, date), "is not a date, such as “2026-09-01”."),
    (models.UUIDField, (str, UUID), "is not an identifier. Write it in quotation marks, or leave it out."),
)
LONGEST = 40  # letters of what is wrong that are shown


def problem_of_kind(field, value):
    """A sentence, if `value` is of a kind that `field`, which is no relation, cannot hold."""
    if value is None and field.null:
        return None
    for known, kinds, words in KINDS:
        if isinstance(field, known):
            is_right = isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))
            return None if is_right else f"{as_json(value)} {words}"
    return None


def as_json(value):
    """As it stands in the file, shortened."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

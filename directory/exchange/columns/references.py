"""Which entry a row is about: its reference, or for a new row without one a reference made from its title."""

import re

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from directory.exchange.columns.cells import text_of
from directory.exchange.files.tables import REFERENCE

RULE = "Give each row its own reference: lower-case letters, numbers and hyphens."
FORM = re.compile(r"[-\w]+", re.ASCII)
LONGEST_MADE = 90


def reference_of(row):
    """(the row's reference, whether it was made from its title). Raises ValidationError for what cannot be one."""
    try:
        given = text_of(row[REFERENCE]).strip()
        reference = given or slugify(text_of(row.get("title")))[:LONGEST_MADE].strip("-")
    except ValidationError as error:
        raise ValidationError({REFERENCE: error.messages}) from None
    if not reference:
        raise ValidationError({REFERENCE: RULE})
    if not FORM.fullmatch(reference):
        raise ValidationError({REFERENCE: f"“{reference[:60]}” is not valid. {RULE}"})
    return reference, not given


def references_in(rows):
    """The references of all rows that have one; the others are told when they are read."""
    titles = rows["title"] if "title" in rows.headers else [""] * len(rows)
    for reference, title in zip(rows[REFERENCE], titles, strict=True):
        try:
            yield reference_of({REFERENCE: reference, "title": title})[0]
        except ValidationError:
            continue

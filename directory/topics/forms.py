"""The fields of the curators' form for a topic hub."""

from django import forms

from directory.catalogue.plain_text import with_plain_line_ends


class LinesField(forms.CharField):
    """A text of lines. Browsers end each with two characters, which would count as a change and towards the most."""

    def to_python(self, value):
        return with_plain_line_ends(super().to_python(value))

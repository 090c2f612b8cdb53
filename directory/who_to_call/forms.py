"""The curators' form for who stands in a need."""

from django import forms

from directory.catalogue.admin.editing_together import RowFormSet
from directory.who_to_call.models import NOBODY_LEFT


class ContactFormSet(RowFormSet):
    def clean(self):
        super().clean()
        if not any(self.errors) and not self.left():
            raise forms.ValidationError(NOBODY_LEFT)

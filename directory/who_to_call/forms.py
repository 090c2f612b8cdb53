"""The curators' form for who stands in a need."""

from django import forms

from directory.catalogue.admin.editing_together import RowFormSet
from directory.who_to_call.models import NOBODY_LEFT


class ContactFormSet(RowFormSet):
    def clean(self):
        super().clean()
        if any(self.errors):
            return
        if not self.left():
            raise forms.ValidationError(NOBODY_LEFT)
        entries = [form.instance.entry for form in self.kept_forms()] if self.merged is None else []
        if entries and not any(entry.is_published and entry.is_active for entry in entries):
            raise forms.ValidationError("Readers can see none of these. Add one that they can see.")

"""The curators' form for who stands in a need."""

from django import forms

from directory.catalogue.admin.editing_together import RowFormSet
from directory.catalogue.records.rows import checked_row
from directory.who_to_call.models import NOBODY_LEFT, Need


class ContactFormSet(RowFormSet):
    def clean(self):
        super().clean()
        if any(self.errors):
            return
        if not self.left():
            raise forms.ValidationError(NOBODY_LEFT)
        entries = [contact.entry for contact in self.contacts_left()]
        if not any(entry.is_published and entry.is_active for entry in entries):
            raise forms.ValidationError("Readers can see none of these. Add one that they can see.")

    def contacts_left(self):
        if self.merged is None:
            return [form.instance for form in self.kept_forms()]
        return [checked_row(Need, self.name, values, of=self.instance)[0] for values in self.merged]

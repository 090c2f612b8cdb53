"""A form on a list and its items, which two people may have open at the same time."""

from django import forms
from django.utils.functional import cached_property

from directory.govuk.jinja2 import day


class ItemsForm(forms.Form):
    """Each field says beside it, hidden, what it was when the page was opened. Only what is changed is written.

    `initial` is what is kept now. Where somebody else has changed the same field since, both texts are shown, and
    nothing is written until the reader has seen that.
    """

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields.update(self.fields_of(item))

    def clean(self):
        cleaned = super().clean()
        for name, value in list(self.changes.items()):
            kept = self.initial.get(name)
            if kept not in (self.was(name), value):
                self.add_error(name, f"{self.fields[name].label}: {changed_by_another(kept)}")
                self.show_as_seen(name)
        return cleaned

    @property
    def changes(self):
        """Name -> value, of what the reader changed. A field that was not sent is not changed."""
        sent = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        return {name: value for name, value in sent.items() if value != self.was(name)}

    def was(self, name):
        """What the page said when it was opened; what is kept now, if it did not say so."""
        return self.opened_with.get(name, self.initial.get(name))

    @cached_property
    def opened_with(self):
        found = {}
        for name, field in self.fields.items():
            try:
                found[name] = field.clean(self.data[self[name].html_initial_name])
            except (KeyError, forms.ValidationError):
                continue
        return found

    def show_as_seen(self, name):
        """Saving again overrules what was changed."""
        self.data = self.data.copy()
        self.data[self[name].html_initial_name] = self.fields[name].prepare_value(self.initial.get(name)) or ""


def changed_by_another(kept):
    words = day(kept) if hasattr(kept, "isoformat") else str(kept or "")
    said = f"It now says “{words}”." if words else "It is now empty."
    return f"somebody else changed this after you opened the page. {said} Save again to use yours instead."

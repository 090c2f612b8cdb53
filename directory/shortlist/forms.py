from urllib.parse import urlsplit

from django import forms

from directory.catalogue.models import Entry
from directory.privacy.findings import findings
from directory.shortlist.models import Item, Shortlist

NOT_KNOWN = "We cannot find that list. Copy the web address for changing it, or its last part."
NOT_THERE = "Choose an entry that is in the resource bank, and save that."


def token_in(text):
    """The token in the address of a list or of a page of it, or in what may be the token itself."""
    try:
        path = urlsplit(text.strip()).path
    except ValueError:  # no address at all
        return ""
    parts = [part for part in path.split("/") if part]
    return next(iter(parts[parts.index("list") + 1 :] if "list" in parts else parts[-1:]), "")


class ListField(forms.CharField):
    """A list by its address, as somebody who may change it has it; None if nothing is given."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        found = Shortlist.objects.filter(token=token_in(text)).first()
        if found is None:
            raise forms.ValidationError(NOT_KNOWN, code="unknown")
        return found


class AddForm(forms.Form):
    entry = forms.ModelChoiceField(
        Entry.objects.none(),
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), NOT_THERE),
    )
    list = ListField(max_length=500, required=False, label="The web address of a list you already have")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entry"].queryset = Entry.objects.published()


class OpenForm(forms.Form):
    list = ListField(
        max_length=500,
        label="The web address of your list",
        error_messages={"required": "Enter the web address of your list."},
    )


class DescribeForm(forms.Form):
    """The title of a list and a note for each item. A text that looks as if it were about a person is refused."""

    title = forms.CharField(max_length=120, required=False, label="What is the list called?")

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        longest = Item._meta.get_field("note").max_length
        for item in items:
            self.fields[f"note-{item.pk}"] = forms.CharField(
                max_length=longest, required=False, label=f"Note on {item.title}"
            )

    @staticmethod
    def initial_of(shortlist, items):
        return {"title": shortlist.title, **{f"note-{item.pk}": item.note for item in items}}

    def clean(self):
        cleaned = super().clean()
        for name, text in list(cleaned.items()):
            if found := findings(text or ""):
                listed = "; ".join(f"“{item.text}” looks like {item.words}" for item in found[:3])
                self.add_error(name, f"Remove anything that may be about a person: {listed}.")
        return cleaned

    def notes(self):
        return {item.pk: self.cleaned_data[f"note-{item.pk}"] for item in self.items}

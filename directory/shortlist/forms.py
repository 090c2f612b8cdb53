from urllib.parse import urlsplit

from django import forms

from directory.catalogue.models import Entry
from directory.privacy.findings import findings
from directory.shortlist.item_forms import ItemsForm
from directory.shortlist.models import Item, Shortlist

MOST_PLACES = 100_000  # of items in a list: each new one stands behind the last
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


class ShortTextField(forms.CharField):
    """A text about a list, as long as its column. What looks as if it were about a person is refused."""

    def __init__(self, name, model, column, **options):
        longest = model._meta.get_field(column).max_length
        super().__init__(max_length=longest, required=False, **options)
        plain = name.replace("%", "%%")
        self.error_messages["max_length"] = f"{plain} can have up to {longest} characters. It has %(show_value)d."

    def validate(self, value):
        super().validate(value)
        if found := findings(value):
            listed = "; ".join(f"“{item.text}” looks like {item.words}" for item in found[:3])
            raise forms.ValidationError(f"Remove anything that may be about a person: {listed}.")


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


class DescribeForm(ItemsForm):
    """The title of a list and a note for each item. A text that looks as if it were about a person is refused."""

    title = ShortTextField("The name of the list", Shortlist, "title", label="What is the list called?")

    @staticmethod
    def fields_of(item):
        label = f"Note on {item.title}"
        return {f"note-{item.pk}": ShortTextField(label, Item, "note", label=label)}

    @staticmethod
    def initial_of(shortlist, items):
        return {"title": shortlist.title, **{f"note-{item.pk}": item.note for item in items}}

    def notes(self):
        """id of an item -> its new note, where it changed"""
        names = {f"note-{item.pk}": item.pk for item in self.items}
        return {names[name]: text for name, text in self.changes.items() if name in names}


class BackForm(forms.ModelForm):
    """What has just been removed, as the page that says so has it."""

    place = forms.IntegerField(min_value=0, max_value=MOST_PLACES, widget=forms.HiddenInput)
    lessons = forms.IntegerField(min_value=1, max_value=Item.MOST_LESSONS, widget=forms.HiddenInput)
    note = ShortTextField("The note", Item, "note", widget=forms.HiddenInput)

    class Meta:
        model = Item
        fields = ["entry", "place", "note", "on", "lessons"]
        widgets = dict.fromkeys(("entry", "on"), forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="back", **kwargs)
        self.fields["entry"].queryset = Entry.objects.published()

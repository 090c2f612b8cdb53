"""What is different at its source, and what became of what is gone."""

from django import forms
from django.core.validators import URLValidator

from directory.catalogue.admin.steps.leaving_question import LeavingFields
from directory.catalogue.duplicates import duplicates_of, number_key
from directory.catalogue.usage import urgent_places
from directory.organisations.telephone import written
from directory.privacy.findings import findings

WORDS = ("hours_note", "note")  # of a contact point


class VersionForm(forms.Form):
    """Which version of the entry was on the page."""

    version = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)


class ChangedForm(VersionForm):
    """The web address and every contact point of one entry, as they are."""

    url = forms.URLField(
        label="Web address",
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.URLInput(attrs={"size": 70}),
    )
    not_a_duplicate = forms.BooleanField(required=False, label="I have checked: it is not the same thing")
    looked_over = forms.BooleanField(required=False, label="I have checked: it is not about a person")

    FIELDS = ("value", "extension", "always_open", "opening_times", "hours_note", "note")

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet, self.asks = sheet, []
        self.initial |= {"version": sheet.entry.version, "url": sheet.entry.url}
        for number, point in enumerate(sheet.points):
            for name in self.FIELDS:
                self.add(point, name, f"{name}_{number}")

    def add(self, point, name, key):
        model_field = point._meta.get_field(name)
        self.fields[key] = model_field.formfield(required=name == "value")
        self.fields[key].help_text = ""
        self.fields[key].label = f"{point.get_channel_display()}: {model_field.verbose_name}"
        value = getattr(point, name)
        self.initial[key] = written(value) if name == "value" and point.is_number else value

    def groups(self):
        """(contact point, its fields) one after the other."""
        for number, point in enumerate(self.sheet.points):
            yield point, [self[f"{name}_{number}"] for name in self.FIELDS]

    @property
    def boxes(self):
        return [self[name] for name in self.asks]

    @property
    def points(self):
        """What was typed for each contact point."""
        numbers = range(len(self.sheet.points))
        return [{name: self.cleaned_data[f"{name}_{number}"] for name in self.FIELDS} for number in numbers]

    def clean(self):
        cleaned = super().clean()
        self.ask_if_duplicate(cleaned)
        for name in cleaned.keys() - {"url"}:
            if name.startswith(WORDS):
                self.ask_if_personal(name, cleaned[name])
        return cleaned

    def ask_if_duplicate(self, cleaned):
        """As the form of the entry asks: by what was typed now."""
        url = cleaned.get("url", "") if "url" in self.changed_data else ""
        known = {number_key(point.value) for point in self.sheet.points if point.is_number}
        typed = [
            cleaned.get(f"value_{number}", "") for number, point in enumerate(self.sheet.points) if point.is_number
        ]
        phones = [value for value in typed if number_key(value) not in known]
        found = duplicates_of(title="", url=url, phones=phones, but=self.sheet.entry.pk)
        if found and not cleaned.get("not_a_duplicate"):
            self.asks.append("not_a_duplicate")
            others = ", ".join(f"“{item.entry}” ({item.why})" for item in found)
            self.add_error(
                None, f"This may already be in the resource bank: {others}. Tick the box to save it anyway."
            )

    def ask_if_personal(self, name, text):
        for finding in findings(text or ""):
            if finding.certain:
                self.add_error(name, f"Remove “{finding.text}”. It looks like {finding.words}.")
            elif not self.cleaned_data.get("looked_over"):
                self.asks.append("looked_over")
                self.add_error(name, f"“{finding.text}” looks like {finding.words}. Remove it, or tick the box.")


class GoneForm(LeavingFields, VersionForm):
    """What becomes of what is not there any more, and what takes its place where readers look for it."""

    step = forms.ChoiceField(
        choices=[
            ("unpublish", "Hide it from readers now, and keep it as a draft"),
            ("archive", "Archive it: it has gone for good"),
        ],
        label="What to do with it",
        initial="unpublish",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        max_length=2000, label="Why", help_text="Kept in the history.", widget=forms.TextInput(attrs={"size": 70})
    )

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = sheet.entry.version
        self.add_place_fields(urgent_places.of(sheet.entry))

"""The form in which an organisation changes what we say of it, and the curators' forms about organisations."""

from django import forms

from directory.catalogue.plain_text import with_plain_line_ends
from directory.inbox.contribution_forms import Codes, age
from directory.inbox.forms import ReaderForm
from directory.owners.changes.named_fields import CHANGEABLE, ROW_KEYS
from directory.owners.models import Owner
from directory.owners.row_forms import WebAddressField, refuse_unseen, row_forms
from directory.privacy.findings import findings
from directory.taxonomy.models import Cost, District

LONGEST_SUMMARY, LONGEST_WORDS = 1000, 1000
ABOUT_SOMEBODY = "Is this about a person? Remove it, or tick the box at the end if it is not."
NOTHING = "Change something. If nothing has changed, go back and select “Yes, this is all still right”."


def too_long(number):
    return f"Shorten your answer to {number:,} characters."


class ChangeForm(ReaderForm):
    """What they want changed of what they `seen`; `wanted` is what they wanted before, for a curator who amends it.

    Whoever has the link is known, so it asks nothing that tells people from programs.
    """

    website = begun = None
    field_order = (
        *("url", "summary", "age_min", "age_max", "districts", "cost", "closed", "expires_on"),
        *("words", "new_email", "rest_is_right", "looked_over"),
    )
    TEXTS = ("summary", "words")

    summary = forms.CharField(
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea,
        label="What it is and what it is useful for",
        error_messages={
            "required": "Enter what it is and what it is useful for.",
            "max_length": too_long(LONGEST_SUMMARY),
        },
    )
    url = WebAddressField(label="Web address", required=False)
    age_min = age("Youngest age")
    age_max = age("Oldest age")
    districts = Codes(District, label="Area", error_messages={"required": "Select at least one area."})
    cost = forms.ModelChoiceField(
        Cost.objects.filter(retired=False),
        to_field_name="code",
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        label="Cost",
        error_messages={"invalid_choice": "Select one of the costs."},
    )
    closed = forms.BooleanField(required=False, label="It has closed, or will close")
    expires_on = forms.DateField(
        required=False,
        label="Last day",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Enter the last day as a date, such as 3/3/2027."},
    )
    words = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea,
        label="Anything else that is wrong",
        error_messages={"max_length": too_long(LONGEST_WORDS)},
    )
    rest_is_right = forms.BooleanField(required=False, label="Everything else on the page is still right")
    new_email = forms.EmailField(
        required=False,
        label="Use another email address next time",
        error_messages={"invalid": "Enter an email address such as office@example.org, or leave it empty."},
    )

    def __init__(self, data=None, *, seen, wanted=None, **said):
        super().__init__(data)
        self.seen, self.before = seen, {**seen, **(wanted or {})}
        self.initial |= {name: self.before.get(name) for name in CHANGEABLE} | said
        self.rows = {name: row_forms(name, data, seen[name], self.before[name]) for name in ROW_KEYS if name in seen}
        self.require("age_min", "age_max", "districts", "summary")

    def require(self, *names):
        """What is there today cannot be left out; what never was need not be added."""
        for name in names:
            self.fields[name].required = self.seen.get(name) not in (None, "", [])

    @property
    def GUARDED(self):  # noqa: N802 (as readers' forms call it)
        """The texts that they wrote: what we said before is ours."""
        return [name for name in self.TEXTS if name in self.changed_data]

    @property
    def all_rows(self):
        return [form for forms_of in self.rows.values() for form in forms_of]

    def is_valid(self):
        rows_are = [form.is_valid() for form in self.all_rows]
        return super().is_valid() and all(rows_are) and not any(form.errors for form in self.all_rows)

    def clean(self):
        cleaned = super().clean()
        refuse_unseen(self)
        for form in self.all_rows:
            self.guard_row(form, cleaned)
        ages = [cleaned.get("age_min"), cleaned.get("age_max")]
        if None not in ages and ages[0] > ages[1]:
            self.add_error("age_max", "The oldest age cannot be lower than the youngest age.")
        if cleaned.get("closed") and not cleaned.get("expires_on"):
            self.add_error("expires_on", "Enter the last day on which it is open.")
        if not self.errors and not any(form.errors for form in self.all_rows) and self.says_nothing:
            self.add_error(None, NOTHING)
        return cleaned

    def guard_row(self, form, cleaned):
        if not form.is_valid():
            return
        for name, text in form.changed_texts.items():
            for found in findings(text):
                if found.certain:
                    form.add_error(name, f"Remove “{found.text}”. It looks like {found.words}. We must not keep it.")
                elif not cleaned.get("looked_over"):
                    self.asks_again.append(found)
                    form.add_error(name, f"{ABOUT_SOMEBODY} “{found.text}” looks like {found.words}.")

    @property
    def says_nothing(self):
        said = self.said()
        return not (said["wanted"] or said["words"] or said["closed"] or self.cleaned_data.get("new_email"))

    def said(self):
        """What they want, as a `ProposedChange` keeps it."""
        given = self.cleaned_data
        return {
            "seen": self.seen,
            "wanted": self.wanted(),
            **{name: given[name] for name in ("closed", "rest_is_right", "words")},
        }

    def wanted(self):
        """Only what is not as they saw it."""
        values = {name: self.value_of(name) for name in CHANGEABLE}
        for name, forms_of in self.rows.items():
            values[name] = [form.row for form in forms_of if not form.is_new or form.row is not None]
        return {name: value for name, value in values.items() if value != self.seen.get(name)}

    def value_of(self, name):
        """One field as a record has it. What cannot be emptied here, such as a cost, stays as it was."""
        value = self.cleaned_data[name]
        if name == "districts":
            return sorted(term.code for term in value)
        if name == "cost":
            return value.code if value else self.seen["cost"]
        if name == "expires_on":
            return value.isoformat() if value and self.cleaned_data["closed"] else self.seen[name]
        return with_plain_line_ends(value) if isinstance(value, str) else value


class OwnerForm(forms.ModelForm):
    class Meta:
        model = Owner
        fields = ["email", "role", "every_months", "paused"]

    def clean_role(self):
        role = self.cleaned_data["role"]
        if found := findings(role):
            raise forms.ValidationError(f"“{found[0].text}” looks like {found[0].words}. Enter a role.")
        return role


class DecideForm(forms.Form):
    """Which parts of a change are taken, and how the numbers of an incident answered; or why none is."""

    parts = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    rang = forms.BooleanField(required=False)
    answered_as = forms.CharField(required=False, max_length=200)
    reason = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "cols": 80}))

    def __init__(self, data=None, *, shown):
        super().__init__(data)
        self.fields["parts"].choices = [(part.name, part.label) for part in shown]

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if certain := [found for found in findings(reason) if found.certain]:
            raise forms.ValidationError(f"Remove “{certain[0].text}”. It looks like {certain[0].words}.")
        return reason

    @property
    def rang_words(self):
        """Both the tick and the words: one of them alone says that nobody rang."""
        return self.cleaned_data["answered_as"] if self.cleaned_data["rang"] else ""

"""What reviewers, curators and the steering group fill in."""

from django import forms

from directory.privacy.findings import findings
from directory.privacy.long_texts import BoundedField
from directory.quality.actions import lacks_reason
from directory.quality.criteria import CRITERIA, Verdict
from directory.quality.models import Assessment, ReviewInvitation, Role

LONGEST_NOTE = 1000


class JudgementsForm(forms.Form):
    """The criteria, each with a verdict and a note. It may be saved half way, with the button "save".

    `version` is that of the entry which was on the page. A note that is certainly about a person is refused, and one
    that may be is asked about once more.
    """

    version = forms.IntegerField(required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput)
    looked_over = forms.BooleanField(
        required=False, label="I have checked again: no note says anything about a child, a family or a school"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asks_again = False
        for criterion in CRITERIA:
            self.add_criterion(criterion)

    def add_criterion(self, criterion):
        self.fields[criterion.code] = forms.ChoiceField(
            choices=Verdict,
            required=not self.is_half_way,
            label=f"{criterion.title}{' (must be met)' if criterion.gating else ''}",
            help_text=criterion.asks,
            widget=forms.RadioSelect,
            error_messages={"required": f"Select what you found: {criterion.title}."},
        )
        self.fields[note_of(criterion)] = BoundedField(
            required=False, max_length=LONGEST_NOTE, label=f"Note on {criterion.title.lower()}"
        )

    @property
    def is_half_way(self):
        return "save" in self.data

    def clean(self):
        cleaned = super().clean()
        for criterion in CRITERIA:
            note = cleaned.get(note_of(criterion))
            self.guard(note_of(criterion), note)
            if not self.is_half_way and lacks_reason(cleaned.get(criterion.code), note):
                self.add_error(note_of(criterion), f"Say why this is not met: {criterion.title}.")
        return cleaned

    def guard(self, name, note):
        for finding in findings(note or ""):
            if finding.certain:
                self.add_error(name, f"Remove “{finding.text}”. It looks like {finding.words}. We must not keep it.")
            elif not self.cleaned_data.get("looked_over"):
                self.asks_again = True
                self.add_error(
                    name, f"Remove “{finding.text}”, which looks like {finding.words}, or tick that you have checked."
                )

    def now_shows(self, version):
        """Somebody has been told what has changed up to this version: the form goes back to them with it."""
        self.data = self.data.copy()
        self.data["version"] = version

    def lines(self):
        """(verdict's field, note's field) of each criterion."""
        return [(self[criterion.code], self[note_of(criterion)]) for criterion in CRITERIA]

    @property
    def judgements(self):
        given = self.cleaned_data
        return {
            criterion.code: {"verdict": given[criterion.code], "note": given[note_of(criterion)]}
            for criterion in CRITERIA
        }


class ReviewForm(JudgementsForm):
    """That of somebody with an account, who also says what they are."""

    role = forms.ChoiceField(
        choices=[("", "Choose"), *Role.choices],
        label="Your role",
        help_text="Readers see your role but never your name.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].required = not self.is_half_way


def note_of(criterion):
    return f"{criterion.code}_note"


def initial_of(unfinished):
    """What a form begins with where somebody saved half way."""
    said = unfinished.judgements if unfinished else {}
    notes = {f"{code}_note": one.get("note", "") for code, one in said.items()}
    verdicts = {code: one.get("verdict", "") for code, one in said.items()}
    return {"role": unfinished.role if unfinished else "", **verdicts, **notes}


class InvitationForm(forms.ModelForm):
    """Who is asked to review an entry without an account."""

    class Meta:
        model = ReviewInvitation
        fields = ["to", "role", "label"]
        help_texts = {"to": "We send the link there. We forget the address 90 days after the link has ended."}

    def clean_label(self):
        label = self.cleaned_data["label"]
        if found := findings(label):
            raise forms.ValidationError(f"Remove “{found[0].text}”. It looks like {found[0].words}.")
        return label


class SettleForm(forms.Form):
    result = forms.ChoiceField(
        choices=[
            (result.value, result.label)
            for result in (Assessment.Result.ASSURED, Assessment.Result.CARE, Assessment.Result.NOT_MET)
        ],
        label="What the steering group decided",
        widget=forms.RadioSelect,
    )
    why = BoundedField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "cols": 80}), label="Why")

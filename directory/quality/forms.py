"""What reviewers and the steering group fill in."""

from django import forms

from directory.privacy.long_texts import BoundedField
from directory.quality.criteria import CRITERIA, Verdict
from directory.quality.models import Assessment, Review


class ReviewForm(forms.Form):
    """The criteria, each with a verdict and a note."""

    role = forms.ChoiceField(
        choices=[("", "Choose"), *Review.Role.choices],
        label="Your role",
        help_text="Readers see your role but never your name.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in CRITERIA:
            label = f"{criterion.title}{' (must be met)' if criterion.gating else ''}"
            self.fields[criterion.code] = forms.ChoiceField(
                choices=Verdict, label=label, help_text=criterion.asks, widget=forms.RadioSelect
            )
            self.fields[f"{criterion.code}_note"] = BoundedField(
                required=False, max_length=1000, label=f"Note on {criterion.title.lower()}"
            )

    def lines(self):
        """(verdict's field, note's field) of each criterion."""
        return [(self[criterion.code], self[f"{criterion.code}_note"]) for criterion in CRITERIA]

    def answers(self):
        given = self.cleaned_data
        judgements = {
            criterion.code: {"verdict": given[criterion.code], "note": given[f"{criterion.code}_note"]}
            for criterion in CRITERIA
        }
        return {"role": given["role"], "judgements": judgements}


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

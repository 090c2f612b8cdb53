"""What the form of an entry asks where the thing that was reviewed becomes another one."""

from django import forms

from directory.catalogue.records.reading import fields_of, record_of
from directory.catalogue.records.reviewed import REVIEWED, replaced_parts
from directory.catalogue.records.values import plain_value
from directory.catalogue.workflow import ASSURE
from directory.privacy.long_texts import BoundedField

HOLDS, ENDS = "holds", "ends"


class ReviewQuestion(forms.Form):
    """Asks "Does the review still hold?" of an entry with a quality mark. Part of `EntryForm`."""

    review_holds = forms.ChoiceField(
        choices=[("", "Choose"), (HOLDS, "Yes: keep the quality mark"), (ENDS, "No: end the quality mark")],
        required=False,
        label="Does the review still hold?",
    )
    why_it_holds = BoundedField(required=False, max_length=300, label="If it does, why")

    def ask_if_review_holds(self, cleaned):
        replaced = self.replaced(cleaned) if self.instance.pk and self.instance.has_mark else []
        if not replaced:
            cleaned["review_holds"] = ""  # nothing to say it of
            return
        answer = cleaned.get("review_holds")
        if answer:
            self.asks += ["review_holds", "why_it_holds"]
        else:
            then = "Say below whether the review still holds. If it does not, the quality mark ends when you save."
            self.ask("review_holds", "Reviewers gave this a quality mark as it was. Now:", replaced, then)
            self.asks.append("why_it_holds")
        if answer == HOLDS:
            self.refuse_to_hold(cleaned)

    def refuse_to_hold(self, cleaned):
        if not (self.user and self.user.has_perm(ASSURE)):
            self.add_error(None, "Only people who review quality can say that a review still holds.")
        if not cleaned.get("why_it_holds"):
            self.add_error(None, "Say in a few words why the review still holds.")

    def replaced(self, cleaned):
        if not REVIEWED & set(self.changed_data):
            return []
        before = record_of(self.instance)
        fields = [field for field in fields_of(type(self.instance)) if field.name in REVIEWED & cleaned.keys()]
        typed = {field.name: plain_value(field, cleaned[field.name]) for field in fields}
        return replaced_parts(before, before | typed)

    def said(self):
        """What the history is told of the answer."""
        if self.cleaned_data.get("review_holds") != HOLDS:
            return {}
        return {"mark_holds": True, "why": f"The quality review still holds: {self.cleaned_data['why_it_holds']}"}

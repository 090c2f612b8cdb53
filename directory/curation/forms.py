"""What curators choose for many entries at once."""

from django import forms

from directory.catalogue.actions.facets import FACETS
from directory.catalogue.admin.entry_form import TopicsField
from directory.catalogue.admin.widgets import TermCheckboxes
from directory.taxonomy.models import Ability, Audience, Cost, District, Sector, Topic


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(Topic.objects.none(), label="The topic that stays")

    def __init__(self, *args, topic, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Topic.objects.filter(retired=False).exclude(pk=topic.pk)


VOCABULARIES = {
    "sectors": Sector,
    "abilities": Ability,
    "audiences": Audience,
    "topics": Topic,
    "districts": District,
}


class BulkForm(forms.Form):
    """Which terms to add to many entries and which to take away."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in FACETS:
            field = TopicsField if name == "topics" else forms.ModelMultipleChoiceField
            terms = VOCABULARIES[name].objects.all()
            for verb, some in (("add", terms.filter(retired=False)), ("remove", terms)):
                label = f"{verb.capitalize()} {name}"
                self.fields[f"{verb}_{name}"] = field(some, required=False, widget=TermCheckboxes, label=label)
        self.fields["cost"] = forms.ModelChoiceField(
            Cost.objects.filter(retired=False),
            required=False,
            label="Set the cost to",
            empty_label="(leave as it is)",
        )

    def clean(self):
        cleaned = super().clean()
        for name in FACETS:
            if both := set(cleaned.get(f"add_{name}", [])) & set(cleaned.get(f"remove_{name}", [])):
                self.add_error(f"add_{name}", f"You cannot both add and remove: {', '.join(map(str, both))}.")
        if not self.errors and not any(self.change().values()):
            raise forms.ValidationError("Choose something to add, to remove or to set.")
        return cleaned

    def chosen(self, verb):
        return {
            name: list(self.cleaned_data[f"{verb}_{name}"]) for name in FACETS if self.cleaned_data[f"{verb}_{name}"]
        }

    def change(self):
        """The change as `bulk_edits` wants it."""
        cost = self.cleaned_data.get("cost")
        codes = {
            verb: {name: [term.code for term in terms] for name, terms in self.chosen(verb).items()}
            for verb in ("add", "remove")
        }
        return codes | {"set": {"cost": cost.code} if cost else {}}

    def in_words(self):
        parts = [
            f"{verb} {', '.join(str(term) for terms in self.chosen(verb).values() for term in terms)}"
            for verb in ("add", "remove")
            if self.chosen(verb)
        ]
        if cost := self.cleaned_data.get("cost"):
            parts.append(f"set the cost to {cost}")
        words = "; ".join(parts)
        return words[:1].upper() + words[1:]

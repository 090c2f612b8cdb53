from collections import defaultdict

from django import forms

from directory.exchange.files.tables import REFERENCE
from directory.exchange.matching.headings import JOINED, is_reference

LEFT_OUT = "-"
CHOOSE = [("", "Choose"), (LEFT_OUT, "Leave out")]


class MatchingForm(forms.Form):
    """For each heading of a file the column here that it is, or that it is left out."""

    source = forms.CharField(
        label="Where the list comes from",
        max_length=100,
        required=False,
        help_text="Its name, such as 211 Miami or Our providers 2026. What you choose is remembered for it.",
    )

    def __init__(self, table, columns, chosen_before, *args, source="", **kwargs):
        super().__init__(*args, **kwargs)
        self.table, self.columns = table, columns
        self.fields["source"].initial = source
        self.places = [place for place, heading in enumerate(table.headings) if heading or table.filled[place]]
        suggested = columns.suggested(table.headings, chosen_before)
        choices = [*CHOOSE, ("Columns here", sorted(columns.labels.items(), key=lambda item: item[1].casefold()))]
        for place in self.places:
            initial = suggested[place]
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=table.name(place),
                choices=choices,
                initial=LEFT_OUT if initial == "" else initial,
                error_messages={"required": self.unchosen(place)},
            )

    def unchosen(self, place):
        if self.table.headings[place]:
            return f"Choose what {self.quoted(place)} is, or leave it out."
        return f"{self.table.name(place)} has values and no heading. Choose what it is, or leave it out."

    def rows(self):
        """(field, examples) for each column of the file."""
        return [(self[f"column_{place}"], self.table.examples(place)) for place in self.places]

    def quoted(self, place):
        return f"“{self.table.name(place)}”"

    def problems(self):
        """What is still to be said, before anything is sent too."""
        if self.is_bound:
            return [message for messages in self.errors.values() for message in messages]
        return [self.unchosen(place) for place in self.table.unnamed]

    def clean(self):
        by_column = defaultdict(list)
        for place in self.places:
            by_column[self.cleaned_data.get(f"column_{place}")].append(place)
        for column, places in by_column.items():
            if column in self.columns.labels and column not in JOINED and len(places) > 1:
                names = " and ".join(f"“{self.table.name(place)}”" for place in places)
                self.add_error(
                    None, f"{names} cannot both be “{self.columns.labels[column]}”. Leave one of them out."
                )
        if not self.errors and not {"title", REFERENCE} & by_column.keys():
            self.add_error(None, "Choose which heading is the title. Each row needs a title or a reference.")
        foreign = [place for place in by_column[REFERENCE] if not is_reference(self.table.headings[place])]
        if foreign and not self.cleaned_data.get("source"):
            name = self.table.name(foreign[0])
            self.add_error(
                "source", f"Say where the list comes from: another list may use the same values of “{name}”."
            )
        return self.cleaned_data

    def chosen(self):
        """Our name for each column of the file, "" where it is left out."""
        values = [self.cleaned_data.get(f"column_{place}", LEFT_OUT) for place in range(len(self.table.headings))]
        return ["" if value == LEFT_OUT else value for value in values]

    def to_remember(self):
        return {
            heading: column for heading, column in zip(self.table.headings, self.chosen(), strict=True) if heading
        }

from django import forms

from directory.who_to_call.answers import ALL_AGES, HOMES, NOT_KNOWN, Answers

WHEN = {
    "now": "Now",
    "day": "On a working day, between 9am and 4pm",
    "night": "In the evening, at night, at the weekend or on a bank holiday",
}
NOW = "now"


def one_of(choices, label, problem, **options):
    """A choice whose one message says what to do."""
    messages = dict.fromkeys(("required", "invalid_choice"), problem)
    return forms.ChoiceField(choices=list(choices), label=label, error_messages=messages, **options)


def age_question(whose, **options):
    problem = f"Select how old {whose} is. If you do not know, select “Not known”."
    ages = [(ages.code, ages.label) for ages in ALL_AGES]
    return one_of(ages, f"How old is {whose.rstrip(',')}?", problem, **options)


def home_question():
    problem = "Select where the child lives. If you do not know, select “Not known”."
    return one_of(HOMES.items(), "Where does the child live?", problem)


class SheetForm(forms.Form):
    """What an incident sheet is made for. Nothing of it is kept; what may be left out is not known, or now."""

    harmed = age_question("the child who has been harmed")
    home = home_question()
    other = age_question("the child who has harmed, or is alleged to have,", required=False)
    when = one_of(WHEN.items(), "When will you call?", "Select when you will call.", required=False)
    is_dsl = forms.BooleanField(required=False, label="I am the designated safeguarding lead (DSL) or a deputy")

    def clean_other(self):
        return self.cleaned_data["other"] or NOT_KNOWN

    def clean_when(self):
        return self.cleaned_data["when"] or NOW

    @property
    def is_answered(self):
        """Whether the address has any answer: without, nothing is missing yet."""
        return any(name in self.data for name in self.fields)

    def answers(self, happening):
        """Nobody is told that there is no danger: the sheet begins with 999."""
        given = {name: self.cleaned_data[name] for name in ("harmed", "other", "home", "is_dsl")}
        return Answers.of(what=happening, danger="unsure", **given)

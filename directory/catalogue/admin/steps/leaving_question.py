"""What is asked of an entry that readers look for in an emergency, before it leaves the places where they look."""

from django import forms

from directory.catalogue.actions.leaving import NOBODY, problems_of_leaving
from directory.catalogue.states import Status
from directory.catalogue.usage import urgent_places

KNOWS = "knows_places"
INSTEAD = "instead_"


class LeavingFields:
    """The part of a form that asks what takes each of `self.places`, and whether somebody knows what that means."""

    places = ()

    def add_place_fields(self, places):
        self.places = places
        for place in places:
            nobody = [] if place.vital else [(NOBODY, "Nothing: leave the others who stand there")]
            self.fields[name_of(place)] = forms.ChoiceField(
                choices=[("", "Choose"), *nobody, *place.choices],
                required=False,
                label=f"What takes its place in {place.where}?",
                help_text=place.then,
            )
        if places:
            self.fields[KNOWS] = forms.BooleanField(required=False, label=f"I know that {said_of(places)}")

    def instead(self):
        return {place.key: self.cleaned_data.get(name_of(place), "") for place in self.places}

    def leaving_answers(self):
        return {"instead": self.instead(), "knows": self.cleaned_data.get(KNOWS, False)} if self.places else {}


def name_of(place):
    return f"{INSTEAD}{place.key}"


def instead_sent(data):
    """What a form sent as `instead`, before it is looked at: only to lock what it names."""
    return {name.removeprefix(INSTEAD): value for name, value in data.items() if name.startswith(INSTEAD)}


def said_of(places):
    then = {place.then for place in places}
    where = " and ".join(place.where for place in places)
    return f"readers will no longer find it in {where}. {' '.join(then) if len(places) == 1 else ''}".strip()


class LeavingQuestion(LeavingFields, forms.Form):
    """Asks when the status of an entry that readers can see is changed. Part of `EntryForm`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.leaves = False
        if self.instance.pk and self.is_bound:
            self.add_place_fields(urgent_places.of(self.instance, lock=True))

    def ask_if_it_leaves(self, cleaned):
        self.leaves = bool(self.places) and cleaned.get("status", Status.ACTIVE) != Status.ACTIVE
        if not self.leaves:
            return
        self.asks += [*map(name_of, self.places), KNOWS]
        for problem in problems_of_leaving(self.places, self.instead(), cleaned.get(KNOWS, False)):
            self.add_error(None, problem)

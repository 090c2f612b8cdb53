from datetime import timedelta

from django import forms
from django.utils import timezone

from directory.govuk.jinja2 import day
from directory.shortlist.item_forms import ItemsForm
from directory.shortlist.models import Item
from directory.taxonomy.models import Ability, YearGroup

WAYS_TO_WRITE_A_DATE = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y"]
AHEAD, BEHIND = timedelta(days=2 * 365), timedelta(days=365)
NOT_LESSONS = f"Enter a number of lessons from 1 to {Item.MOST_LESSONS}."


class PlanDateField(forms.DateField):
    """A date of about now: a plan for another century is a slip."""

    def __init__(self, **options):
        super().__init__(required=False, input_formats=WAYS_TO_WRITE_A_DATE, **options)
        self.error_messages["invalid"] = f"Enter a date, such as {day(timezone.localdate())}."

    def validate(self, value):
        super().validate(value)
        first, last = timezone.localdate() - BEHIND, timezone.localdate() + AHEAD
        if value and not first <= value <= last:
            raise forms.ValidationError(f"Enter a date from {day(first)} to {day(last)}.")


class LessonsField(forms.IntegerField):
    """How many lessons something takes: one, if it is left empty."""

    def __init__(self, **options):
        super().__init__(required=False, min_value=1, max_value=Item.MOST_LESSONS, **options)
        self.error_messages |= dict.fromkeys(("invalid", "min_value", "max_value"), NOT_LESSONS)

    def clean(self, value):
        return super().clean(value) or 1


class PlanForm(ItemsForm):
    """The class in general words, when it is taught, and of each lesson a date of its own. No text about anybody."""

    year_group = forms.ModelChoiceField(
        YearGroup.objects.none(),
        to_field_name="code",
        required=False,
        label="Year group",
        empty_label="Not chosen",
        error_messages={"invalid_choice": "Select a year group from the list."},
    )
    ability = forms.ModelChoiceField(
        Ability.objects.none(),
        to_field_name="code",
        required=False,
        label="Ability or need",
        empty_label="Not chosen",
        error_messages={"invalid_choice": "Select an ability or need from the list."},
    )
    first_lesson_on = PlanDateField(label="Date of the first lesson")
    weeks_apart = forms.TypedChoiceField(
        choices=[(1, "Every week"), (2, "Every two weeks")],
        coerce=int,
        required=False,
        empty_value=1,
        label="How often",
        error_messages={"invalid_choice": "Select how often from the list."},
    )
    week_off = PlanDateField(label="Week without a lesson")

    CLASS = ("year_group", "ability", "first_lesson_on", "weeks_apart", "week_off")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, model in (("year_group", YearGroup), ("ability", Ability)):
            self.fields[name].queryset = model.objects.filter(retired=False)

    @staticmethod
    def fields_of(item):
        return {
            f"on-{item.pk}": PlanDateField(label=f"Date of {item.title}"),
            f"lessons-{item.pk}": LessonsField(label=f"Number of lessons that {item.title} takes"),
        }

    @classmethod
    def initial_of(cls, shortlist, items):
        lessons = {f"{name}-{item.pk}": getattr(item, name) for item in items for name in ("on", "lessons")}
        return {**{name: getattr(shortlist, name) for name in cls.CLASS}, **lessons}

    def clean(self):
        for item in self.items:  # so that what to correct can be told apart
            for name in (f"on-{item.pk}", f"lessons-{item.pk}"):
                if name in self.errors:
                    self.errors[name] = self.error_class([f"{item.title}: {' '.join(self.errors[name])}"])
        return super().clean()

    def values(self):
        """What changed of the class."""
        return {name: value for name, value in self.changes.items() if name in self.CLASS}

    def lessons(self):
        """id of an item -> what changed of it"""
        found = {item.pk: {} for item in self.items}
        for name, value in self.changes.items():
            own, _, pk = name.partition("-")
            if pk:
                found[int(pk)][own] = value
        return found

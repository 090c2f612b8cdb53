from django import forms

from directory.catalogue.models import OLDEST_AGE
from directory.pages.governors import MOST
from directory.search.pages.facet_groups import short_label
from directory.taxonomy.models import Ability, District, KeyStage, Sector, YearGroup
from directory.who_to_call.answers import DANGER, Answers
from directory.who_to_call.incident.forms import age_question, home_question, one_of
from directory.who_to_call.rules import HAPPENINGS


class CallForm(forms.Form):
    """What has happened, how old both children are, where the child lives, and danger. None of it is kept."""

    danger = one_of(DANGER.items(), "Is anybody in danger now?", "Select whether anybody is in danger now.")
    what = one_of([(item.code, item.label) for item in HAPPENINGS], "What has happened?", "Select what has happened.")
    harmed = age_question("the child who has been harmed")
    other = age_question("the child who has harmed, or is alleged to have,")
    home = home_question()
    is_dsl = forms.BooleanField(required=False, label="I am the designated safeguarding lead (DSL) or a deputy")

    @property
    def answers(self):
        return Answers.of(**self.cleaned_data)


class Ticks(forms.MultipleChoiceField):
    """Keys of questions. One that there is no more is no mistake of the reader's: the page says so."""

    def valid_value(self, value):
        return True


class PackForm(forms.Form):
    """Up to five questions for a page to print, or the audit area whose first questions it has."""

    ask = Ticks(required=False)
    area = forms.CharField(required=False)

    def clean_ask(self):
        keys = list(dict.fromkeys(self.cleaned_data["ask"]))
        if len(keys) > MOST:
            raise forms.ValidationError(
                f"Select up to {MOST} questions. You have selected {len(keys)}. Your ticks are still there."
            )
        return keys

    @property
    def ticked(self):
        return self.data.getlist("ask")


class Terms(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, model, **options):
        super().__init__(model.objects.filter(retired=False), to_field_name="code", required=False, **options)

    def label_from_instance(self, term):
        return short_label(term)


def age_of(whose):
    problem = f"Enter the age of your {whose} pupils as a whole number from 0 to {OLDEST_AGE}."
    return forms.IntegerField(
        min_value=0,
        max_value=OLDEST_AGE,
        required=False,
        label=f"Age of your {whose} pupils",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), problem),
    )


class SettingForm(forms.Form):
    """Where a reader works, in their words: sectors, the youngest and oldest pupil, needs and district."""

    sector = Terms(Sector, label="What type of school or setting do you work in?")
    youngest = age_of("youngest")
    oldest = age_of("oldest")
    ability = Terms(Ability, label="Which needs do your pupils have?")
    district = Terms(District, label="Which district are you in?")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        district = self.fields["district"]
        district.queryset = district.queryset.exclude(code=District.NATIONAL)

    @staticmethod
    def initial_of(setting):
        ages = setting.ages or (None, None)
        return {**setting.chosen, "youngest": ages[0], "oldest": ages[1]}

    def clean(self):
        cleaned = super().clean()
        youngest, oldest = cleaned.get("youngest"), cleaned.get("oldest")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error(
                "oldest", "Your oldest pupils cannot be younger than your youngest. Change one of the ages."
            )
        return cleaned

    def chosen(self):
        """The setting as parameters of a search: name -> codes."""
        codes = {name: [term.code for term in self.cleaned_data[name]] for name in ("sector", "ability", "district")}
        return codes | {"year": self.years()}

    def years(self):
        """The key stages, or else the year groups, that hold pupils of these ages."""
        youngest, oldest = self.cleaned_data["youngest"], self.cleaned_data["oldest"]
        if youngest is None and oldest is None:
            return []
        first = oldest if youngest is None else youngest
        last = youngest if oldest is None else oldest
        # Pupils turn 16 in the last year of "11 to 16": the year that begins at 16 is not meant.
        last = max(first, last - 1)
        within = KeyStage.objects.filter(retired=False, age_min__gte=first, age_max__lte=last + 1)
        if {first, last} <= {age for stage in within for age in stage.ages_served}:
            return [stage.code for stage in within]
        overlapping = {"retired": False, "age_min__lte": last, "age_max__gt": first}
        terms = YearGroup.objects.filter(**overlapping) or KeyStage.objects.filter(**overlapping)
        return [term.code for term in terms]

"""Guided forms: how a school handled something, and what a group learnt."""

from django import forms

from directory.catalogue.kinds import Kind
from directory.catalogue.models import OLDEST_AGE
from directory.inbox.forms import ReaderForm, web_address
from directory.privacy.long_texts import BoundedField
from directory.taxonomy.models import Place, Sector, Topic


class Codes(forms.ModelMultipleChoiceField):
    """Terms as tick boxes, told by their codes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, model, **options):
        super().__init__(model.objects.filter(retired=False), to_field_name="code", **options)


LONGEST = 3000


def long_text(label, hint, missing=""):
    """A text; `missing` is what an empty one is asked for with, if there has to be one."""
    too_long = f"Shorten your answer to “{label}” It can have up to {LONGEST:,} characters."
    return forms.CharField(
        max_length=LONGEST,
        required=bool(missing),
        label=label,
        help_text=hint,
        widget=forms.Textarea,
        error_messages={"required": missing, "max_length": too_long},
    )


def confirmation(label, missing):
    return forms.BooleanField(label=label, error_messages={"required": missing})


def age(label):
    problem = f"Enter the {label.lower()} as a whole number from 0 to {OLDEST_AGE}."
    return forms.IntegerField(
        required=False,
        min_value=0,
        max_value=OLDEST_AGE,
        label=label,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), problem),
    )


class FittingForm(ReaderForm):
    """A form that also asks whom something fits."""

    sectors = Codes(
        Sector,
        required=False,
        label="What type of school or setting is it for?",
        error_messages={"required": "Select at least one type of school or setting."},
    )
    age_min = age("Youngest age")
    age_max = age("Oldest age")

    def clean(self):
        cleaned = super().clean()
        youngest, oldest = cleaned.get("age_min"), cleaned.get("age_max")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("age_max", "The oldest age cannot be lower than the youngest age.")
        return cleaned

    def fit(self):
        """What was said of whom it fits, for a draft."""
        given = self.cleaned_data
        ages = {name: given[name] for name in ("age_min", "age_max") if given[name] is not None}
        return {"sectors": codes(given["sectors"]), **ages}


def codes(terms):
    return [term.code for term in terms]


class CaseStudyForm(FittingForm):
    """How a school handled something, asked for one part at a time. A curator finishes the anonymity checklist."""

    GUARDED = (
        "title",
        "setting",
        "issue",
        "timeline",
        "done_for_harmed",
        "done_for_who_harmed",
        "who_was_involved",
        "what_worked",
        "what_did_not_work",
        "lessons",
        "questions_for_governors",
    )
    TEXTS = GUARDED[1:]
    CHECKS = ("names_nobody", "cannot_be_guessed", "is_agreed", "is_settled")

    field_order = ("title", "issue", "topics", "places", "sectors", "age_min", "age_max")

    title = BoundedField(
        max_length=200,
        label="A title that does not identify anybody",
        error_messages={"required": "Enter a title that does not identify anybody."},
    )
    issue = long_text(
        "What happened?",
        "Use two or three sentences. Do not give a date, a place or a name.",
        missing="Describe what happened, in a few sentences.",
    )
    topics = Codes(
        Topic,
        label="What was it about?",
        error_messages={"required": "Select at least one topic that it was about."},
    )
    places = Codes(Place, required=False, label="Where did it happen?")
    setting = BoundedField(max_length=200, required=False, label="The type of school or setting, in general words")
    timeline = long_text(
        "What did you decide, when, and why?",
        "One decision per line, the first one first. For example: “The next day: told both families, because they "
        "had heard rumours.” Leave out what you do not know. Do not give a date.",
    )
    done_for_harmed = long_text("What was done for the child who has been harmed?", "One step per line.")
    done_for_who_harmed = long_text(
        "What was done for the child who has harmed, or was alleged to have?", "One step per line."
    )
    who_was_involved = long_text(
        "Who was involved?",
        "One role per line. Never give a name.",
        missing="Say who was involved. Give their roles, not their names.",
    )
    what_worked = long_text(
        "What worked, and how do you know?", "One per line.", missing="Say what worked, and how you know."
    )
    what_did_not_work = long_text(
        "What did not work?",
        "Others learn most from this.",
        missing="Say what did not work, or that you do not know yet.",
    )
    lessons = long_text("What would you tell another school?", "One per line.")
    questions_for_governors = long_text("What should governors ask?", "One per line.")
    names_nobody = confirmation(
        "It does not name a child, family, member of staff or school, or use initials",
        missing="Confirm that it does not name anybody. If it does, remove the names first.",
    )
    cannot_be_guessed = confirmation(
        "Nobody could guess who it is, even by putting district, school type, time and unusual facts together",
        missing="Confirm that nobody could guess who it is. If they could, change it first.",
    )
    is_agreed = confirmation(
        "My headteacher or safeguarding lead agrees that I can send this",
        missing="Confirm that your headteacher or safeguarding lead agrees. If you have not asked, ask them first.",
    )
    is_settled = confirmation(
        "No police, court or complaint matter is still open",
        missing="Confirm that no police, court or complaint matter is still open. If one is, wait until it ends.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("sectors", "age_min", "age_max"):
            self.fields[name].required = True

    def message_fields(self):
        """A message that reads as a text, with its parts for the draft."""
        given = self.cleaned_data
        terms = {name: codes(given[name]) for name in ("topics", "places")}
        texts = {name: given[name] for name in self.TEXTS}
        parts = [f"{self.fields[name].label}\n{text}" for name, text in texts.items() if text]
        for_each = filter(None, (given["done_for_harmed"], given["done_for_who_harmed"]))
        what_was_done = "" if given["timeline"] else "\n".join(for_each)  # the curator makes decisions of those
        return {
            "title": given["title"],
            "words": "\n\n".join(parts),
            "details": {**texts, **terms, **self.fit(), "what_was_done": what_was_done},
        }


class LearntForm(FittingForm):
    """What a group learnt about the theme of a meeting, to become the draft of a case study or of a resource."""

    GUARDED = ("what_worked", "what_did_not_work", "lessons")
    field_order = ("kind", "url", *GUARDED)

    kind = forms.ChoiceField(
        choices=[(Kind.CASE_STUDY.value, "How something was handled"), (Kind.RESOURCE.value, "Something to use")],
        label="What is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what it is: how something was handled, or something to use."},
    )
    url = web_address()
    what_worked = long_text(
        "What did you learn about what works?", "One per line.", missing="Say what you learnt about what works."
    )
    what_did_not_work = long_text("What did not work?", "Others learn most from this.")
    lessons = long_text("What would you tell another school?", "One per line.")

    def __init__(self, data=None, *, meeting):
        super().__init__(data, initial={"sectors": codes(meeting.network.sectors.all())})
        self.meeting = meeting

    def message_fields(self):
        given = self.cleaned_data
        parts = [f"{self.fields[name].label}\n{given[name]}" for name in self.GUARDED if given[name]]
        texts = {name: given[name] for name in self.GUARDED} if given["kind"] == Kind.CASE_STUDY else {}
        return {
            "title": f"Learnt at {self.meeting.network}, {self.meeting.starts_at:%B %Y}"[:200],
            "kind": given["kind"],
            "url": given["url"],
            "words": "\n\n".join(parts),
            "details": {**texts, **self.fit(), "topics": [self.meeting.theme.code]},
        }

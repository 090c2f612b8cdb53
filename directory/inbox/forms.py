from django import forms
from django.core import signing

from directory.catalogue.kinds import Kind
from directory.inbox.models import Message
from directory.privacy.findings import findings
from directory.privacy.forms import NO_PERSONAL_DATA, GuardedForm, TickOf
from directory.privacy.long_texts import BoundedField
from directory.privacy.secret_addresses import secret_token

# The kinds, in words of those who suggest something.
WHAT_IT_IS = {
    Kind.RESOURCE: "A lesson, film, book, guidance or tool",
    Kind.ORGANISATION: "Somebody who can help",
    Kind.TRAINING: "Training",
    Kind.CASE_STUDY: "A case study",
    Kind.GUIDANCE: "A change in guidance",
}
QUICKEST = 2  # seconds: no person reads and fills in a form faster
LONGEST = 24 * 60 * 60


class ReaderForm(forms.Form):
    """A form for anybody. It needs no cookie: it carries no right that somebody could borrow.

    A field that people do not see, and the time that filling in took, tell programs from people. A text that looks as
    if it were about a person is refused or, where that is not sure, asked about once more (`asks_again`).
    """

    website = forms.CharField(required=False, label="Leave this empty")
    begun = forms.CharField(required=False, widget=forms.HiddenInput)
    looked_over = forms.BooleanField(
        required=False, label="I have checked again: it does not say anything about a child or a school"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["begun"] = signing.dumps(secret_token())
        self.asks_again = []
        self.retry_after = None  # seconds, for a sender of many

    @property
    def is_from_a_program(self):
        """Whether this was hardly a person: then it gets the same thanks, and nothing is kept."""
        return bool(self.data.get("website")) or not self.took_a_while()

    def took_a_while(self):
        """A form that was left open for more than a day counts as filled in by a person."""
        token = self.data.get("begun", "")
        try:
            signing.loads(token)
            signing.loads(token, max_age=QUICKEST)
        except signing.SignatureExpired:
            return True
        except signing.BadSignature:
            return False
        return False

    def clean(self):
        cleaned = super().clean()
        for name in self.GUARDED:
            self.guard(name, cleaned)
        return cleaned

    def message_fields(self):
        """What was typed, by the names of a message's fields."""
        own = self.fields.keys() - ReaderForm.base_fields.keys()
        return {name: self.cleaned_data[name] for name in own}

    def guard(self, name, cleaned):
        found = findings(cleaned.get(name) or "")
        for finding in found:
            if finding.certain:
                self.add_error(name, f"Remove “{finding.text}”. It looks like {finding.words}. We must not keep it.")
        unsure = [finding for finding in found if not finding.certain]
        if unsure and not cleaned.get("looked_over"):
            self.asks_again += unsure
            listed = "; ".join(f"“{finding.text}” looks like {finding.words}" for finding in unsure[:5])
            self.add_error(
                name, f"Is this about a person? {listed}. Remove it, or tick the box if it is not about a person."
            )


def web_address():
    return forms.URLField(
        max_length=500,
        required=False,
        label="What is its web address?",
        assume_scheme="https",
        error_messages={"invalid": "Enter a web address such as www.example.org, or leave it empty."},
    )


class SuggestForm(ReaderForm):
    GUARDED = ("title", "words")

    title = BoundedField(
        max_length=200, label="What is it called?", error_messages={"required": "Enter what it is called."}
    )
    url = web_address()
    kind = forms.ChoiceField(
        choices=[("", "I am not sure"), *WHAT_IT_IS.items()], required=False, label="What is it?"
    )
    words = BoundedField(
        max_length=2000, required=False, widget=forms.Textarea, label="Who is it for, and why is it useful?"
    )


class ProblemForm(ReaderForm):
    """What is wrong with an entry. A report of harm is kept however it was filled in."""

    GUARDED = ("words",)

    trouble = forms.ChoiceField(
        choices=Message.Trouble,
        label="What is wrong?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what is wrong."},
    )
    words = BoundedField(max_length=2000, required=False, widget=forms.Textarea, label="What should it say instead?")

    @property
    def is_from_a_program(self):
        """A browser that fills forms in by itself fills the hidden field too: that must not lose a report of harm."""
        return self.data.get("trouble") != Message.Trouble.HARMFUL and super().is_from_a_program


class VoteForm(forms.Form):
    helped = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No")], error_messages={"required": "Select whether it helped."}
    )


class AnswerForm(GuardedForm):
    """What became of a message. `seen` is the version that whoever answers had in front of them."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Message
        fields = ("state", "reply")
        labels = {"state": "What happened to it", "reply": "Reply to the sender"}
        help_texts = {"reply": f"They can read it at their private address. {NO_PERSONAL_DATA}"}
        widgets = {"reply": forms.Textarea(attrs={"rows": 4, "cols": 80})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.version

    def answers(self):
        return {name: self.cleaned_data[name] for name in ("state", "reply", "seen")}

    def refuse(self, error, version):
        """Somebody else was first: what was typed stays, and may be saved over what they saved."""
        self.add_error(None, error)
        self.data = self.data.copy()
        self.data["seen"] = version


class DraftForm(forms.Form):
    """Of which kind the draft is, and a tick where something has to be looked at first."""

    kind = forms.ChoiceField(
        choices=Kind, error_messages={"required": "Select what it is.", "invalid_choice": "Select what it is."}
    )

    def __init__(self, *args, question=None, **kwargs):
        super().__init__(*args, **kwargs)
        if question and question.asks:
            label = "I have checked: it is not the same thing, and not about a person"
            self.fields["checked"] = forms.CharField(
                required=False, label=label, label_suffix="", widget=TickOf(question.digest)
            )

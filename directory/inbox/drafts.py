"""What a suggestion would become, and what a curator has to look at before it does."""

from dataclasses import dataclass
from hashlib import sha256

from django.utils import timezone

from directory.catalogue.duplicates import duplicates_of
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import model_of
from directory.catalogue.records.texts import PersonalFindings, personal_findings_of
from directory.privacy.numbers_and_addresses import TELEPHONE
from directory.taxonomy.models import Place, Sector, Topic

TERMS = {"sectors": Sector, "topics": Topic, "places": Place}  # what a guided form may give by codes
CHECK = "Look at it again, then tick that you have checked."


@dataclass(frozen=True)
class DraftQuestion:
    """As the form of an entry asks: is it here already, and is it about a person?"""

    duplicates: list
    personal: PersonalFindings

    @property
    def digest(self):
        """What a tick is about; empty where nothing is asked."""
        entries = [str(one.entry.pk) for one in self.duplicates]
        return sha256(" ".join([*entries, self.personal.digest]).encode()).hexdigest() if self.asks else ""

    @property
    def asks(self):
        return bool(self.duplicates or self.personal.digest)

    def problems(self, checked):
        """What stands in the way, a sentence each."""
        certain = [words for _, words in self.personal.certain]
        if not self.asks or checked == self.digest:
            return certain
        alike = [f"“{one.entry}” is here already ({one.why})." for one in self.duplicates]
        personal = [f"{line}." for line in self.personal.unsure]
        return [*certain, *alike, *personal, CHECK]


def question_about(message, *, kind, by):
    draft = unsaved_draft(message, kind)
    numbers = [match.group() for match in TELEPHONE.finditer(message.words)]
    among = Entry.objects.visible_to(by)
    duplicates = duplicates_of(title=draft.title, url=draft.url, phones=numbers, kind=draft.KIND, among=among)
    return DraftQuestion(duplicates, personal_findings_of(draft))


def unsaved_draft(message, kind=None):
    """The draft, without its terms. What the reader wrote beyond its fields stays with the message."""
    model = model_of(kind or message.kind or Kind.RESOURCE)
    note = f"Suggested on {timezone.localdate(message.received_at):%-d %B %Y}."
    draft = model(title=message.title, url=message.url, note=note, source="A reader's suggestion")
    names = {field.name for field in draft._meta.get_fields()}
    for name, value in message.details.items():
        if name in names and name not in TERMS:
            setattr(draft, name, value)
    return draft

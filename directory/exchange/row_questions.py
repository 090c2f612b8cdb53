"""What a row of a file is asked about before it is taken, as the form of an entry asks."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from directory.catalogue.models import Entry
from directory.catalogue.records.reviewed import replaced_parts
from directory.catalogue.records.texts import personal_findings
from directory.exchange.columns.contact_columns import POINTS
from directory.exchange.likenesses import Known, Likenesses


@dataclass(frozen=True)
class RowQuestion:
    """What one row is asked about. `tick` says that somebody has looked at just this."""

    number: int
    where: str
    title: str
    personal: list
    likenesses: list
    tick: str

    @property
    def reasons(self):
        """What was found, a line each."""
        return [*self.personal, *map(str, self.likenesses)]


class RowQuestions:
    """The part of the table of a kind that asks, unless somebody has seen its plan: that holds what was answered."""

    @cached_property
    def known_likenesses(self):
        return Likenesses(self.model.KIND, Entry.objects.visible_to(self.by) if self.by else Entry.objects.arrived())

    def ask(self, imported, number):
        """Note what the row is asked about; and that what it changes would end a quality mark."""
        entry, before, after = imported.entry, imported.before, imported.after
        imported.personal = personal_findings(self.model, after, before)
        if self.planned is not None:
            return
        imported.question = self.question_about(imported, number)
        if entry.pk in self.marked:
            imported.ends_mark = replaced_parts(before, after)

    def question_about(self, imported, number):
        line = self.lines[number - 1]
        personal, likenesses = imported.personal, self.likenesses_of(imported, line)
        if not (personal.digest or likenesses):
            return None
        lines = [imported.entry.reference, personal.digest, *map(str, likenesses)]
        tick = sha256("\0".join(lines).encode()).hexdigest()[:32]
        return RowQuestion(number, f"Row {line}", imported.after["title"], personal.unsure, likenesses, tick)

    def likenesses_of(self, imported, line):
        """By what the row brings: what was like another before was asked about then."""
        before, after = imported.before, imported.after
        title, url = (
            after.get(name) or "" if after.get(name) != before.get(name) else "" for name in ("title", "url")
        )
        held = {point["value"] for point in before.get(POINTS) or ()}
        numbers = [point["value"] for point in after.get(POINTS) or () if point["value"] not in held]
        if not (title or url or numbers):
            return []
        found = self.known_likenesses.of(title, url, numbers, but=imported.entry.pk)
        self.known_likenesses.add(Known(f"row {line} of this file ({after.get('title')})"), title, url, numbers)
        return found


def questions_of(result):
    """What an import asks about, in the order of its rows."""
    return [imported.question for imported in result.asked_of if imported.question]


def marks_ending(result):
    """(title, what makes it another thing than what was reviewed) for each quality mark that would end."""
    return [(str(imported.entry), imported.ends_mark) for imported in result.asked_of if imported.ends_mark]

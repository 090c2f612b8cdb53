"""What stands in a need stays somebody whom readers can call there, whatever changes what the entry says.

A step that takes an entry away asks what takes its place (`catalogue.actions.leaving`). This is for all else: another
channel or audience, no web address, fewer districts, by a form, an import, a bulk edit or a working copy.
"""

from django.core.exceptions import ValidationError

from directory.catalogue.signals import revisions_recorded
from directory.catalogue.states import Action
from directory.taxonomy.models import District
from directory.who_to_call.models import Contact

CHANGES = {
    Action.EDITED,
    Action.IMPORTED,
    Action.BULK_EDITED,
    Action.UNDONE,
    Action.RESTORED,
    Action.SWAPPED,
    Action.BY_OWNER,
}
INSTEAD = "Put another in its place there first."
SAID = ("contact_points", "url", "districts")  # what decides who is called where


def connect():
    revisions_recorded.connect(refuse_to_lose_a_place)


def refuse_to_lose_a_place(sender, revisions, **kwargs):
    """Raises ValidationError, which undoes the change, where readers would be left without whom they are to call."""
    changed = {revision.entry_id: revision for revision in revisions if revision.action in CHANGES}
    own = Contact.objects.naming(changed).with_districts().select_related("contact_point__organisation", "tool")
    problems = [problem for contact in own for problem in problems_of(contact, changed[contact.entry_id])]
    if problems:
        raise ValidationError(problems)


def problems_of(contact, revision):
    entry = contact.entry
    before = entry.revisions.filter(number__lt=revision.number).first()
    changes = before and before.record and any(before.record.get(name) != revision.record.get(name) for name in SAID)
    if not (changes and entry.is_published and entry.is_active):
        return
    if not Contact.objects.shown().filter(pk=contact.pk).exists():
        yield f"Readers are told to call it: {place_of(contact)}. {INSTEAD}"
    yield from problems_of_one(contact, before.record, revision.record)


def problems_of_change(entry, before, after):
    """The same beforehand, as far as two records of a published entry tell: its web address and its districts."""
    if before.get("districts") == after.get("districts") and bool(before.get("url")) == bool(after.get("url")):
        return
    own = Contact.objects.naming([entry.pk]).with_districts().select_related("contact_point__organisation", "tool")
    for contact in own:
        yield from problems_of_one(contact, before, after)


def problems_of_one(contact, before, after):
    if contact.tool_id and before.get("url") and not after.get("url"):
        yield f"Readers are told to open it: {place_of(contact)}. {INSTEAD}"
    lost = districts_lost(contact, before, after)
    if left := [code for code in lost if not is_served(contact, code)]:
        names = ", ".join(District.objects.filter(code__in=left).values_list("label", flat=True))
        yield f"Nobody else stands in {place_of(contact)} for {names}. {INSTEAD}"


def place_of(contact):
    return f"“{contact.need.title}” ({contact.number.shown or contact.title})"


def districts_lost(contact, before, after):
    """Those for which it stood there, and does not any more."""
    chosen = {district.code for district in contact.districts.all()}
    lost = set(before.get("districts", ())) - set(after.get("districts", ()))
    return sorted(lost & chosen if chosen else lost)


def is_served(contact, code):
    others = Contact.objects.shown().with_districts().filter(need=contact.need_id).exclude(pk=contact.pk)
    return any(other.serves({code}) for other in others)

"""What a hub says, as plain values that JSON can hold: read, written back, compared.

A record holds the hub's own words, its steps in the order of time, and who can help in the curator's order.
Entries are named as in `catalogue.records`: "organisation:childline".
"""

from datetime import date

from django.core.exceptions import ValidationError

from directory.catalogue.models import Entry
from directory.catalogue.records.comparing import Difference, in_words
from directory.catalogue.records.reading import name_of
from directory.catalogue.records.texts import PersonalFindings, Text
from directory.catalogue.records.writing import entries_by_name
from directory.organisations.models import Organisation
from directory.privacy.findings import findings
from directory.topics.models import Hub, HubContact, Step

WHEN = list(Step.When)


def record_of_hub(hub):
    """All that `hub` says."""
    steps = sorted(hub.steps.select_related("source"), key=lambda step: WHEN.index(step.when))
    return {
        "definition": hub.definition,
        "never": hub.never,
        "checked_on": hub.checked_on and hub.checked_on.isoformat(),
        "steps": [
            {"when": step.when, "text": step.text, "source": step.source and name_of(step.source)} for step in steps
        ],
        "contacts": [name_of(contact.organisation) for contact in hub.contacts.select_related("organisation")],
    }


def apply_hub_record(hub, record):
    """Make `hub` say what `record` says, and save it. Raises ValidationError if an entry that it names has gone."""
    sources = named(Entry, {step["source"] for step in record["steps"]} - {None})
    organisations = named(Organisation, set(record["contacts"]))
    hub.definition, hub.never = record["definition"], record["never"]
    hub.checked_on = record["checked_on"] and date.fromisoformat(record["checked_on"])
    hub.save()
    hub.steps.all().delete()
    hub.contacts.all().delete()
    Step.objects.bulk_create(
        Step(hub=hub, order=order, when=step["when"], text=step["text"], source=sources.get(step["source"]))
        for order, step in enumerate(record["steps"])
    )
    HubContact.objects.bulk_create(
        HubContact(hub=hub, order=order, organisation=organisations[name])
        for order, name in enumerate(record["contacts"])
    )


def named(model, names):
    """Name -> entry, for each of `names`."""
    entries = {name_of(entry): entry for entry in entries_by_name(model, names)}
    if missing := names - entries.keys():
        raise ValidationError(f"Not in the resource bank now: {', '.join(sorted(missing))}.")
    return entries


def differences_of_hubs(before, after):
    """What changes from one record of a hub to another, its steps by when they are to be taken."""
    return [
        Difference(name, label, *map(in_words, without_shared(old, new)))
        for (name, label, old), (_, _, new) in zip(parts(before), parts(after), strict=True)
        if old != new
    ]


def without_shared(before, after):
    """Of two texts or lists what one has and the other does not; a list in another order is shown whole."""
    if not isinstance(before, list):
        return before, after
    gone, new = ([item for item in one if item not in other] for one, other in ((before, after), (after, before)))
    return (gone, new) if gone or new else (before, after)


def personal_in_hub(record, before):
    """What looks personal in a record of a hub, and is not in the record `before`."""
    known = set(texts_of_hub(before))
    new = [text for text in texts_of_hub(record) if text not in known]
    return PersonalFindings(tuple((text, finding) for text in new for finding in findings(text.words)))


def texts_of_hub(record):
    for name in ("definition", "never"):
        yield Text(name, str(Hub._meta.get_field(name).verbose_name), record[name])
    for step in record["steps"]:
        yield Text("steps", str(Step._meta.verbose_name), step["text"])


def parts(record):
    """(name, label, what it says) of each part of a record that is compared by itself."""
    for name in ("definition", "never", "checked_on"):
        yield name, str(Hub._meta.get_field(name).verbose_name), record[name]
    for when in WHEN:
        yield when.value, when.label, [in_a_line(step) for step in record["steps"] if step["when"] == when]
    yield "contacts", str(HubContact._meta.verbose_name_plural), record["contacts"]


def in_a_line(step):
    return f"{step['text']} ({step['source']})" if step["source"] else step["text"]

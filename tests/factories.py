"""Entries for tests: complete and published unless said otherwise. Terms are given by their codes."""

from itertools import count

from django.db import transaction

from directory.casestudies.models import CaseStudy
from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_revision
from directory.catalogue.actions.steps import publish, take_step
from directory.catalogue.models import Entry
from directory.catalogue.records.rows import replace_rows
from directory.catalogue.states import Action
from directory.guidance.models import GuidanceUpdate
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.search.documents.index_writer import batched_updates
from directory.taxonomy import models as taxonomy
from directory.training.models import Course
from directory.who_to_call.models import Contact, Need

number = count(1)

VOCABULARIES = {
    "sectors": taxonomy.Sector,
    "abilities": taxonomy.Ability,
    "audiences": taxonomy.Audience,
    "topics": taxonomy.Topic,
    "districts": taxonomy.District,
    "resource_kinds": taxonomy.ResourceKind,
    "rshe_strands": taxonomy.RsheStrand,
    "help_kinds": taxonomy.HelpKind,
    "delivery_modes": taxonomy.DeliveryMode,
}

COMMON_TERMS = {
    "sectors": ["primary"],
    "abilities": ["mainstream"],
    "audiences": ["teaching_staff"],
    "topics": ["consent"],
    "districts": ["national"],
}


def make_resource(title=None, **values):
    defaults = {"publisher": "A publisher", "resource_kinds": ["lesson_plan"]}
    return make(Resource, title, {**defaults, **values})


def make_organisation(title=None, **values):
    """`phone` is its number, and `contact_points` are all its ways of contact, as in a record."""
    defaults = {"help_kinds": ["victims"], "abilities": [], "scope": "national"}
    if "phone" in values:
        values["contact_points"] = [{"channel": "phone", "value": values.pop("phone")}]
    return make(Organisation, title, {**defaults, **values})


def make_course(title=None, **values):
    if "provider" not in values:
        values["provider"] = make_organisation()
    level = taxonomy.TrainingLevel.objects.get(code=values.pop("level", "level1"))
    return make(Course, title, {"delivery_modes": ["elearning"], "level": level, **values})


def make_case_study(title=None, **values):
    defaults = {
        "issue": "Something happened",
        "what_was_done": "One thing\nAnother thing",
        "consent_status": "public report",
        **dict.fromkeys(CaseStudy.ANONYMITY, True),
        "published_source": True,
    }
    return make(CaseStudy, title, {**defaults, **values})


def make_guidance(title=None, **values):
    return make(GuidanceUpdate, title, {"what_to_do": "Read it", **values})


def make_contact(need, entry, **values):
    """`entry` in its place in a need: by its first number or, if it has none, by its web address."""
    point = entry.contact_points.first() if isinstance(entry, Organisation) else None
    named = {"contact_point": point} if point else {"tool": Entry.objects.get(pk=entry.pk)}
    need, _ = Need.objects.get_or_create(code=need)
    return Contact.objects.create(need=need, **{"order": need.contacts.count(), **named, **values})


def make(model, title, values):
    """Create one entry, whose history begins with its publication; `published=False` leaves it a draft.

    Its document is written once, at the end: written at each step of the way it is most of what a test takes.
    """
    values = {**COMMON_TERMS, **values}
    published = values.pop("published", True)
    ages = values.pop("ages", (5, 11))
    cost = taxonomy.Cost.objects.get(code=values.pop("cost", "free"))
    terms = {name: values.pop(name) for name in VOCABULARIES if name in values}
    rows = {name: values.pop(name) for name in model.ROWS if name in values}
    entry = model(
        title=title or f"Entry {next(number)}",
        age_min=ages[0],
        age_max=ages[1],
        cost=cost,
        **{"summary": "What it is.", "confidence": "high", **values},
    )
    with transaction.atomic(), batched_updates():
        save_entry(entry=entry)
        for name, codes in terms.items():
            getattr(entry, name).add(*terms_of(name, codes))
        for name, wanted in rows.items():
            replace_rows(entry, name, wanted)
        if published:
            return publish(entry=entry)
        record_revision(entry=entry, action=Action.CREATED, by=entry.created_by)
        return entry


def terms_of(name, codes):
    found = list(VOCABULARIES[name].objects.filter(code__in=codes))
    assert len(found) == len(set(codes)), f"unknown code in {codes}"
    return found


def archive(*, entry):
    """Taken out of every list, as a curator does it."""
    return take_step(step="archive", entry=entry)


def withdraw(*, entry):
    """Taken from readers at once, back to a draft."""
    return take_step(step="unpublish", entry=entry)

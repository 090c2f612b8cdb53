"""Entries for tests: complete and published unless said otherwise. Terms are given by their codes."""

from datetime import UTC, timedelta
from itertools import count

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from directory.casestudies.models import CaseStudy
from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_locked
from directory.catalogue.actions.steps import take_step
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import fields_of
from directory.catalogue.records.rows import replace_rows
from directory.catalogue.records.terms import add_in_bulk, term_rows
from directory.catalogue.states import Action, State
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


def at_ten(*, days):
    """Ten in the morning in so many days: what begins then ends on that day, whatever time it is now."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=10, minute=0, second=0, microsecond=0).astimezone(UTC)  # as the database gives it


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

    It is made as saving, choosing terms and publishing make it, in a third of the queries: most tests begin here.
    `test_factories` compares the two.
    """
    values = {**COMMON_TERMS, **values}
    published = values.pop("published", True)
    ages = values.pop("ages", (5, 11))
    known = all_terms()
    terms = {name: named(name, values.pop(name), known) for name in VOCABULARIES if name in values}
    rows = {name: values.pop(name) for name in model.ROWS if name in values}
    entry = model(
        title=title or f"Entry {next(number)}",
        age_min=ages[0],
        age_max=ages[1],
        cost_id=known["costs", values.pop("cost", "free")],
        **{"summary": "What it is.", "confidence": "high", **values},
    )
    with transaction.atomic(), batched_updates():
        save_entry(entry=entry)
        add_in_bulk(row for name, chosen in terms.items() for row in term_rows(entry, name, chosen))
        for name, wanted in rows.items():
            replace_rows(entry, name, wanted)
            entry.refresh_from_db(fields=["review_due_on"])  # a telephone number is checked sooner
        with_all_it_says(entry, terms, rows)
        if published:
            show_to_readers(entry)
        record_locked(
            entry=entry,
            action=Action.PUBLISHED if published else Action.CREATED,
            by=None if published else entry.created_by,
        )
        del entry._prefetched_objects_cache
    return entry


def all_terms():
    """(vocabulary, code) -> id, in one query by hand: Django takes longer to put one together than it takes."""
    tables = {**VOCABULARIES, "costs": taxonomy.Cost}
    selects = [f"SELECT '{name}', code, id FROM {model._meta.db_table}" for name, model in tables.items()]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects))
        return {(name, code): pk for name, code, pk in cursor}


def named(name, codes, known):
    """Terms with nothing but their id and code: all that choosing them and the history need."""
    assert all((name, code) in known for code in codes), f"unknown code in {codes}"
    return [VOCABULARIES[name](pk=known[name, code], code=code) for code in dict.fromkeys(codes)]


def with_all_it_says(entry, terms, rows):
    """Its relations as if they had been read again."""
    many = {field.name: [] for field in fields_of(type(entry)) if field.many_to_many}
    none = {name: [] for name in entry.ROWS.keys() - rows.keys()}
    entry._prefetched_objects_cache = many | terms | none


def show_to_readers(entry):
    """What the step does beside history and signals: those who listen hear of the entry when it is saved first."""
    if problems := entry.publication_problems():
        raise ValidationError(problems)
    entry.state, entry.updated_at = State.PUBLISHED, timezone.now()
    entry.published_at = entry.published_at or entry.updated_at
    values = {name: getattr(entry, name) for name in ("state", "updated_at", "published_at")}
    Entry._base_manager.filter(pk=entry.pk).update(**values)


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

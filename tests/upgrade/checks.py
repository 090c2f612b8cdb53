"""What must be right in a database that was the last release's and has been migrated to what the code is now.

Each check gets the content of the release's file and yields what is wrong, a sentence each.
"""

import io
import json
import traceback

from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from directory.catalogue.actions.history import restore_revision
from directory.catalogue.doors import FOR_PUPILS
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, FormerSlug, Revision
from directory.catalogue.needs import ORDINARY
from directory.catalogue.records.reading import model_of, record_of
from directory.networks.models import Meeting
from directory.organisations.models import ContactPoint, Organisation
from directory.search.documents.index_store import index_store
from directory.shortlist.models import Shortlist
from directory.topics.models import AuditArea
from directory.who_to_call.models import Contact
from tests.signing_in import sign_in
from tests.upgrade.checks_of_work import (
    a_curator,
    authenticator_apps_go_on_working,
    each_role_may_do_what_it_should,
    merged_topics_can_be_separated,
    versions_of_hubs_are_whole,
    what_was_approved_for_later_still_is,
)
from tests.upgrade.release_file import plain, tables_of

# What migrations since the last release change on purpose: "table" or "table.column" -> why. A release empties it.
CONTACTS = "Contact points took its place: see contacts_are_carried_over."
ON_PURPOSE = {
    f"organisations_organisation.{name}": CONTACTS
    for name in ("email", "hours", "open_all_hours", "phone", "phone_note", "text_number")
} | {
    "organisations_organisation.urgent_order": "The need “band” took its place: see the_band_is_as_it_was.",
    "catalogue_entry_abilities": "A long list of needs said nothing: see needs_are_kept_that_were_said.",
    "auth_group": "The role Reviewer is new.",
    "otp_totp_totpdevice": "django-otp has gone: see authenticator_apps_go_on_working.",
    "topics_auditarea.evidence": "0.2.0 had none: `load_content` fills it in where curators have not.",
}

# What the code makes by itself, at each migration or whenever documents are of an older recipe.
MADE_ANEW = {
    *("auth_permission", "auth_group_permissions", "django_content_type"),
    *("search_edition", "search_term", "search_searchdocument"),
}


def problems_of(check, content):
    try:
        return list(check(content))
    except Exception:  # noqa: BLE001 (whatever it is, the other checks say what they find)
        return [traceback.format_exc()]


def no_row_is_lost_or_changed(content):
    """Every row that was recorded is there, with all that it said, and no table has rows that nobody made."""
    now = tables_of(apps)
    yield from losses(content["tables"], now)
    for table, before in compared(content["tables"]):
        if table in now and len(now[table]["rows"]) != len(before["rows"]):
            yield f"{table} had {len(before['rows'])} rows, and has {len(now[table]['rows'])}."


def compared(tables):
    return [(table, content) for table, content in tables.items() if table not in MADE_ANEW | ON_PURPOSE.keys()]


def losses(before, now):
    for table, content in compared(before):
        if table not in now:
            yield f"{table} is gone."
            continue
        columns = [name for name in content["columns"] if f"{table}.{name}" not in ON_PURPOSE]
        yield from (f"{table} has lost {name}." for name in columns if name not in now[table]["columns"])
        shared = [name for name in columns if name in now[table]["columns"]]
        yield from lost_rows(table, rows_of(content, shared), rows_of(now[table], shared))


def rows_of(content, names):
    """The values of these columns, row by row."""
    places = [content["columns"].index(name) for name in names]
    return [[row[place] for place in places] for row in content["rows"]]


def lost_rows(what, before, now):
    there = set(map(as_text, now))
    lost = [row for row in before if as_text(row) not in there]
    if lost:
        first = as_text(lost[0])[:300]
        yield f"{len(lost)} of {len(before)} rows of {what} are gone or changed, the first of them: {first}"


def as_text(row):
    """PostgreSQL keeps the names in a JSON value in an order of its own."""
    return json.dumps(row, sort_keys=True)


def entries_are_known_by_the_same_names(content):
    """No purpose changes these, nor histories."""
    names = ["uuid", "reference", "slug", "state"]
    before = rows_of(content["tables"]["catalogue_entry"], names)
    yield from lost_rows("entries", before, plain(list(Entry.objects.values_list(*names))))


def histories_are_whole(content):
    names = ["entry_id", "number", "at", "by_id", "action", "why", "override", "batch", "state", "record"]
    before = rows_of(content["tables"]["catalogue_revision"], names)
    yield from lost_rows("histories", before, plain(list(Revision.objects.values_list(*names))))


def contacts_are_carried_over(content):
    """Every digit of a number, every e-mail address and all hours are in a contact point, or in the entry's note."""
    table = content["tables"]["organisations_organisation"]
    names = ["entry_ptr_id", "phone", "text_number", "email", "hours", "phone_note"]
    for pk, *texts in rows_of(table, names):
        own = Organisation.objects.get(pk=pk)
        points = [f"{one.shown} {one.hours_in_words} {one.note}" for one in own.contact_points.all()]
        said = letters(" ".join([own.note, *points]))
        yield from (f"{own} has lost “{text}”." for text in texts if letters(text) not in said)


def needs_are_kept_that_were_said(content):
    """Nobody has gained a need, and who lost any listed ten or more, or is read by staff and listed ordinary ones."""
    names = ["code", "id"]
    codes = {pk: code for code, pk in rows_of(content["tables"]["taxonomy_ability"], names)}
    before = {}
    for entry, need in rows_of(content["tables"]["catalogue_entry_abilities"], ["entry_id", "ability_id"]):
        before.setdefault(entry, set()).add(codes[need])
    for entry in Entry.objects.with_door().prefetch_related("abilities"):
        listed, now = before.get(entry.pk, set()), {ability.code for ability in entry.abilities.all()}
        nothing = len(listed) >= 10 or (entry.door not in FOR_PUPILS and listed <= ORDINARY)
        if now != (set() if nothing else listed):
            yield f"{entry} listed {sorted(listed)}, and lists {sorted(now)}."
    for line in Organisation.objects.filter(crisis=True, for_everyone=False):
        yield f"{line} is a helpline, and not for everyone."


def the_band_is_as_it_was(content):
    """Whoever had a number and a place in the band on every page has it still, in the same order."""
    table = content["tables"]["organisations_organisation"]
    rows = rows_of(table, ["urgent_order", "entry_ptr_id"])
    reached = set(ContactPoint.objects.numbers().values_list("organisation", flat=True))
    before = [pk for order, pk in sorted(row for row in rows if row[0] is not None) if pk in reached]
    today = list(Contact.objects.filter(need__code="band").values_list("contact_point__organisation", flat=True))
    if before != today:
        yield f"The band had {before}, and has {today}."


def letters(text):
    """What matters of a text; "24 hours" is said in other words now."""
    return "".join(character for character in text.lower() if character.isalnum()).replace("24hours", "dayandnight")


def models_need_no_further_migration(content):
    out = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        yield out.getvalue()


def entries_are_found_by_what_they_say(content):
    index_store.snapshot()  # the first process makes the documents whole
    try:
        call_command("search_index", verify=True, stdout=(out := io.StringIO()))
    except CommandError:
        yield out.getvalue()


def pages_answer(content):
    reader, curator = (
        Client(raise_request_exception=False),
        sign_in(Client(raise_request_exception=False), a_curator()),
    )
    for client, addresses in ((reader, public_addresses()), (curator, staff_addresses())):
        for address in addresses:
            status = client.get(address, follow=True).status_code
            if status != 200:
                yield f"{address} answers {status}."


def public_addresses():
    shortlist = Shortlist.objects.get()
    yield from ("/", "/search/?q=consent&sector=primary", "/topics/consent/", "/about/quality/", "/impact/", "/map/")
    yield from (Entry.objects.published().of_kind(kind).first().get_absolute_url() for kind in Kind)
    yield from (f"/{Kind(former.kind).path}/{former.slug}/" for former in FormerSlug.objects.all())
    yield from (shortlist.get_absolute_url(), shortlist.share_url)
    yield Meeting.objects.first().get_absolute_url()


def staff_addresses():
    """The desk, and for an edited entry of each kind that has one its form, its history and its preview."""
    yield reverse("admin:index")
    for entry in edited_entries():
        model = model_of(entry.kind)._meta
        for page in ("change", "versions"):
            yield reverse(f"admin:{model.app_label}_{model.model_name}_{page}", args=[entry.pk])


def edited_entries():
    edited = Entry.objects.filter(revisions__action="edited").exclude(revisions__record={})
    return filter(None, (edited.of_kind(kind).first() for kind in Kind))


def versions_from_before_can_be_restored(content):
    for entry in edited_entries():
        first = entry.revisions.get(number=1)
        restore_revision(change=first, by=a_curator())
        says = record_of(Entry.objects.get(pk=entry.pk))
        said = first.record_today
        names = said.keys() & says.keys()
        yield from (f"{name} of {entry} was not restored." for name in names if says[name] != said[name])


def starter_content_is_loaded_once(content):
    """It adds what the release did not have, leaves alone what curators have made, and then adds nothing more."""
    before = tables_of(apps)
    call_command("load_content", stdout=io.StringIO())
    yield from losses(before, tables_of(apps))
    call_command("load_content", stdout=(out := io.StringIO()))
    yield from (f"Again: {line}" for line in out.getvalue().splitlines() if ": 0 added" not in line)
    yield from (f"{area} has nothing to ask for." for area in AuditArea.objects.filter(evidence=""))


CHECKS = [  # in this order: the first ones look at what the migrations left, before anything else writes
    no_row_is_lost_or_changed,
    entries_are_known_by_the_same_names,
    histories_are_whole,
    contacts_are_carried_over,
    needs_are_kept_that_were_said,
    the_band_is_as_it_was,
    authenticator_apps_go_on_working,
    models_need_no_further_migration,
    entries_are_found_by_what_they_say,
    pages_answer,
    versions_of_hubs_are_whole,
    each_role_may_do_what_it_should,
    what_was_approved_for_later_still_is,
    merged_topics_can_be_separated,
    versions_from_before_can_be_restored,
    starter_content_is_loaded_once,
]

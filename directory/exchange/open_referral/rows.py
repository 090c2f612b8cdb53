"""Services as rows of organisations, in our columns. What a feed does not say leaves alone what is here."""

import re
from collections import Counter

import tablib
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from directory.catalogue.kinds import Kind
from directory.catalogue.models import OLDEST_AGE, Entry
from directory.exchange.columns.unsaid import UNSAID
from directory.exchange.files.limits import MOST_ROWS
from directory.exchange.files.tables import REFERENCE
from directory.exchange.open_referral.contacts import contacts_of
from directory.exchange.open_referral.identifiers import is_service_of
from directory.exchange.open_referral.reading import all_of, one_of, services_in, text_at
from directory.exchange.open_referral.vocabularies import Vocabularies

IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COLUMNS = (
    "reference uuid title aliases summary url age_min age_max districts cost status topics help_kinds audiences "
    "sectors abilities referral_route waiting_time source note contact_points"
).split()
READ = set(
    "id name alternate_name description short_description url website status minimum_age maximum_age eligibility "
    "eligibilitys eligibilities email phones phone telephone contacts schedules regular_schedules service_areas "
    "service_at_locations locations languages cost_options fees attributes organization organization_id "
    "service_id application_process wait_time services service_taxonomys taxonomy_terms "
    "last_modified location location_id".split()
)
STATUS = {"active": "active", "defunct": "closed", "inactive": "closed"}
LONGEST_TITLE, LONGEST_SOURCE, LONGEST_WAIT, LONGEST_LIST = 200, 40, 200, 15


def open_referral_rows(kind, content, source):
    """The table of a document, with `left_out` as that of any file."""
    if kind != Kind.ORGANISATION:
        raise ValidationError("An Open Referral file lists organisations and services. Choose support organisation.")
    services = [service for service in services_in(content) if text_at(service, "name")]
    if not services:
        raise ValidationError("The file has no service or organisation with a name.")
    if len(services) > MOST_ROWS:
        raise ValidationError(f"The file has too many services. You can import up to {MOST_ROWS:,} at once.")
    return Services(services, source or "open-referral").table()


class Services:
    def __init__(self, services, source):
        self.services, self.source = services, source
        self.vocabularies = Vocabularies()
        ids = [identifier for service in services if (identifier := identifier_of(service))]
        named = Entry.objects.of_kind(Kind.ORGANISATION)
        self.by_uuid = {str(uuid): name for uuid, name in named.filter(uuid__in=ids).values_list("uuid", "reference")}
        self.here = set(named.values_list("reference", flat=True))
        self.unread, self.too_old = Counter(), []

    def table(self):
        rows, lines = tablib.Dataset(headers=COLUMNS), []
        for number, service in enumerate(self.services, start=1):
            ages = ages_of(service)
            if ages and ages[0] > OLDEST_AGE:
                self.too_old.append(text_at(service, "name"))
                continue
            row = self.row(service, ages)
            rows.append([UNSAID if row.get(name) in (None, "") else row[name] for name in COLUMNS])
            lines.append(number)
            self.unread.update(name for name, value in service.items() if name not in READ and value)
        rows.lines, rows.called, rows.left_out = lines, {}, self.left_out()
        return rows

    def row(self, service, ages):
        organisation, identifier = one_of(service, "organization"), identifier_of(service)
        reference = self.by_uuid.get(identifier) or self.reference(service)
        return {
            REFERENCE: reference,
            "uuid": identifier if reference not in self.here or identifier in self.by_uuid else None,
            "title": title_of(service, organisation),
            "aliases": text_at(service, "alternate_name"),
            "summary": text_at(service, "description", "short_description") or text_at(organisation, "description"),
            "url": text_at(service, "url", "website") or text_at(organisation, "website", "url"),
            "age_min": ages and ages[0],
            "age_max": ages and ages[1],
            "cost": cost_of(service),
            "status": STATUS.get(text_at(service, "status").lower()),
            "referral_route": text_at(service, "application_process"),
            "waiting_time": text_at(service, "wait_time")[:LONGEST_WAIT],
            "source": None if reference in self.here else f"Open Referral: {self.source}"[:300],
            "note": None if reference in self.here else note_of(service),
            "contact_points": contacts_of(service) or None,
            **self.vocabularies.of(service),
        }

    def reference(self, service):
        own = slugify(text_at(service, "id")) or slugify(title_of(service, one_of(service, "organization")))
        return f"{slugify(self.source)[:LONGEST_SOURCE].strip('-') or 'open-referral'}-{own}"[:90].strip("-")

    def left_out(self):
        """What has no place here, a few words for each."""
        found = [f"“{name}”" for name, _ in self.unread.most_common()]
        if unknown := list(self.vocabularies.unknown):
            more = f" and {len(unknown) - LONGEST_LIST} more" if len(unknown) > LONGEST_LIST else ""
            found.append(f"the terms {', '.join(f'“{name}”' for name in unknown[:LONGEST_LIST])}{more}")
        if self.too_old:
            names = ", ".join(f"“{name}”" for name in self.too_old[:LONGEST_LIST])
            found.append(f"{len(self.too_old)} for people older than {OLDEST_AGE}: {names}")
        return found


def identifier_of(service):
    """That of the entry: a service of ours is known by its organisation, which is the entry itself."""
    identifier, organisation = (text_at(one, "id").lower() for one in (service, one_of(service, "organization")))
    if is_service_of(identifier, organisation):
        return organisation
    return identifier if IDENTIFIER.fullmatch(identifier) else ""


def title_of(service, organisation):
    """A service of its organisation; its name says too little by itself."""
    name, owner = text_at(service, "name"), text_at(organisation, "name")
    alone = not owner or owner.casefold() in name.casefold() or name.casefold() in owner.casefold()
    return " ".join((name if alone else f"{name} ({owner})").split())[:LONGEST_TITLE]


def ages_of(service):
    """(youngest, oldest) in whole years, or None where nothing clear is said."""
    eligible = next(iter(all_of(service, "eligibilitys") or all_of(service, "eligibilities")), {})
    eligible = eligible or one_of(service, "eligibility")
    youngest, oldest = (year_at(eligible | service, name) for name in ("minimum_age", "maximum_age"))
    if youngest is None and oldest is None:
        return None
    youngest = youngest or 0
    oldest = max(youngest, OLDEST_AGE) if oldest is None else oldest
    return (youngest, min(oldest, OLDEST_AGE)) if youngest <= oldest else None


def year_at(item, name):
    try:
        years = int(float(text_at(item, name)))
    except (ValueError, OverflowError):
        return None
    return years if 0 <= years <= 200 else None


def cost_of(service):
    options = all_of(service, "cost_options")
    amounts = [amount for option in options if (amount := text_at(option, "amount"))]
    fees = " ".join([text_at(service, "fees"), *(text_at(option, "option") for option in options)]).strip().casefold()
    if any(amount.strip("0.") for amount in amounts):
        return "paid"
    return "free" if amounts or fees in ("free", "no charge", "free of charge", "none") else None


def note_of(service):
    """What curators may want to know of a new entry, and readers have no field for."""
    languages = [text_at(one, "name", "language", "code") for one in all_of(service, "languages")]
    status = text_at(service, "status")
    lines = {
        "Languages": ", ".join(filter(None, languages)),
        "Fees": text_at(service, "fees"),
        "Status": "" if status.lower() in STATUS else status,
    }
    return "\n".join(f"{name}: {words}" for name, words in lines.items() if words)

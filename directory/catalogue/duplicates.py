"""Entries that may be the same thing twice: one address, one telephone number, or almost the same title."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from directory.catalogue.models import Entry

NEARLY = 90  # of 100: word order and small words may differ
DIGITS_OF_A_NUMBER = 6  # shorter ones, such as 999, are shared by many


@dataclass(frozen=True)
class Duplicate:
    entry: Entry
    why: str


def duplicates_of(*, title, url="", phones=(), kind=None, but=None, among=None):
    """Entries that look like what is described, the surest first, each once. `but` is the entry's own id."""
    others = (Entry.objects.arrived() if among is None else among).exclude(pk=but)
    found = {}
    for why, ids in (
        ("the same web address", with_address(others, url)),
        ("the same telephone number", with_number(others, phones)),
        ("almost the same title", with_title(others.of_kind(kind) if kind else others, title)),
    ):
        for pk in ids:
            found.setdefault(pk, why)
    entries = Entry.objects.in_bulk(found)
    return [Duplicate(entries[pk], why) for pk, why in found.items()]


def with_address(entries, url):
    key = address_key(url)
    if not key:
        return []
    return [pk for pk, other in entries.exclude(url="").values_list("pk", "url") if address_key(other) == key]


def with_number(entries, phones):
    keys = {number_key(phone) for phone in phones} - {""}
    if not keys:
        return []
    numbers = entries.exclude(organisation__isnull=True).values_list("pk", "organisation__contact_points__value")
    return [pk for pk, other in numbers if number_key(other) in keys]


def with_title(entries, title):
    titles = dict(entries.values_list("pk", "title"))
    near = process.extract(
        title, titles, scorer=fuzz.token_sort_ratio, processor=default_process, score_cutoff=NEARLY, limit=5
    )
    return [pk for _, _, pk in near]


def address_key(url):
    """One form for the addresses that lead to one page: without scheme, "www.", fragment and closing slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}" if host else ""


def site_of(url):
    """The site that an address is on, without "www."; empty if there is none."""
    return address_key(url).partition("/")[0].partition("?")[0]


def number_key(phone):
    digits = re.sub(r"^(44|0044)", "0", re.sub(r"\D", "", phone or ""))
    return digits if len(digits) >= DIGITS_OF_A_NUMBER else ""

"""The services in a JSON document: a page of a feed, a list, one service, or a service on each line."""

import json
import re
from html import unescape

from django.core.exceptions import ValidationError

LARGEST = 10 * 1024 * 1024  # bytes: what they make in memory is many times as large
MOST_VALUES = 500_000
MOST_LISTS = 300_000
LISTS = ("contents", "services", "organizations", "organisations", "service_at_locations", "items", "results", "data")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
BLOCK_END = re.compile(r"<br\s*/?>|</(?:p|li|div|h\d)>", re.IGNORECASE)
NOT_READ = "The file cannot be read as JSON. It is not complete, or something else made it."


def is_open_referral(content):
    first = content[:100].removeprefix(b"\xef\xbb\xbf").lstrip()
    return first.startswith((b"{", b"[")) and not first.startswith(b"{\\rtf")


def services_in(content):
    """What a document says of each service, or of each organisation that lists none. Raises ValidationError."""
    refuse_endless(content)
    return [service for item in items_in(parsed(content)) for service in services_of(item)]


def refuse_endless(content):
    if len(content) > LARGEST:
        raise ValidationError(f"The file is larger than {LARGEST // 2**20} MB. Split it into smaller files.")
    if content.count(b",") > MOST_VALUES or content.count(b"{") + content.count(b"[") > MOST_LISTS:
        raise ValidationError("The file has more in it than can be read at once. Split it into smaller files.")


def parsed(content):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError("The file is not in UTF-8.") from None
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as whole:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise ValidationError(NOT_READ) from whole


def items_in(document):
    """The items of a document, each with its organisation if that stands in a list beside it."""
    if isinstance(document, list):
        return [item for item in document if isinstance(item, dict)]
    if not isinstance(document, dict):
        return []
    if "name" in document or "service" in document:
        return [document]
    lists = {name: items_in(document[name]) for name in LISTS if isinstance(document.get(name), list)}
    organisations = {item.get("id"): item for item in lists.get("organizations", []) if is_text(item.get("id"))}
    services = lists.pop("services", [])
    if services:
        lists.pop("organizations", None)
    return [
        *(joined(service, organisations) for service in services),
        *(item for items in lists.values() for item in items),
    ]


def joined(service, organisations):
    known = organisations.get(service.get("organization_id")) if is_text(service.get("organization_id")) else None
    return {"organization": known, **service} if known else service


def services_of(item):
    """The services that an item is, has, or says where to find."""
    inner = item.get("service")
    if isinstance(inner, dict):
        at = {name: value for name, value in item.items() if name != "service"}
        return [inner if inner.get("service_at_locations") else {**inner, "service_at_locations": [at]}]
    listed = [service for service in all_of(item, "services") if service.get("name")]
    owner = {name: value for name, value in item.items() if name != "services"}
    return [{"organization": owner, **service} for service in listed] or [item]


def all_of(item, name):
    """The dictionaries in a list of an item, whatever stands there."""
    found = item.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def one_of(item, name):
    found = item.get(name)
    return found if isinstance(found, dict) else {}


def text_at(item, *names):
    """The first of these that says something, without HTML."""
    return next((text for name in names if (text := plain(item.get(name)))), "")


def plain(value):
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return without_markup(str(value)).strip()


def without_markup(text):
    return unescape(TAG.sub("", BLOCK_END.sub("\n", text))) if "<" in text or "&" in text else text


def is_text(value):
    return isinstance(value, str)

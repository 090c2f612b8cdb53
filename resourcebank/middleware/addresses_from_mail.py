"""Addresses that a mail program, a page or a campaign has spoilt: they ask for what they say, and for nothing else.

"?q=consent&amp;age=7" asks for age 7, and "?age=7>" too. Codes by which others follow a reader are dropped unseen, so
that no page of ours says them, counts them or hands them on.
"""

import re
from http import HTTPStatus
from urllib.parse import unquote

from django.http import HttpResponseRedirect
from django.utils.encoding import escape_uri_path

# "&" always parts two parameters, so what follows it as "amp;" is no name of any.
PREFIX = re.compile(r"(amp(;|%3B))+", re.IGNORECASE)
TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|piwik_\w+|hsa_\w+|_hsenc|_hsmi|__hs\w+|hsctatracking|mc_[ce]id|mkt_tok|vero_(id|conv)|_kx|_ke"
    r"|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|twclid|ttclid|li_fat_id|yclid|igshid|igsh|_ga|_gl|oly_(anon|enc)_id"
    r"|s_cid|sc_cid|elqtrack(id)?|wickedid|ck_subscriber_id|ref_src",
    re.IGNORECASE,
)
# What stands behind an address in a sentence, and is no part of it.
END = r"([\s.,;:!>)\]}'\"\u2019\u201d*]|%(20|22|27|29|2C|2E|3B|3E|5D|7D|C2%A0|E2%80%99|E2%80%9D))+$"
TRAILING = re.compile(END, re.IGNORECASE)
AFTER_A_CODE = re.compile(rf"([\w.]+=[\w-]*){END}", re.IGNORECASE)  # words may end so: "What is consent?"
WORDS = "q"
PROGRAMS = "/api/"  # what a program sends it means: there nothing is guessed


def addresses_from_mail(get_response):
    def respond(request):
        if request.path_info.startswith(PROGRAMS):
            return get_response(request)
        query = request.META.get("QUERY_STRING", "")
        if query:
            request.META["QUERY_STRING"] = mended(query)
        response = get_response(request)
        if response.status_code == HTTPStatus.NOT_FOUND and request.method in ("GET", "HEAD"):
            return address_without_its_end(request) or response
        return response

    return respond


def mended(query):
    if "=" not in query and "%3d" in query.lower():
        query = unquote(query)  # all of it was written as if it were one word
    parts = [PREFIX.sub("", part, count=1) if PREFIX.match(part) else part for part in query.split("&")]
    parts = [part for part in parts if not TRACKING.fullmatch(part.partition("=")[0])]
    parts = without_equals_signs_in_figures(parts)
    if parts and not parts[-1].startswith(f"{WORDS}="):
        parts[-1] = AFTER_A_CODE.sub(r"\1", parts[-1])
    return "&".join(parts)


def without_equals_signs_in_figures(parts):
    """Mail that is shown as it was sent has "=3D" for each "=". A search for “3D” alone is none of it."""
    values = [part.partition("=")[2] for part in parts]
    names = {part.partition("=")[0] for part in parts}
    if names - {WORDS} and all(value.startswith("3D") for value in values):
        return [part.replace("=3D", "=", 1) for part in parts]
    return parts


def address_without_its_end(request):
    """Where a full stop or a bracket of a sentence came along: the address before it."""
    path, query = TRAILING.sub("", request.path), request.META.get("QUERY_STRING", "")
    if path == request.path or path.startswith("//"):
        return None
    path = escape_uri_path(path)
    return HttpResponseRedirect(f"{path}?{query}" if query else path)

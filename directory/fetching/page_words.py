"""What a page says it is, from the first bytes of its HTML. Pages are broken, and some are hostile."""

import re
from contextlib import suppress
from html import unescape

import httpcore
import webencodings

HTML = ("text/html", "application/xhtml+xml")
LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 500
HEAD = 65_536  # letters in which a page describes itself
META = re.compile(r"<meta\b([^<>]{1,2000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\b(name|property|content)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.IGNORECASE)
META_CHARSET = re.compile(r"<meta\b[^<>]*?charset\s*=\s*[\"']?([\w.:-]+)", re.ASCII | re.IGNORECASE)
# A comment or a title that is never closed takes the rest of the page with it. An HTML parser can take very long.
COMMENT_OR_TITLE = re.compile(r"<!--(?:.*?-->|.*)|<title\b[^<>]*>(?:(.*?)</title|.*)", re.DOTALL | re.IGNORECASE)


def words_in(pieces, headers, most):
    """What the first bytes of an HTML page say it is: field of `Fetched` -> text.

    Of anything else, or of what is packed, nothing is read.
    """
    kind = headers.get("Content-Type", "")
    if kind.partition(";")[0].strip().lower() not in HTML:
        return {}
    if headers.get("Content-Encoding", "identity") != "identity":
        return {}
    body = bytearray()
    with suppress(httpcore.RemoteProtocolError):  # broken off: what we look for may well be in it
        for piece in pieces:
            body += piece
            if len(body) >= most:
                break
    page = decoded(bytes(body[:most]), kind)
    return {"title": title_of(page), **described_in(page)}


def decoded(body, content_type=""):
    """The text of a page, in the charset of the header, else of a meta element, else in UTF-8."""
    charset = META_CHARSET.search(f"<meta {content_type}>{body[:4096].decode('latin-1')}<meta charset=utf-8>")
    return webencodings.decode(body, webencodings.lookup(charset[1]) or webencodings.UTF8)[0]


def title_of(page):
    """The first title outside comments."""
    titles = (found[1] for found in COMMENT_OR_TITLE.finditer(page) if found[1] is not None)
    return plain(next(titles, ""), LONGEST_TITLE)


def described_in(page):
    """What a page tells other sites of itself: whose it is, and its description."""
    said = {}
    for element in META.findall(page[:HEAD]):
        attributes = {name.lower(): double or single for name, double, single in ATTRIBUTE.findall(element)}
        name = (attributes.get("property") or attributes.get("name") or "").lower()
        said.setdefault(name, attributes.get("content", ""))
    return {
        "site": plain(said.get("og:site_name", ""), LONGEST_TITLE),
        "description": plain(said.get("description") or said.get("og:description", ""), LONGEST_DESCRIPTION),
    }


def plain(text, most):
    """What people see and a database takes, on one line."""
    words = " ".join(unescape(text[: 20 * most]).split())
    return "".join(filter(str.isprintable, words))[:most].strip()

"""The title of a page, from the first bytes of its HTML. Pages are broken, and some are hostile."""

import re
from contextlib import suppress
from html import unescape

import httpcore
import webencodings

HTML = ("text/html", "application/xhtml+xml")
LONGEST_TITLE = 200
META_CHARSET = re.compile(r"<meta\b[^<>]*?charset\s*=\s*[\"']?([\w.:-]+)", re.ASCII | re.IGNORECASE)
# A comment or a title that is never closed takes the rest of the page with it. An HTML parser can take very long.
COMMENT_OR_TITLE = re.compile(r"<!--(?:.*?-->|.*)|<title\b[^<>]*>(?:(.*?)</title|.*)", re.DOTALL | re.IGNORECASE)


def title_in(pieces, headers, most):
    """The title in the first bytes of an HTML page. Of anything else, or of what is packed, nothing is read."""
    kind = headers.get("Content-Type", "")
    if kind.partition(";")[0].strip().lower() not in HTML:
        return ""
    if headers.get("Content-Encoding", "identity") != "identity":
        return ""
    body = bytearray()
    with suppress(httpcore.RemoteProtocolError):  # broken off: the title may well be in it
        for piece in pieces:
            body += piece
            if len(body) >= most:
                break
    return title_of(bytes(body[:most]), kind)


def title_of(body, content_type=""):
    """The first title outside comments, in the charset of the header, else of a meta element, else in UTF-8."""
    charset = META_CHARSET.search(f"<meta {content_type}>{body[:4096].decode('latin-1')}<meta charset=utf-8>")
    page, _ = webencodings.decode(body, webencodings.lookup(charset[1]) or webencodings.UTF8)
    titles = (found[1] for found in COMMENT_OR_TITLE.finditer(page) if found[1] is not None)
    words = " ".join(unescape(next(titles, "")[: 20 * LONGEST_TITLE]).split())
    return "".join(filter(str.isprintable, words))[:LONGEST_TITLE].strip()  # what people see and a database takes

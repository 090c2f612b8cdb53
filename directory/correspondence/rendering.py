"""What a message says: from its template to plain text, and from that text to HTML, so that the two cannot differ."""

import re
from functools import cache
from hashlib import sha256
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import engines
from jinja2 import StrictUndefined

from directory.govuk.addresses import site_address

LINK = re.compile(r"(https?://[^\s<>]*[^\s<>.,;:!?)])")
PAGE = (
    '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head>'
    "<body>{body}</body></html>\n"
)


@cache
def templates():
    """The public pages' environment for plain text: nothing is escaped, and nothing may be missing."""
    return engines["jinja2"].env.overlay(autoescape=False, undefined=StrictUndefined)


def render(template, context):
    """(subject, text) of `templates/email/<template>.txt`."""
    said = templates().get_template(f"email/{template}.txt").render({"address": site_address, **context})
    subject, _, text = said.strip().partition("\n")
    return " ".join(subject.split())[:200], text.strip()


def message_of(email):
    """The message as it leaves. Its id is the same each time that it is tried: mailboxes then know it again."""
    host = urlsplit(settings.SITE_ADDRESS).hostname
    number = sha256(f"{settings.SITE_ADDRESS} {email.key}".encode()).hexdigest()[:40]
    own = {"Message-ID": f"<{number}@{host}>", "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(email.subject, email.text, None, [email.to], headers={**email.headers, **own})
    message.attach_alternative(html_of(email.subject, email.text), "text/html")
    return message


def html_of(subject, text):
    return PAGE.format(title=escape(subject), body="\n".join(map(block, re.split(r"\n{2,}", text))))


def block(text):
    """A paragraph, or a list where each line begins with a dash."""
    lines = text.splitlines()
    if all(line.startswith("- ") for line in lines):
        return f"<ul>{''.join(f'<li>{linked(line[2:])}</li>' for line in lines)}</ul>"
    return f"<p>{'<br>'.join(map(linked, lines))}</p>"


def linked(line):
    """A line in which web addresses, every second part, can be followed."""
    parts = map(escape, LINK.split(line))
    return "".join(f'<a href="{part}">{part}</a>' if place % 2 else part for place, part in enumerate(parts))

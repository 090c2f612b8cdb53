"""The Jinja2 environment of the public pages: the design system's macros and a few words of our own."""

import re
from textwrap import shorten
from urllib.parse import urlsplit

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from directory.county.current import county
from directory.govuk.addresses import path_of, site_address
from directory.govuk.data_blocks import breadcrumb_list, data_block

DESCRIPTION = 160  # characters that search engines have room for


def environment(*, loader, **options):
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    env = Environment(loader=ChoiceLoader([loader, macros]), trim_blocks=True, lstrip_blocks=True, **options)
    env.globals.update(county=county, static=static, url=url, site_address=site_address)
    env.globals.update(data_block=data_block, breadcrumb_list=breadcrumb_list)
    env.filters.update(day=day, until=until, clock=clock, lines=lines, join_labels=join_labels, plainly=plainly)
    env.filters.update(site_of=site_of, typed=typed, police_linked=police_linked, described=described)
    return env


def url(name, *args, **kwargs):
    return reverse(name, args=args or None, kwargs=kwargs or None) if args or kwargs else path_of(name)


def day(value):
    """A date or a moment as "3 March 2026"."""
    if hasattr(value, "tzinfo"):
        value = timezone.localtime(value)
    return f"{value.day} {value:%B %Y}"


def described(text):
    """A text as a search engine shows it below a title: in one line, cut after a word."""
    return shorten(text, DESCRIPTION, placeholder="…")


def until(start, end):
    """Two moments as "3 March 2026, 9:30am to 11:00am", local time; the second day only where it is another."""
    last = clock(end) if day(start) == day(end) else f"{day(end)}, {clock(end)}"
    return f"{day(start)}, {clock(start)} to {last}"


def clock(value):
    local = timezone.localtime(value)
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def lines(text):
    """The lines of a text that holds a list, one item a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def join_labels(terms):
    """The labels of terms in one line, or nothing."""
    return ", ".join(str(term) for term in terms)


def plainly(name):
    """A name without the explanation or acronym in brackets after it."""
    return name.partition(" (")[0]


def police_linked(text):
    """A text in which 999 and 101 can be pressed."""
    linked = re.sub(r"\b(999|101)\b", r'<a class="govuk-link" href="tel:\1">\1</a>', str(escape(text)))
    return Markup(linked)  # noqa: S704 (escaped above)


def site_of(url):
    """The site that an address leads to, as a reader would say it: "nspcc.org.uk"."""
    return urlsplit(url).netloc.removeprefix("www.")


def typed(url):
    """A web address as somebody types it from paper: without what browsers put before it."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")

"""The search page around its results: rendered once for each edition of the index, and then only filled in.

What differs between two searches is small: the words in the box, a count and a tick for each option. So the templates
leave slots there (`prerendered_template.slot`), which are named here.
"""

from time import time

from django.db import connection
from django.template.loader import render_to_string
from markupsafe import escape

from directory.catalogue.facts_in_words import count_in_words
from directory.govuk.addresses import path_of, site_address
from directory.govuk.data_blocks import data_block
from directory.organisations.opening_times import opening_step
from directory.search.documents.facets import FIRST, facets_for
from directory.search.engine.cache import CacheOfNow
from directory.search.pages.addresses import with_query
from directory.search.pages.browse_pages import hint_for, says_of
from directory.search.pages.facet_groups import facet_group, short_label
from directory.search.pages.my_setting import NAMES
from directory.search.pages.prerendered_template import PrerenderedTemplate, slot
from directory.search.pages.structured_data import list_of

MOST_KEPT = 50  # prerendered templates
OPEN_FIRST = ["kind", "sector", "ability"]  # groups that are open before anything in them is chosen
SHORT = 6  # options: a longer group is open only where the filters stand beside the results
NO_SETTING = dict.fromkeys(NAMES)
_kept = CacheOfNow(MOST_KEPT)


class AnySetting:
    """Stands in for the reader's setting in what is kept for all readers."""

    suffix = slot("setting suffix")


def render_page(template, page, request):
    """The page, or its live part, as HTML."""
    # Only an empty list shows more than the page itself knows: whom to call.
    calendar = site_address(page.calendar_path) if page.calendar_path else ""
    context = {"page": page, "calendar": calendar}
    results = render_to_string("search/results.html", context, None if page.total else request)
    asked = render_to_string("search/asked.html", {"page": page})
    values = {"results": results, "asked": asked} | values_for(page) | setting_values(page)
    return prerendered_for(template, page, request).filled(values, page.hits.counts)


def prerendered_for(template, page, request):
    """The template with its slots. An option that was retired is offered only where it is chosen."""
    retired = frozenset(retired_options(page))
    version = (page.snapshot.version, opening_step(int(time())))  # who is open now leads
    key = (template, page.path, retired)
    form = _kept.get(version, key)
    if form is None:
        terms = page.snapshot.facets.terms
        groups = [
            facet_group(
                facet, terms[facet.name], door=page.door, also={code for name, code in retired if name == facet.name}
            )
            for facet in facets_for(page.door)
        ]
        opened = FIRST.get(page.door, OPEN_FIRST)
        context = {
            "groups": groups,
            "open": [group.name for group in groups if group.name in opened and len(group.options) <= SHORT],
            "open_if_wide": [group.name for group in groups if group.name in opened and len(group.options) > SHORT],
            "door": page.door,
            "path": page.path,
            "hint": hint_for(page.door),
            "door_says": says_of(page.door),
            "slot": slot,
        }
        if request:
            request.setting = AnySetting
        form = PrerenderedTemplate(render_to_string(template, context, request))
        if not connection.in_atomic_block:  # what is not committed yet may never be
            _kept.keep(version, key, form)
    return form


def retired_options(page):
    for name, codes in page.filterset.active_filters.items():
        if name != "age":
            terms = page.snapshot.facets.terms[name]
            yield from ((name, code) for code in codes if getattr(terms[code], "retired", False))


def values_for(page):
    """Slot -> what stands there in this search, as HTML."""
    values = {
        "query": escape(page.query),
        "age": str(page.chosen.get("age", "")),
        "sort": page.sort if page.sort != "best" else "",
        "in use": f"({page.filters_in_use})" if page.filters_in_use else "",
        "total": count_in_words(page.total, "result"),
        "page in title": page.in_title,
        "robots": "all" if page.is_all else "noindex",
        "canonical": escape(site_address(page.own_address)),
        "structured data": data_block(list_of(page)) if page.is_all else "",
        "feed": escape(page.feed_address),
        "local": " checked" if "local" in page.chosen else "",
        "taught": " checked" if "taught" in page.chosen else "",
        **year_values(page),
    }
    inferred = {item.facet for item in page.filterset.inferred_filters}
    for name, codes in page.filterset.active_filters.items():
        values[f"{name} open"] = " open"
        values[f"{name} said"] = " data-said" if name in inferred else " data-chosen"
        if name != "year":
            # What words say is shown and not sent: to take it away, a reader changes the words or uses its chip.
            ticked = " checked disabled" if name in inferred else " checked"
            values |= {f"{name} {code}": ticked for code in codes}
    return values


def setting_values(page):
    """What the page says of the reader's setting, and what its links to other pages take along."""
    query, remembered = page.setting_query, page.remembered
    suffix, own = with_query("", query), path_of("pages:my_setting")
    if not remembered:
        url, words = own + suffix, "Make this my setting" if query else "Choose your setting"
    elif remembered.query == query:
        url, words = own + suffix, "You are using your setting. Change it"
    else:
        url, words = page.address(**NO_SETTING | remembered.chosen), f"Use my setting: {remembered.words}"
    values = {"setting suffix": suffix, "my setting url": url, "my setting": words}
    return {name: escape(value) for name, value in values.items()}


def year_values(page):
    """A list box shows one year group; several stand below it, and one that was said stands in place of "Any"."""
    chosen = page.chosen.get("year", [])
    terms = page.snapshot.facets.terms["year"]
    if len(chosen) == 1:
        return {"year any": "Any", f"year {chosen[0]}": " selected"}
    if chosen:
        years = [(code, terms[code].label) for code in chosen]
        return {"year any": "Add another", "year several": render_to_string("search/years.html", {"years": years})}
    inferred = [short_label(terms[code]) for code in page.filterset.active_filters.get("year", [])]
    return {"year any": escape(f"{', '.join(inferred)}, from your words") if inferred else "Any"}

"""What a page says of itself to other programs: JSON-LD with the words of schema.org, as a block of data.

A browser runs no block of data, so that the security policy needs no exception for it.
"""

import json

from markupsafe import Markup

from directory.govuk.addresses import site_address

CONTEXT = "https://schema.org"
# JSON may hold these only inside of texts. As they stand, HTML could take them for the end of the block.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def data_block(said):
    """The block that says one thing, or a list of things, without what is empty; nothing for nothing."""
    said = without_empties(said)
    if not said:
        return ""
    whole = {"@context": CONTEXT, **({"@graph": said} if isinstance(said, list) else said)}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 (escaped above)


def without_empties(said):
    """The same without what nobody knows: None, "", and what holds nothing."""
    if isinstance(said, dict):
        kept = {name: without_empties(value) for name, value in said.items()}
        return {name: value for name, value in kept.items() if is_known(value)}
    if isinstance(said, list | tuple):
        return [value for value in map(without_empties, said) if is_known(value)]
    return said.unescape() if isinstance(said, Markup) else said


def is_known(value):
    return value is not None and value not in ("", [], {})


def breadcrumb_list(trail):
    """The breadcrumbs of a page: (label, address) pairs. A reader's setting, which follows "?", is nobody else's."""
    places = [
        {
            "@type": "ListItem",
            "position": position,
            "name": label,
            "item": address and site_address(address.partition("?")[0]),
        }
        for position, (label, address) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": places}

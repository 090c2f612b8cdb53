"""Terms, synonyms and networks are checked too before the first record is loaded."""

from directory.networks.models import Network

HUBS = "hubs.json"


def problems_of_glossary(items):
    for item in items:
        for key in ("term", "definition"):
            if not isinstance(item.get(key), str) or not item[key].strip():
                yield f"glossary.json, {item.get('term')}: {key} is missing."


def problems_of_synonyms(groups):
    for group in groups:
        if len(group) < 2 or not all(isinstance(phrase, str) and phrase.strip() for phrase in group):
            yield f"synonyms.json, {group[:1]}: a group is two phrases or more."


def problems_of_networks(items, codes):
    for item in items:
        yield from (f"networks.json, {item.get('id')}: {reason}" for reason in problems_of_network(item, codes))


def problems_of_network(item, codes):
    yield from (f"{key} is missing." for key in ("id", "name", "summary") if not item.get(key))
    if item.get("type") not in Network.Type.values:
        yield f"type: {item.get('type')!r} is not one of {', '.join(Network.Type.values)}."
    for key in ("districts", "audiences"):
        unknown = set(item.get(key) or [None]) - codes[key]
        yield from (f"{key}: {code!r} is not a code of {key}." for code in unknown)


def problems_of_names(names):
    """What the county adds to a hub or an area is said there or nowhere."""
    yield from (f"{HUBS}, {name}: the bank has no such topic or area." for name in names)


def problems_of_repeats(repeats):
    """Of what the county says more than once only the last would count."""
    yield from (
        f"{file}, {name}: the county says it more than once. Keep one record of it." for file, name in repeats
    )

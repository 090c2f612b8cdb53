"""What a county says joins what the nation says: of the same thing the county's words win, the rest comes behind."""

from directory.county.county import WHOLE_COUNTY, County
from directory.exchange.starter_content.shapes import contacts_of
from directory.taxonomy.models import District
from directory.who_to_call.incident.happenings import happening_of_code
from directory.who_to_call.rules import BY_CODE

STEP = 10  # between the orders of districts
ASKED_FIRST = "{asked_first}"


def joined(national, local, key):
    """Records that have the same under `key` are one: of each field the county's, where it says anything."""
    own = {record.get(key): record for record in local}
    found = [{**record, **own.pop(record.get(key), {})} for record in national]
    return found + [record for record in local if record.get(key) in own]


def strangers(national, local, key):
    """What the county says of something that the nation has not, so that it would be said nowhere."""
    known = {record.get(key) for record in national}
    return [record.get(key) for record in local if record.get(key) not in known]


def in_districts(record, county):
    """A record that is for the whole county names each of its districts."""
    named = record.get("districts")
    if not isinstance(named, list) or WHOLE_COUNTY not in named:
        return record
    every = [one for code in named for one in (county.homes if code == WHOLE_COUNTY else [code])]
    return record | {"districts": list(dict.fromkeys(every))}


def joined_groups(national, local):
    """Groups of synonyms. A county's takes the place of those that it shares a phrase with."""
    found, left = [], list(local)
    for group in national:
        own = [one for one in left if share(one, group)]
        found += own or ([] if any(share(one, group) for one in local) else [group])
        left = [one for one in left if one not in own]
    return found + left


def share(one, other):
    """Whether they have a phrase in common. What is no phrase is said later."""
    return any(phrase in other for phrase in one)


def repeated(records, key):
    """What the county says more than once of one thing, so that all but the last would be said nowhere."""
    named = [record.get(key) for record in records]
    return [name for place, name in enumerate(named) if name and name in named[:place]]


def joined_hubs(national, local, routes, organisations):
    """The county's contacts come before the nation's, and its source in place of the nation's beside a step. A topic
    of which it says nothing has those whom its routes would call, as far as there are `organisations` of these ids.
    """
    own = {hub.get("topic"): hub for hub in local}
    for hub in national:
        said = own.get(hub.get("topic"), {})
        called = [one for one in routed(hub.get("topic"), routes) if one in organisations]
        contacts = said.get("contacts", called if hub.get("contacts") else [])
        steps = joined(hub.get("steps", []), said.get("steps", []), "text")
        both = dict.fromkeys([*contacts, *hub.get("contacts", [])])
        yield {**hub, "steps": steps, "contacts": list(both)}


def routed(topic, routes):
    """The organisations that the county named for the needs of a topic, in the order of the rules."""
    named = {route.get("need"): contacts_of(route) for route in routes}
    for need in with_nights(BY_CODE[happening_of_code(topic)].needs):
        yield from (contact["organisation"] for contact in named.get(need, []) if contact.get("organisation"))


def with_nights(needs):
    for need in needs:
        yield need
        if need == "front_door":
            yield "out_of_hours"


def joined_areas(national, local):
    """The county adds its own guidance."""
    own = {area.get("title"): area.get("guidance", []) for area in local}
    for area in national:
        yield {**area, "guidance": [*own.get(area.get("title"), []), *area.get("guidance", [])]}


def districts_of(county: County):
    """As terms of the vocabulary, in the county's order; the nation comes behind them."""
    for order, district in enumerate(county.districts, start=1):
        yield {
            "code": district.code,
            "label": district.name,
            "short_label": district.short_name,
            "ons_code": district.ons_code,
            "type": district.type,
            "order": order * STEP,
            "search_words": list(district.search_words),
        }


def with_districts(terms, county):
    """The county's and then the nation, which is no district of anybody's."""
    own = list(districts_of(county))
    return own + [{**term, "order": (len(own) + 1) * STEP} for term in terms if term["code"] == District.NATIONAL]


def with_local_words(term, county):
    """A topic whose sayings name "{county}" or "{town_1}", as people here say it."""
    names = {"{county}": county.name, **{f"{{town_{place}}}": town for place, town in enumerate(county.towns, 1)}}

    def said(line):
        for sign, name in names.items():
            line = line.replace(sign, name.lower())
        return line

    return {
        key: list(map(said, value)) if key in ("sayings", "search_words") else value for key, value in term.items()
    }


def with_local_advice(hub, county):
    """A hub whose steps name "{asked_first}", as schools here say it."""

    def said(step):
        words = step.get("text")
        return step | {"text": words.replace(ASKED_FIRST, county.asked_first)} if isinstance(words, str) else step

    return hub | {"steps": list(map(said, hub["steps"]))}

"""The addresses of searches: readable, in one order, and without what need not be said."""

from urllib.parse import urlencode

from django.urls import reverse

# The order of parameters in every address we make; the others follow, and how the list is shown stands last.
ADDRESS_ORDER = "q kind sector age year ability audience topic district local taught cost".split()
LAST = len(ADDRESS_ORDER)
ADDRESS_PLACE = {name: place for place, name in enumerate(ADDRESS_ORDER)} | {"sort": LAST + 1, "page": LAST + 2}
READERS_WORDS = frozenset({"q", "search"})  # parameters of every address in which they may stand: nobody keeps those
LONGEST_SHOWN = 60  # characters of an unknown parameter's name
DEFAULTS = {"sort": "best", "page": 1}


def address_place(name):
    return ADDRESS_PLACE.get(name, LAST)


def is_given(name, value):
    return value not in (None, "", []) and value != DEFAULTS.get(name)


def query_of(values):
    """Parameters (name -> value or list of values) as they stand in an address; "" if there are none."""
    given = [name for name, value in values.items() if is_given(name, value)]
    return urlencode([(name, values[name]) for name in sorted(given, key=address_place)], doseq=True)


def with_query(path, query):
    return f"{path}?{query}" if query else path


def search_address(values, door=None):
    """The page that answers a search; with a door, the page of what is behind it."""
    return with_query(reverse(door.url_name if door else "search:search"), query_of(values))


def without_empties(data):
    """The parameters of an address without those that a plain form sends empty; itself if it is as short as can be.
    An empty search for words alone stays: a link to everything has it.
    """
    if list(data.items()) == [("q", "")] or all(value for _, values in data.lists() for value in values):
        return data
    short = data.copy()
    for name, values in data.lists():
        short.setlist(name, [value for value in values if value])
    return short


def unknown_parameter(name):
    """What programs are told, as they cannot see that it made no difference."""
    return f"“{name[:LONGEST_SHOWN]}” is not a parameter of this address."


def unknown_parameters(data, known):
    return [unknown_parameter(name) for name in data if name not in known]

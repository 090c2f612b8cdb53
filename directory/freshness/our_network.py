"""Whether it is the sites that do not answer as they did, or we who do not reach them.

Without a network, or behind a proxy that answers for everybody, most sites say the same: nothing. Then a few others
are asked that worked last time, and unless they do, nothing is held against anybody.
"""

from collections import defaultdict
from urllib.parse import urlsplit

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from directory.catalogue.duplicates import site_of
from directory.freshness.models import Link

CONTROLS = 5
SAME_TITLE = 60  # of 100: titles less alike than that are another page's
REFUSED = {401, 403, 405, 406, 429, 451}  # an answer all the same: a site that does not talk to programs
State = Link.State
OURS = (
    "Most of the sites that we asked did not answer as they did before, nor did those that we asked to compare. "
    "This server may not reach the internet. Nothing was marked as not working."
)


def host_of(address):
    return urlsplit(address).netloc.lower()


def is_success(fetched):
    return not fetched.problem and fetched.status is not None and 200 <= fetched.status < 300


def is_refusal(fetched):
    return fetched.status in REFUSED and not fetched.problem


def are_similar(one, other):
    return fuzz.token_set_ratio(default_process(one), default_process(other)) >= SAME_TITLE


def trouble_of(link, fetched):
    """What is wrong with an answer, where the same of many sites may be our trouble. Nothing if it is as ever."""
    if not is_success(fetched):
        known = is_refusal(fetched) and link.state == State.REFUSED
        silent = fetched.status is None or fetched.status >= 500 or fetched.problem
        return "" if known else "silent" if silent else f"answer {fetched.status}"
    leads_to = site_of(fetched.address)
    if leads_to not in {site_of(link.address), site_of(link.leads_to or link.address)}:
        return f"goes to {leads_to}"
    return f"is called {fetched.title}" if link.title and not are_similar(fetched.title, link.title) else ""


def are_ours(troubled, sites, fetch):
    """`troubled` are (link, answer) pairs with a trouble each, `sites` all hosts that were asked."""
    hosts = defaultdict(set)
    for link, fetched in troubled:
        hosts[trouble_of(link, fetched)].add(host_of(link.address))
    if 2 * max(map(len, hosts.values()), default=0) <= len(sites):
        return False
    controls = controls_beside(sites)
    well = [not trouble_of(link, fetch(link.address)) for link in controls]
    return 2 * sum(well) < len(well) if well else len(sites) > 1


def controls_beside(sites):
    """Links of other sites that worked when they were asked last."""
    found = {}
    for link in Link.objects.filter(state__in=[State.WORKS, State.MOVED]).order_by("-checked_at", "pk"):
        host = host_of(link.address)
        if host not in sites and len(found) < CONTROLS:
            found.setdefault(host, link)
    return list(found.values())

"""How each public address may be kept. The reasons are in docs/adr/0040.

An address that is in no table is kept by nobody.
"""

import math
from dataclasses import dataclass

from directory.catalogue.kinds import Kind

HOUR, DAY = 60 * 60, 24 * 60 * 60
FRESH = 10  # seconds for which a shared cache need not ask: what was withdrawn is there for no longer


@dataclass(frozen=True)
class Rule:
    """`if_error` says for how long a cache may show it while we cannot be reached, in seconds; 0 that only its view
    says how it may be kept, or else nobody keeps it. `by_state` says that it is made of nothing but what the state of
    readers tells apart; else what it says tells it apart.
    """

    name: str
    if_error: int = 0
    by_state: bool = False

    @property
    def kept_here(self):
        """How long this process may show it again while the state is the same, in seconds."""
        if self.by_state:
            return math.inf
        return FRESH if self.if_error else 0

    @property
    def shared(self):
        """For a shared cache that is ours to instruct, which may then show it though we cannot be reached."""
        return f"public, max-age={FRESH}, stale-if-error={self.if_error}"

    @property
    def public(self):
        """Browsers ask each time."""
        return f"public, max-age=0, s-maxage={FRESH}, stale-if-error={self.if_error}"


HELP = Rule("help", DAY, by_state=True)  # whom to call, what to do first, and the page that leads there
PAGE = Rule("page", HOUR, by_state=True)  # entries, and pages that name them
COUNTED = Rule("counted", HOUR)  # with numbers that no edition counts
SEARCH = Rule("search", by_state=True)  # the view says how browsers keep it, as of the next two
BOX = Rule("box", by_state=True)
SAYS_ITSELF = Rule("says itself")
NOBODY = Rule("nobody")  # an address that is a secret, a form, or what readers said of a child

KINDS = [kind.namespace for kind in Kind]
TABLE = {
    HELP: {
        "pages": "home get_help_now what_happens_if_i_tell who_do_i_call",
        "easy": "index get_help_now who_do_i_call what_happens_if_i_tell",
        "topics": "topics hub",
        "who_to_call": "hub_pdf",
    },
    PAGE: {
        "pages": "about accessibility privacy cookies glossary quality governors governors_pack governors_pdf "
        "timeline checklist",
        "topics": "collection",
        "lessons": "finder",
        "casestudies": "compare session",
        "organisations": "card",
        "networks": "networks network network_agenda meeting agenda agenda_pdf network_agenda_pdf meeting_pdf",
        "shortlist": "directory directory_pdf",
        "embeds": "choose",
    },
    COUNTED: {
        "insight": "impact report report_csv map map_csv gap",
        "bulk": "data version",
        "api": "about",
        "networks": "calendar network_calendar meeting_calendar",
        "opendata": "atom rss guidance_calendar training_calendar session_calendar",
    },
    SEARCH: {"search": f"search lessons resources {' '.join(KINDS)}"},
    BOX: {"embeds": "topic directory who_do_i_call"},
    SAYS_ITSELF: {
        "pages": "robots sitemap_index sitemap opensearch security",
        "search": "suggestions opensearch_suggestions",
        "bulk": "file",
        "api": "openapi nothing entries entry counts changes addresses topics topic vocabularies vocabulary "
        f"training_dates meetings {' '.join(KINDS)}",
    },
    NOBODY: {
        "pages": "my_setting remember_setting forget_setting",
        "who_to_call": "incident_sheet incident_sheet_pdf",
        "shortlist": "lists add list pack table plan plan_pdf plan_calendar",
        "inbox": f"suggest thanks progress contribute learnt {' '.join(f'feedback_{kind}' for kind in KINDS)}",
        "owners": "confirm change address thanks",
        "quality": "review",
        "subscriptions": "guidance new meetings sent manage stop",
    },
}
RULES = {
    f"{room}:{name}": rule for rule, rooms in TABLE.items() for room, names in rooms.items() for name in names.split()
}
RULES |= {f"{kind}:detail": PAGE for kind in KINDS}
ALL_OF = {"open_referral": SAYS_ITSELF}  # rooms whose addresses are all alike


def rule_of(match):
    """Of what an address was resolved to."""
    return ALL_OF.get(match.namespace) or RULES.get(match.view_name, NOBODY)

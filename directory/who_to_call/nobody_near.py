"""What is said where the bank names nobody near for a need that has somebody in every council: nobody at all, or
nobody for the day or for the night.
"""

from dataclasses import dataclass

from directory.who_to_call.needs import NEEDS
from directory.who_to_call.sayings import ANYBODY, Say, When

OF_SOME = When("if the home is not known and that of one of the councils is missing", ANYBODY.holds)
NO_DAY = When("if only the number of the day is missing", ANYBODY.holds)
PAGE_ONLY = When("if there is a web page and no number", ANYBODY.holds)
NO_NIGHT = When("if only the number of the night is missing", ANYBODY.holds)
FIND_COUNCIL = ("gov.uk/find-local-council", "https://www.gov.uk/find-local-council")
REPORT = (
    "gov.uk/report-child-abuse-to-local-council",
    "https://www.gov.uk/report-child-abuse-to-local-council",
)
NOT_REACHED = "If you cannot reach it, call 101, or 999 if a child is in danger now."


@dataclass(frozen=True)
class NobodyNear:
    """That there is no telephone number. `by_day` and `by_night` are said where only that one is missing, `of_some`
    where the councils that may be the right one differ. A need without these knows no night, and is the same wherever
    the child lives: `page_only` is said where a page of its own is shown instead.
    """

    at_all: Say
    by_day: Say | None = None
    by_night: Say | None = None
    of_some: Say | None = None
    page_only: Say | None = None

    @property
    def all_says(self):
        return tuple(filter(None, (self.at_all, self.by_day, self.by_night, self.of_some, self.page_only)))

    def says(self, there, *, has_page=False):
        """The sentence, if any. `there` has, for each home that may be the child's, whether a number of its council
        is there by day, and whether at night.
        """
        if len(set(there)) > 1:
            return (self.of_some,)
        match there[0]:
            case True, True:
                return ()
            case True, False:
                return (self.by_night,)
            case False, True:
                return (self.by_day,)
        return (self.page_only if has_page and self.page_only else self.at_all,)


def by_day_and_at_night(day, night, is_always_open):
    """Those who answer by day, and those who do at night. Who always does is one for both, wherever it is named."""
    always = [one for one in (*day, *night) if is_always_open(one)]
    return [*day, *always], [*night, *always]


NOBODY_NEAR = {
    "front_door": NobodyNear(
        Say(
            "We do not have the number of this council's social care here. Its own page has it, for the day and the "
            f"night. {NOT_REACHED}",
            ANYBODY,
            link=REPORT,
        ),
        Say(
            "We do not have this council's social care number for the day here. Its own page has it. " + NOT_REACHED,
            NO_DAY,
            link=REPORT,
        ),
        Say(
            "We do not have this council's social care number for nights, weekends and bank holidays here. Its own "
            f"page has it. {NOT_REACHED}",
            NO_NIGHT,
            link=REPORT,
        ),
        Say(
            "We do not have the social care number of every council here, for the day and the night. If the one you "
            f"need is missing, the council's own page has it. {NOT_REACHED}",
            OF_SOME,
            link=REPORT,
        ),
    ),
    "adult_front_door": NobodyNear(
        Say(
            "We do not have the number of this council's adult social care here. The council has it.",
            ANYBODY,
            link=FIND_COUNCIL,
        ),
        Say(
            "We do not have this council's adult social care number for the day here. The council has it.",
            NO_DAY,
            link=FIND_COUNCIL,
        ),
        Say(
            "We do not have this council's adult social care number for nights, weekends and bank holidays here. The "
            "council has it.",
            NO_NIGHT,
            link=FIND_COUNCIL,
        ),
        Say(
            "We do not have the adult social care number of every council here, for the day and the night. If the "
            "one you need is missing, the council has it.",
            OF_SOME,
            link=FIND_COUNCIL,
        ),
    ),
    "allegation": NobodyNear(
        Say("We do not have the LADO's number here. The council has it.", ANYBODY, link=FIND_COUNCIL),
        page_only=Say(
            "We only have a web page for the LADO here, and no telephone number. The council has the number.",
            PAGE_ONLY,
            link=FIND_COUNCIL,
        ),
    ),
}
# The needs in which somebody of each council must be among the few that are shown.
OF_THE_COUNCIL = {code for need in NOBODY_NEAR for code in (need, NEEDS[need].nights) if code}

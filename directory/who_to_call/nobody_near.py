"""What is said where the bank names nobody near for a need that has somebody in every council: nobody at all, or
nobody for the day or for the night.
"""

from dataclasses import dataclass

from directory.who_to_call.sayings import ANYBODY, Say, When

NO_DAY = When("if only the number of the day is missing", ANYBODY.holds)
NO_NIGHT = When("if only the number of the night is missing", ANYBODY.holds)
FIND_COUNCIL = ("gov.uk/find-local-council", "https://www.gov.uk/find-local-council")
REPORT = (
    "gov.uk/report-child-abuse-to-local-council",
    "https://www.gov.uk/report-child-abuse-to-local-council",
)
NOT_REACHED = "If you cannot reach it, call 101, or 999 if a child is in danger now."


@dataclass(frozen=True)
class NobodyNear:
    """`by_day` and `by_night` are said where only that one is missing. A need without them knows no night."""

    at_all: Say
    by_day: Say | None = None
    by_night: Say | None = None

    @property
    def all_says(self):
        return tuple(filter(None, (self.at_all, self.by_day, self.by_night)))

    def says(self, *, day, night):
        """The sentence, if any, where there is, or is not, somebody by day and at night."""
        if day and night:
            return ()
        return (self.by_night if day else self.by_day if night else self.at_all,)


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
    ),
    "allegation": NobodyNear(
        Say("We do not have the LADO's number here. The council has it.", ANYBODY, link=FIND_COUNCIL)
    ),
}

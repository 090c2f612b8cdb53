"""What is said where the bank names nobody near for a need that has somebody in every council."""

from directory.who_to_call.sayings import ANYBODY, Say

FIND_COUNCIL = ("gov.uk/find-local-council", "https://www.gov.uk/find-local-council")
NOBODY_NEAR = {
    "front_door": Say(
        "We do not have the number of this council's social care here. Its own page has it, for the day and the "
        "night. If you cannot reach it, call 101, or 999 if a child is in danger now.",
        ANYBODY,
        link=(
            "gov.uk/report-child-abuse-to-local-council",
            "https://www.gov.uk/report-child-abuse-to-local-council",
        ),
    ),
    "adult_front_door": Say(
        "We do not have the number of this council's adult social care here. The council has it.",
        ANYBODY,
        link=FIND_COUNCIL,
    ),
    "allegation": Say("We do not have the LADO's number here. The council has it.", ANYBODY, link=FIND_COUNCIL),
}

"""What somebody may need in an incident. Who stands in each, and in what order, is for curators (`models`)."""

from dataclasses import dataclass

from directory.who_to_call.answers import ANY_ADULT, ANY_CHILD


@dataclass(frozen=True)
class NeedRule:
    """`whose` says whose age a contact must be for: a child's, an adult's, or that of one of the two."""

    title: str
    whose: str
    nights: str = ""  # the need that has the contacts for when these do not answer
    for_school: bool = False  # for where the school is, wherever the child lives

    def ages(self, answers):
        return {"child": ANY_CHILD, "adult": ANY_ADULT, "harmed": answers.harmed, "other": answers.other}[self.whose]


NEEDS = {
    "police": NeedRule("The police", "harmed"),
    "front_door": NeedRule("Children's social care", "child", nights="out_of_hours"),
    "out_of_hours": NeedRule("Social care at night, at weekends and on bank holidays", "child"),
    "staff_advice": NeedRule("Advice for staff", "child"),
    "online_advice": NeedRule("Advice for staff about something online", "child"),
    "allegation": NeedRule("The local authority designated officer (LADO)", "child", for_school=True),
    "remove_image": NeedRule("To get a picture or video taken down", "harmed"),
    "report_online": NeedRule("To report what happens online", "harmed"),
    "medical": NeedRule("Medical care after sexual violence", "harmed"),
    "harmed": NeedRule("For the child who has been harmed", "harmed"),
    "talk": NeedRule("Somebody for the child to talk to", "harmed"),
    "harmed_others": NeedRule("For the child who has harmed, or is alleged to have", "other"),
    "mental_health": NeedRule("If somebody may hurt themselves", "harmed"),
    "domestic_abuse": NeedRule("For abuse in a relationship", "harmed"),
    "adult_help": NeedRule("For an adult who has been harmed", "adult"),
    "adult_front_door": NeedRule("Adult safeguarding", "adult", nights="out_of_hours"),
    # These are not steps. They stand on other pages.
    "band": NeedRule("The urgent help band on every page", "child"),
    "young_people": NeedRule("Help for children and young people", "child"),
    "grown_ups": NeedRule("Other help for adults", "child"),
}
YOUNG_PEOPLE = "young_people"
PAGES = ("band", YOUNG_PEOPLE, "grown_ups")
CALLED_BY_CHILDREN = ("talk", YOUNG_PEOPLE)  # no number that is for parents or staff only
# What "Get help now" shows to adults, in this order.
HELP_FOR_ADULTS = ("front_door", "out_of_hours", "police", "staff_advice", "grown_ups", "adult_front_door")

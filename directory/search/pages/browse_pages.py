"""What the page of each door says of its own: what it counts, its hint, and where it leads beside its list."""

from dataclasses import dataclass

from directory.catalogue.doors import Door
from directory.catalogue.facts_in_words import count_in_words
from directory.county.current import county

NEVER = "Never type the name of a child or a school."


# What most leads look for first.
FREE_AND_ONLINE = {"mode": ["live_online", "elearning"], "cost": ["free"], "sort": "date"}


@dataclass(frozen=True)
class BrowsePage:
    """`says` is what to search for; `shortcuts` are (words, filters), for the same search narrowed; `beside` are
    (words, URL name), for pages.
    """

    one: str
    many: str
    says: str
    about: str = ""  # what is there, for search engines
    shortcuts: tuple = ()
    beside: tuple = ()

    @property
    def hint(self):
        return f"{self.says} {NEVER}"

    def count(self, number):
        """ "26 courses" """
        return f"{number:,} {self.one if number == 1 else self.many}"


BROWSE_PAGES = {
    Door.LESSONS: BrowsePage(
        "lesson or material",
        "lessons and materials",
        "Try “consent year 5”.",
        "Lessons, films, books and other materials on consent, relationships and "
        f"safety, by age and need, for schools in {county.in_sentences}.",
        shortcuts=(
            ("Assemblies", {"type": ["assembly"]}),
            ("Films", {"type": ["video"]}),
            ("Books", {"type": ["story_book"]}),
            ("For parents", {"type": ["newsletter", "leaflet"], "audience": ["parents_carers"]}),
            ("For pupils", {"type": ["website_young_people"]}),
        ),
        beside=(("Lesson finder", "lessons:finder"),),
    ),
    Door.GUIDANCE: BrowsePage(
        "document or tool",
        "documents and tools",
        "Try “KCSIE” or “risk assessment”.",
        "Safeguarding and RSHE guidance, changes in it, policy templates, audits "
        f"and tools for schools and colleges in {county.in_sentences}.",
        shortcuts=(
            ("Templates", {"type": ["policy_template", "form_template"]}),
            ("Audits", {"type": ["audit_tool"]}),
            ("Reporting tools", {"type": ["reporting_tool"]}),
        ),
        beside=(("Changes by date", "pages:timeline"), ("Checklists", "pages:checklist")),
    ),
    Door.TRAINING: BrowsePage(
        "course",
        "courses",
        "Try “DSL” or “governors”.",
        "Safeguarding and PSHE courses for staff, leads and governors in "
        f"{county.in_sentences}, with their next dates and what they cost.",
        shortcuts=(
            (
                "Free and online, soonest first",
                {"mode": ["live_online", "elearning"], "cost": ["free"], "sort": "date"},
            ),
        ),
    ),
    Door.ORGANISATION: BrowsePage(
        "organisation",
        "organisations",
        f"Try “counselling {county.example_home}”.",
        "Helplines and services for children, families and schools in "
        f"{county.in_sentences}: who they help, their numbers and when they answer.",
        beside=(("Directory to print", "shortlist:directory"),),
    ),
    Door.CASE_STUDY: BrowsePage(
        "case study",
        "case studies",
        "Try “corridor” or “online”.",
        "How schools handled sexual harassment and abuse between children: what "
        "was done for each child, and what worked. Nobody is named.",
        beside=(
            ("Compare two case studies", "casestudies:compare"),
            ("Share a case study from your school", "inbox:contribute"),
        ),
    ),
}
SEARCH_HINT = f"{NEVER} You cannot report a concern here."


NOTHING_BESIDE = BrowsePage("result", "results", "")  # the search of everything


def hint_for(door):
    return BROWSE_PAGES[door].hint if door else SEARCH_HINT


def says_of(door):
    """What is behind a door, for search engines; they are not led to the search of everything."""
    return BROWSE_PAGES[door].about if door else ""


def found_in_words(number, door):
    """How much was found: "26 results", or on the page of a door in its own words."""
    return BROWSE_PAGES[door].count(number) if door else count_in_words(number, "result")

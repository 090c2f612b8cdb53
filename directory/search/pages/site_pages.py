"""The pages of the site itself, by their titles and by what else people type to get there."""

from dataclasses import dataclass

from django.urls import reverse

from directory.search.language.text_analysis import WORD, fold


@dataclass(frozen=True)
class SitePage:
    title: str
    url_name: str
    also: tuple[str, ...] = ()

    @property
    def url(self):
        return reverse(self.url_name)

    @property
    def names(self):
        return [folded(name) for name in (self.title, *self.also)]

    def is_begun_by(self, typed):
        """Whether one of its names has a word that this begins, and goes on as this does."""
        return bool(typed) and any(f" {folded(typed)}" in f" {name}" for name in self.names)


def folded(text):
    return " ".join(WORD.findall(fold(text)))


WHO_TO_CALL = SitePage(
    "Who do I call?",
    "pages:who_do_i_call",
    ("who to call", "whom to call", "phone numbers", "emergency numbers", "numbers to call", "report abuse"),
)
SITE_PAGES = (
    WHO_TO_CALL,
    SitePage("Get help now", "pages:get_help_now", ("i need help", "help me", "helplines", "helpline", "emergency")),
    SitePage("What happens if I tell?", "pages:what_happens_if_i_tell", ("what happens if i tell a teacher",)),
    SitePage("Help in easy words", "easy:index", ("easy read", "easy words", "simple words")),
    SitePage("Governors", "pages:governors", ("governor questions", "questions for governors", "trustee questions")),
    SitePage("Topics", "topics:topics", ("all topics", "list of topics", "a to z")),
    SitePage("Local networks", "networks:networks", ("networks", "dsl network", "dsl networks", "meetings")),
    SitePage("Provision map", "insight:map", ("map", "gaps", "gap analysis", "what is missing")),
    SitePage("Impact", "insight:impact", ("statistics", "impact report", "annual report")),
    SitePage("My setting", "pages:my_setting", ("setting", "my school", "choose my setting")),
    SitePage("My list", "shortlist:lists", ("saved", "favourites", "bookmarks", "shortlist")),
    SitePage("Directory of support", "shortlist:directory", ("directory", "who can help", "list of services")),
    SitePage("Changes in guidance", "pages:timeline", ("timeline", "guidance changes", "updates")),
    SitePage("Checklists", "pages:checklist", ("guidance checklist", "checklist to print")),
    SitePage("Compare two case studies", "casestudies:compare", ("compare", "compare case studies")),
    SitePage("Share a case study", "inbox:contribute", ("contribute", "contribute a case study")),
    SitePage("Suggest something to add", "inbox:suggest", ("suggest", "suggestion", "feedback", "contact us")),
    SitePage("For school websites", "embeds:choose", ("embed", "widget", "iframe", "school website")),
    SitePage("Data to download", "bulk:data", ("open data", "csv", "download", "bulk data")),
    SitePage("Data for other systems", "api:about", ("api", "json", "open referral", "developers")),
    SitePage("Glossary", "pages:glossary", ("abbreviations", "acronyms", "jargon", "what does it mean")),
    SitePage("Quality", "pages:quality", ("quality criteria", "quality assured", "how we check")),
    SitePage("About", "pages:about", ("about this site", "about us", "who runs this site")),
    SitePage("Accessibility", "pages:accessibility", ("accessibility statement",)),
    SitePage("Privacy", "pages:privacy", ("privacy notice",)),
    SitePage("Cookies", "pages:cookies", ("exit", "exit this page", "leave this site", "browsing history")),
)
BY_NAME = {name: page for page in SITE_PAGES for name in page.names}


def page_named(words):
    """The page that is called just this, or None."""
    return BY_NAME.get(folded(words))


def pages_begun_by(typed):
    return [page for page in SITE_PAGES if page.is_begun_by(typed)]

"""Every template of the public site in every state that looks different, on the starter content."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from directory.catalogue.actions import archive
from directory.curation.criteria import CRITERIA
from directory.curation.models import Assessment, Message
from directory.guidance.models import GuidanceUpdate
from directory.resources.models import Resource
from directory.training.models import Course

PUBLIC = {
    "home": "/",
    "get help now": "/get-help-now/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "cookies": "/cookies/",
    "glossary": "/glossary/",
    "search": "/search/",
    "search, words and filters": "/search/?q=consent&year=y5&sector=special&ability=mld",
    "search, several years and an age": "/search/?year=y5&year=y6&age=9",
    "search, a notice": "/search/?utm_source=mail",
    "search, filters from the words": "/search/?q=consnet+year+5+tamworth+send+zebra",
    "search, near what was asked for": "/search/?q=%22asking+first%22+year+9",
    "search, second page": "/search/?page=2",
    "search, nothing found": "/search/?q=upskirting&age=0&kind=training",
    "search, nothing to step back to": "/search/?q=zzzz",
    "search, not understood": "/search/?age=nine",
    "resources": "/resources/",
    "organisations": "/organisations/?district=tamworth&local=yes",
    "training": "/training/?sort=date",
    "case studies": "/case-studies/",
    "guidance": "/guidance/",
    "resource": "/resources/nspcc-pants-send/",
    "resource with a content warning": "/resources/exploited/",
    "resource, superseded": "/resources/dfe-svsh/",
    "resource, archived by its publisher": "/resources/disrespect-nobody/",
    "resource, archived": "/resources/just-a-joke/",
    "resource, quality assured and checked": "/resources/digiduck/",
    "organisation": "/organisations/childline/",
    "organisation, details being checked": "/organisations/glow/",
    "organisation, closed": "/organisations/savana/",
    "course without dates": "/training/aim3/",
    "course with dates": "/training/esas-briefing/",
    "case study": "/case-studies/bail-in-school/",
    "guidance update": "/guidance/rshe-2026-primary/",
    "guidance update without dates": "/guidance/s175-staffs/",
    "quality": "/about/quality/",
    "suggest": "/suggest/?q=consent",
    "report a problem": "/organisations/childline/feedback/",
    "thanks": "/thanks/",
    "progress": "/progress/for-tests/",
    "resource, reviewed, unreachable and ended": "/resources/brook-tlt-tool/",
    "not found": "/nowhere/",
}

UNUSUAL = {  # addresses that do not answer 200
    "search, not understood": 400,
    "resource, archived": 410,
    "not found": 404,
}


def prepare():
    """Bring the starter content into the states that it does not have by itself."""
    archive(entry=Resource.objects.get(slug="just-a-joke"))
    today = timezone.localdate()
    Resource.objects.filter(slug="digiduck").update(
        quality="quality_assured", checked_on=today, review_due_on=today + timedelta(days=365)
    )
    GuidanceUpdate.objects.filter(slug="osa-2025").update(review_due_on=today - timedelta(days=1))
    Message.objects.create(
        purpose="suggestion", title="A pack", token="for-tests", state="done", reply="It is here now."
    )
    several_flags(Resource.objects.get(slug="brook-tlt-tool"), today)
    course, soon = Course.objects.get(slug="esas-briefing"), timezone.now() + timedelta(days=9)
    for place, status, booking in [("", "scheduled", "https://staffsscp.org.uk/book"), ("Stafford", "full", "")]:
        course.sessions.create(
            starts_at=soon, ends_at=soon + timedelta(hours=2), place=place, status=status, booking_url=booking
        )


def several_flags(entry, today):
    """A resource that was reviewed, whose website is away and whose last day is past."""
    Resource.objects.filter(pk=entry.pk).update(
        quality="use_with_care", unreachable_since=today, expires_on=today - timedelta(days=1)
    )
    assessment = Assessment.objects.create(
        entry_id=entry.pk, result="care", decided_on=today, good_until=today + timedelta(days=365)
    )
    for number, role in enumerate(["dsl", "steering"]):
        reviewer, _ = get_user_model().objects.get_or_create(username=f"reviewer{number}")
        judgements = {item.code: {"verdict": "met", "note": ""} for item in CRITERIA}
        assessment.reviews.create(reviewer=reviewer, role=role, judgements=judgements)

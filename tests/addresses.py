"""Every template of the public site in every state that looks different, on the starter content."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.guidance.models import GuidanceUpdate
from directory.inbox.models import Message
from directory.insight.models import Count, SearchedPhrase
from directory.networks.models import Meeting, Network
from directory.opendata.bulk.making import write_version
from directory.owners.models import AddressLink, ConfirmationLink
from directory.quality.criteria import CRITERIA
from directory.quality.models import Assessment
from directory.resources.models import Resource
from directory.shortlist.models import Item, Shortlist
from directory.subscriptions.models import Subscription
from directory.taxonomy.models import Topic, YearGroup
from directory.topics.models import AuditArea
from directory.training.models import Course
from tests.factories import archive

PUBLIC = {
    "home": "/",
    "get help now": "/get-help-now/",
    "what happens if I tell": "/what-happens-if-i-tell/",
    "easy words": "/easy/",
    "easy words, get help now": "/easy/get-help-now/",
    "easy words, who do I call": "/easy/who-do-i-call/",
    "easy words, what happens if I tell": "/easy/what-happens-if-i-tell/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "cookies": "/cookies/",
    "glossary": "/glossary/",
    "search": "/search/",
    "search, words and filters": "/search/?q=consent&year=y5&sector=special&ability=mld",
    "search, several years and an age": "/search/?year=y5&year=y6&age=9",
    "search, a notice": "/search/?colour=red",
    "search, filters from the words": "/search/?q=consnet+year+5+tamworth+send+zebra",
    "search, near what was asked for": "/search/?q=%22asking+first%22+year+9",
    "search, second page": "/search/?page=2",
    "search, a sentence": "/search/?q=two+Year+8+boys+shared+a+nude+of+a+Year+9+girl",
    "search, nothing found": "/search/?q=upskirting&age=0&kind=training",
    "search, nothing to step back to": "/search/?q=zzzz",
    "search, not understood": "/search/?age=nine",
    "lessons": "/lessons/",
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
    "case study with decisions": "/case-studies/restorative-triage/",
    "staff session": "/case-studies/restorative-triage/session/",
    "staff session, little said": "/case-studies/bail-in-school/session/",
    "guidance update": "/guidance/rshe-2026-primary/",
    "guidance update without dates": "/guidance/s175-staffs/",
    "quality": "/about/quality/",
    "suggest": "/suggest/?q=consent",
    "report a problem": "/organisations/childline/feedback/",
    "thanks": "/thanks/",
    "progress": "/progress/for-tests/",
    "resource, reviewed, unreachable and ended": "/resources/brook-tlt-tool/",
    "not found": "/nowhere/",
    "organisation, asked": "/confirm/",
    "organisation, asked for a change": "/confirm/",
    "course, asked": "/confirm/",
    "course, asked for dates": "/confirm/",
    "another address": "/confirm/address/",
    "link that does nothing": "/confirm/x/",
    "thanks for a confirmation": "/confirm/thanks/yes/",
    "thanks for a change": "/confirm/thanks/change/",
    "thanks, another address": "/confirm/thanks/address/",
    "no longer asked": "/confirm/thanks/stop/",
    "home, my setting": "/?sector=secondary&year=ks3&year=ks4&district=tamworth",
    "my setting": "/my-setting/?sector=primary&year=y5",
    "my setting, not understood": "/my-setting/?youngest=9&oldest=5",
    "setting, not understood": "/topics/?age=nine",
    "lesson finder": "/lessons/finder/",
    "lesson finder, a topic": "/lessons/finder/?topic=consent",
    "lesson finder, lessons": "/lessons/finder/?topic=consent&year=y5&ability=mld",
    "lesson finder, nothing": "/lessons/finder/?topic=sharing_nudes&year=y1&sector=primary",
    "lesson finder, not understood": "/lessons/finder/?topic=zz",
    "topics": "/topics/?sector=primary",
    "topic hub": "/topics/sharing-nudes/",
    "topic hub, my setting": "/topics/consent/?sector=special&year=y5&ability=mld",
    "incident sheet": "/topics/sharing-nudes/incident-sheet/?harmed=13-15&home=tamworth",
    "incident sheet, questions": "/topics/sextortion/incident-sheet/",
    "incident sheet, not understood": "/topics/sextortion/incident-sheet/?harmed=nine",
    "topic hub with little": "/topics/physical-abuse/?age=4",
    "collection": "/collections/dsl-essentials/",
    "who do I call": "/who-do-i-call/",
    "compare": "/case-studies/compare/?case=bail-in-school&case=restorative-triage",
    "compare, choose": "/case-studies/compare/?case=bail-in-school&case=gone",
    "contribute": "/case-studies/contribute/",
    "timeline": "/guidance/timeline/?sector=primary",
    "checklist": "/guidance/checklist/?sector=primary",
    "governors": "/governors/",
    "governors' pack": "/governors/pack/?area=1",
    "governors' pack, nothing chosen": "/governors/pack/",
    "networks": "/networks/",
    "networks without dates": "/networks/?district=lichfield",
    "network": "/networks/tamworth/",
    "agenda of a meeting": "/networks/tamworth/9001/",
    "agenda of a past meeting": "/networks/tamworth/9002/",
    "agenda of a group without a date": "/networks/lichfield/agenda/?topic=consent",
    "what a group learnt": "/networks/tamworth/9002/learnt/",
    "agenda": "/networks/agenda/?topic=consent&sector=primary",
    "lists": "/list/",
    "save": "/list/add/?entry=1",
    "list": "/list/for-tests/",
    "list, to read": "/list/for-reading/",
    "list, nothing in it": "/list/nothing/",
    "list, forgotten": "/list/forgotten/",
    "plan": "/list/for-planning/plan/",
    "plan, to read": "/list/to-teach-from/plan/",
    "plan, nothing in it": "/list/nothing/plan/",
    "directory": "/directory/?district=tamworth&help=victims",
    "provision map": "/map/",
    "provision map by sector": "/map/?by=sector",
    "provision map by key stage and need": "/map/?by=stage&and=need&topic=consent",
    "provision map, unknown": "/map/?by=zz",
    "gap": "/map/gap/?topic=upskirting&year=ks1&ability=pmld",
    "gap, not understood": "/map/gap/?year=zz",
    "email about guidance": "/email/guidance/?sector=primary&year=y5",
    "email about what is new": "/email/new/?q=consent&sector=primary",
    "email about meetings": "/email/meetings/tamworth/",
    "email, check it": "/email/sent/",
    "email, to confirm": "/email/for-tests/",
    "email, confirmed": "/email/confirmed-for-tests/",
    "email, gone": "/email/nothing/",
    "for school websites": "/embed/?show=/embed/directory/tamworth/&ages=ks1",
    "for school websites, not understood": "/embed/?show=zz",
    "data to download": "/data/",
    "data to download, an older version": "/data/2026-11-01/",
    "data for other systems": "/api/",
    "impact": "/impact/",
    "impact, not understood": "/impact/?from=yesterday",
    "impact report": "/impact/report/",
}

UNUSUAL = {  # addresses that do not answer 200
    "search, not understood": 400,
    "resource, archived": 410,
    "not found": 404,
    "link that does nothing": 404,
    "list, forgotten": 404,
    "email, gone": 404,
    "incident sheet, not understood": 400,
    "governors' pack, nothing chosen": 400,
    "my setting, not understood": 400,
    "setting, not understood": 400,
    "provision map, unknown": 400,
    "lesson finder, not understood": 400,
    "gap, not understood": 400,
    "impact, not understood": 400,
    "for school websites, not understood": 400,
    "box that is gone": 404,
}

BOXES = {  # pages that other sites show in a frame: nothing of the frame of our own pages is around them
    "box of a topic": "/embed/topic/sharing-nudes/",
    "box of a topic without first steps": "/embed/topic/consent/",
    "box of a directory": "/embed/directory/newcastle-under-lyme/?year=ks1&year=ks2",
    "box of who do I call": "/embed/who-do-i-call/",
    "box that is gone": "/embed/topic/nothing-such/",
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
    files_to_download(today)
    several_flags(Resource.objects.get(slug="brook-tlt-tool"), today)
    a_meeting()
    lists()
    some_counts(today)
    subscriptions()
    PUBLIC["governors' pack"] = f"/governors/pack/?area={AuditArea.objects.first().pk}"
    PUBLIC["save"] = f"/list/add/?entry={Entry.objects.get(slug='childline').pk}"
    owners_are_asked()
    course, soon = Course.objects.get(slug="esas-briefing"), timezone.now() + timedelta(days=9)
    for place, status, booking in [("", "scheduled", "https://staffsscp.org.uk/book"), ("Stafford", "full", "")]:
        course.sessions.create(
            starts_at=soon, ends_at=soon + timedelta(hours=2), place=place, status=status, booking_url=booking
        )


def owners_are_asked():
    until = {"to": "office@example.org", "expires_at": timezone.now() + timedelta(days=60)}
    for name, slug in (("organisation", "childline"), ("course", "esas-briefing")):
        link = ConfirmationLink.objects.create(entry=Entry.objects.get(slug=slug), **until)
        more = {"organisation": "a change", "course": "dates"}[name]
        PUBLIC[f"{name}, asked"] = f"/confirm/{link.token}/"
        PUBLIC[f"{name}, asked for {more}"] = f"/confirm/{link.token}/change/"
    other = AddressLink.objects.create(entry=link.entry, new_email="new@example.org", **until)
    PUBLIC["another address"] = f"/confirm/address/{other.token}/"


def a_meeting():
    """One soon and one lately."""
    network, topic = Network.objects.get(slug="tamworth"), Topic.objects.get(code="sharing_nudes")
    for pk, days in ((9001, 9), (9002, -9)):
        starts = timezone.now() + timedelta(days=days)
        meeting = Meeting(pk=pk, network=network, theme=topic, notes="A new policy\nOpen matters", who_may_come="All")
        meeting.starts_at, meeting.ends_at = starts, starts + timedelta(hours=2)
        meeting.save()
        meeting.to_discuss.set(Entry.objects.filter(slug="ukcis-nudes"))


def lists():
    shortlist = Shortlist.objects.create(token="for-tests", share="for-reading", title="For the staff room")
    Shortlist.objects.create(token="nothing")
    for entry in Entry.objects.filter(slug__in=["childline", "exploited", "savana", "just-a-joke"]):
        Item.objects.create(shortlist=shortlist, entry=entry, note="Read this first")
    plan = Shortlist.objects.create(token="for-planning", share="to-teach-from", first_lesson_on=timezone.localdate())
    Shortlist.objects.filter(pk=plan.pk).update(year_group=YearGroup.objects.get(code="y5"))
    for entry in Entry.objects.filter(slug__in=["childline", "exploited", "digiduck", "nspcc-pants-send"]):
        Item.objects.create(shortlist=plan, entry=entry, lessons=2)


def subscriptions():
    """One to be confirmed, and one that is."""
    to, week = "dsl@school.example", timezone.now() + timedelta(days=7)
    asked = Subscription.objects.create(to=to, what="new", query="sector=primary", expires_at=week)
    confirmed = Subscription.objects.create(to=to, what="guidance", expires_at=week, confirmed_at=timezone.now())
    PUBLIC["email, to confirm"] = asked.get_absolute_url()
    PUBLIC["email, confirmed"] = confirmed.get_absolute_url()


def some_counts(today):
    for number in range(40):
        day = today - timedelta(days=10 * number)
        Count.objects.create(day=day, what="search", number=7)
        Count.objects.create(day=day, what="opened", key="organisations/childline", number=5)
        Count.objects.create(day=day, what="filter", key="sector:primary", number=1)
    SearchedPhrase.objects.create(words="consent", state="released").days.create(day=today, found=True)


def files_to_download(today):
    """Today's and older ones, with nothing in them."""
    for day in (today, date(2026, 11, 1)):
        moment = timezone.make_aware(datetime.combine(day, time()))
        write_version(day, begun_at=moment, written_at=moment, records=lambda table: [], revision_of=None)


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

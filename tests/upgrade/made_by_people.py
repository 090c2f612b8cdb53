"""What people make of a bank in its first months, in every table: recorded with a release, and upgraded later."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from directory.catalogue.actions import history, steps
from directory.catalogue.actions.editing import save_entry
from directory.catalogue.models import Entry
from directory.catalogue.states import Action
from directory.curation.bulk.edits import bulk_edit
from directory.curation.bulk.undo import undo
from directory.curation.topic_merging import merge_topics
from directory.exchange.models import Upload
from directory.fetching.fetch_outcome import Fetched
from directory.freshness.actions import find_links, record_answer
from directory.freshness.models import Link
from directory.inbox import actions as inbox
from directory.insight import usage
from directory.insight.coverage import note_coverage
from directory.insight.models import SearchedPhrase
from directory.insight.searched_phrases import decide_phrase
from directory.jobs.running import run_due_jobs
from directory.networks.models import Network
from directory.quality import actions as quality
from directory.quality.criteria import CRITERIA
from directory.quality.lapsing import lapse
from directory.resources.models import Resource
from directory.search.documents.models import SynonymGroup
from directory.shortlist import actions as shortlist
from directory.staff.models import SignIn
from directory.staff.second_factor import recovery_codes
from directory.taxonomy.models import Sector, Topic
from directory.training.models import CourseSession
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.people import ROLES, make_user
from tests.signing_in import app_of

READER = "192.0.2.7"  # an address that nobody has
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@transaction.atomic  # faster
def make_everything():
    people = make_staff()
    for make in (
        make_entries_of_every_kind,
        take_every_step,
        change_starter_content,
        review_quality,
        change_in_bulk,
        change_the_vocabularies,
        answer_messages,
        add_dates,
        check_links,
        keep_a_list,
        count_usage,
        leave,
    ):
        make(people)


def entry(kind, reference):
    """An entry of the starter content, as its own kind."""
    return Entry.objects.of_kind(kind).get(reference=reference).specific


def at(month, day, hour=15):
    """A moment that has long passed by the time of any upgrade."""
    return datetime(2026, month, day, hour, tzinfo=timezone.get_current_timezone())


def make_staff():
    """Somebody in every role, two more curators, and one who is about to leave."""
    people = {role.lower(): make_user(role) for role in ROLES}
    people["second"], people["third"] = make_user("Curator"), make_user("Curator")
    people["coordinator"] = get_user_model().objects.create_superuser("coordinator", password="made up for a test")
    people["left"] = make_user("Curator", last_name="O’Left")
    app_of(people["curator"])
    recovery_codes.new_codes(user=people["curator"])
    SignIn.objects.create(what="signed_in", user=people["editor"], network="203.0.113.0/24", at=at(9, 1))
    return SimpleNamespace(**people)


def make_entries_of_every_kind(people):
    """Complete and published, with text that is awkward to keep."""
    for make in (make_resource, make_organisation, make_case_study, make_guidance):
        make("Ünïcode “quotes”, a \\ and 100%", created_by=people.contributor, how_to_use="One\n\nTwo\t'three' ✓")
    course = make_course("A course with dates", provider=entry("organisation", "esas"))
    starts = at(9, 30)
    dates = [
        CourseSession(course=course, starts_at=starts + n * DAY, ends_at=starts + n * DAY + HOUR) for n in range(3)
    ]
    for date in dates:
        date.save()
    dates[1].status, dates[2].place = "cancelled", "Stafford"
    for date in dates:
        date.save()
    history.record_revision(entry=course, action=Action.EDITED, by=people.editor)


def take_every_step(people):
    """Entries of a contributor at every point of the way to readers."""
    draft, waiting, later, back, shown, hidden, gone = [
        make_resource(f"Written here {number}", published=False, created_by=people.contributor) for number in range(7)
    ]
    for one in (waiting, later, back, shown, hidden, gone):
        steps.take_step(step="submit", entry=one, by=people.contributor)
    steps.take_step(step="send_back", entry=back, by=people.curator, why="Say who it is for.")
    steps.take_step(step="schedule", entry=later, by=people.curator, at=timezone.now() + 365 * DAY)
    for one in (shown, hidden, gone):
        steps.take_step(step="publish", entry=one, by=people.curator)
    steps.take_step(step="unpublish", entry=hidden, by=people.editor, why="A picture was wrong.")
    steps.take_step(step="archive", entry=gone, by=people.curator, why="No longer offered.")
    steps.take_step(step="archive", entry=draft, by=people.curator, why="By mistake.")
    steps.take_step(step="reopen", entry=draft, by=people.curator)


def change_starter_content(people):
    """What curators make of what they were given: new titles and addresses, checks, versions restored and blanked."""
    for kind, reference in (("resource", "kcsie"), ("organisation", "glow"), ("training", "dsl-role")):
        edit(entry(kind, reference), people.curator, slug=f"{reference}-as-we-say", summary="In our own words.")
    edit(entry("resource", "kcsie"), people.second, note="Seen by the group.", aliases="The green book\nKeeping safe")
    history.restore_revision(change=entry("resource", "kcsie").revisions.get(number=1), by=people.left)
    edit(entry("resource", "hackett"), people.left, note="Somebody’s name.")
    history.forget_versions(entry=entry("resource", "hackett"))
    history.record_check(entry=entry("organisation", "survive"), on=at(10, 1).date(), by=people.editor)
    entry("organisation", "yess").delete()


def edit(own, by, **values):
    for name, value in values.items():
        setattr(own, name, value)
    save_entry(entry=own)
    history.record_revision(entry=own, action=Action.EDITED, by=by)


def review_quality(people):
    """A mark, one that has lapsed, a dispute that was settled, and a round that waits for its second review."""
    judged = {item.code: {"verdict": "met", "note": "As it says on page 3."} for item in CRITERIA}
    doubted = {**judged, "qa_safe": {"verdict": "partly", "note": "It shows too much."}}
    marked, lapsed, settled, begun = [make_resource(f"Reviewed {number}") for number in range(4)]
    edit(marked, people.curator)
    marked.cites.add(entry("resource", "wtsc"))
    for one, second in ((marked, judged), (lapsed, judged), (settled, doubted)):
        quality.review(entry=one, by=people.curator, role="dsl", judgements=judged)
        assessment = quality.review(entry=one, by=people.second, role="health", judgements=second)
    quality.settle_dispute(assessment=assessment, result="care", by=people.third, why="With a word before it.")
    quality.review(entry=begun, by=people.third, role="steering", judgements=doubted)
    lapse(entry=lapsed, because="Its review was valid until yesterday.")


def change_in_bulk(people):
    """Two changes to many entries, one of them undone, and a file that waits to be imported."""
    some = list(Entry.objects.published().of_kind("organisation").order_by("pk")[:5])
    bulk_edit(
        ids=[one.pk for one in some],
        change={"add": {"audiences": ["governors"]}},
        by=people.curator,
        what="For governors",
    )
    ids = [one.pk for one in some]
    edit_ = bulk_edit(ids=ids, change={"set": {"cost": "paid"}}, by=people.curator, what="Paid")
    undo(edit=edit_, by=people.second)
    content = "title\nA title\n".encode("utf-16")
    Upload.objects.create(by=people.curator, kind="resource", name="resources.csv", content=content)


def change_the_vocabularies(people):
    """A sector with another name, a topic that became part of another, and synonyms of the curators' own."""
    sector = Sector.objects.get(code="primary")
    sector.label, sector.search_words = "Primary or first school", "primary\nfirst school"
    sector.save()
    old = Topic.objects.create(code="asking_first", name="Asking first", group="learning", order=99)
    for one in Resource.objects.filter(title__startswith="Reviewed"):
        one.topics.add(old)
    merge_topics(topic=old, into=Topic.objects.get(code="consent"), by=people.curator)
    SynonymGroup.objects.create(phrases="wellbeing\nemotional health")


def answer_messages(people):
    """A suggestion that became a draft, a problem that was dealt with, one that waits; and votes."""
    told = {"kind": "case_study", "title": "What we tried", "url": "https://example.org/tried", "words": "It helped."}
    details = {"issue": "A rumour", "topics": ["consent"], "sectors": ["primary"]}
    suggested = inbox.receive(address=READER, purpose="suggestion", details=details, **told)
    inbox.make_draft(message=suggested, by=people.curator)
    about = Entry.objects.get(pk=entry("organisation", "survive").pk)
    number = inbox.receive(address=READER, purpose="problem", entry=about, trouble="number", words="It rings out.")
    inbox.answer(message=number, by=people.editor, state="done", reply="Thank you. It is right again.")
    inbox.receive(address=READER, purpose="problem", entry=about, trouble="harmful", words="A picture on it.")
    for helped in (True, True, False):
        inbox.count_vote(entry=about, helped=helped, address=READER)


def add_dates(people):
    """Meetings of two networks, one of them cancelled."""
    topic, (one, other) = Topic.objects.get(code="consent"), Network.objects.order_by("pk")[:2]
    one.sectors.add(Sector.objects.get(code="primary"))
    meeting = one.meetings.create(starts_at=at(10, 1), ends_at=at(10, 1, 17), theme=topic, notes="Welcome\nNext")
    meeting.to_discuss.add(entry("resource", "kcsie").pk)
    cancelled = other.meetings.create(starts_at=at(11, 2), ends_at=at(11, 2, 17), theme=topic, place="Lichfield")
    cancelled.status = "cancelled"
    cancelled.save()


def check_links(people):
    """Links in every state: each was asked often enough to be given up where it failed."""
    find_links()
    answers = [(200, ""), (404, ""), (403, ""), (None, "No answer."), (200, "https://elsewhere.example.org/")]
    for number, link in enumerate(Link.objects.order_by("pk")[:10]):
        status, elsewhere = answers[number % len(answers)]
        problem = "" if status else "No answer."
        for days in range(4 if number < 5 else 1):
            title = "Advice for schools" if days < 3 else "This domain is for sale"
            fetched = Fetched(status, elsewhere or link.address, title=title, problem=problem)
            record_answer(link=link, fetched=fetched, now=at(10, 1 + days))
    run_due_jobs()


def keep_a_list(people):
    """A list with notes, out of the order in which its entries were added."""
    kept = shortlist.start(address=READER)
    for kind, reference in (("resource", "kcsie"), ("organisation", "survive"), ("training", "esas-briefing")):
        shortlist.add(shortlist=kept, entry=Entry.objects.get(pk=entry(kind, reference).pk))
    last = kept.items.last()
    shortlist.move(shortlist=kept, item=last.pk, by=-2)
    shortlist.describe(shortlist=kept, title="For Monday’s briefing", notes={last.pk: "Begin with this."})


def count_usage(people):
    """Four days of searches; of the words that were kept, some are released and some hidden."""
    days = [at(10, number).date() for number in range(1, 5)]
    for number, day in enumerate(days, start=1):
        counts = {(day, "search", ""): 10 * number, (day, "filter", "sector:primary"): number, (day, "page", "/"): 3}
        asked = {
            (day, "consent", True, True),
            (day, "sharing pictures", True, True),
            (day, "peer abuse", False, True),
        }
        usage.write_usage(numbers=counts, asked=asked)
    phrases = dict(zip(("released", "hidden"), SearchedPhrase.objects.order_by("words"), strict=False))
    for state, phrase in phrases.items():
        decide_phrase(phrase=phrase, state=state, by=people.curator)
    note_coverage()


def leave(people):
    people.left.is_active = False
    people.left.save()

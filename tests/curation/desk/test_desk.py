from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions import steps
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import record_of
from directory.catalogue.working_copies.actions import begin, take_copy_step
from directory.curation.desk.queues import queues_for
from directory.exchange.models import Upload
from directory.following.models import Bank, Proposal
from directory.freshness.jobs import record_run
from directory.freshness.models import JobRun, Link
from directory.inbox.models import Message
from directory.jobs.jobs import JOBS
from directory.jobs.running import run_due_jobs
from directory.owners.models import Owner, ProposedChange
from directory.quality.models import Assessment
from tests.factories import make_contact, make_course, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def full_desk():
    """One thing in every queue."""
    today = timezone.localdate()
    make_resource("Draft", published=False)
    steps.take_step(step="submit", entry=make_resource("Waiting", published=False))
    make_resource("Overdue", review_due_on=today - DAY)
    make_resource("Broken", unreachable_since=today)
    make_organisation("To check", confidence="medium")
    make_resource("Ended", expires_on=today - DAY)
    lapsed = make_resource("Lapsed")
    Entry.objects.filter(pk=lapsed.pk).update(quality="quality_assured", quality_until=today - DAY)
    course = make_course("Ending")
    past = timezone.now() - DAY
    course.sessions.create(starts_at=past, ends_at=past + timedelta(hours=1))
    Message.objects.create(purpose="suggestion", title="Something")
    Message.objects.create(purpose="problem", trouble="harmful", entry=Entry.objects.get(pk=lapsed.pk))
    Link.objects.create(entry=Entry.objects.get(pk=lapsed.pk), address="https://example.org/", state="moved")
    Assessment.objects.create(entry=Entry.objects.get(pk=make_resource("Assessed", quality="in_review").pk))
    late("Late")
    asked = make_organisation("Asked")
    Owner.objects.create(entry_id=asked.pk, email="office@example.org")
    ProposedChange.objects.create(entry_id=asked.pk, seen={}, wanted={})
    proposed_by_another_bank()
    booked_at_broken_address("Booked")
    naming_what_is_gone("Superseded")
    with_a_copy_to_review("Rewritten")
    standing_out_of_sight("Hidden helpline")


def late(title):
    """Approved for a moment that has passed, and by then what it sends readers to has gone."""
    successor = make_resource("Its successor")
    entry = make_resource(title, published=False, status="superseded", successor=Entry.objects.get(pk=successor.pk))
    steps.take_step(step="submit", entry=entry)
    steps.take_step(step="schedule", entry=entry, by=make_user("Curator"), at=timezone.now() + DAY)
    Entry.objects.filter(pk=successor.pk).update(status="withdrawn")
    Entry.objects.filter(pk=entry.pk).update(publish_at=timezone.now() - DAY)
    return entry


def naming_what_is_gone(title):
    successor = make_resource("Gone by now")
    make_resource(title, status="superseded", successor=Entry.objects.get(pk=successor.pk))
    steps.take_step(step="archive", entry=successor, by=make_user("Curator"), why="It has closed")


def with_a_copy_to_review(title):
    entry, editor = make_resource(title), make_user("Editor")
    record = record_of(entry) | {"summary": "A quite different text."}
    copy = begin(entry=entry, record=record, by=editor)
    take_copy_step(step="submit", copy=copy, by=editor)


def standing_out_of_sight(title):
    helpline = make_organisation(title, phone="0300 123 4567")
    make_contact("talk", helpline)
    Entry.objects.filter(pk=helpline.pk).update(state="archived")


def proposed_by_another_bank():
    """One that may harm while it waits, another, and one of a bank that is followed no more."""
    banks = [
        Bank.objects.create(name=state, address=f"https://{state}.example", state=state)
        for state in ("followed", "stopped")
    ]
    for bank, what, rank in ((banks[0], "withdrawn", 0), (banks[0], "new", 3), (banks[1], "new", 3)):
        Proposal.objects.create(bank=bank, uuid=uuid4(), kind="resource", what=what, rank=rank, title="Theirs")


def booked_at_broken_address(title):
    course = make_course(title)
    Link.objects.create(entry=Entry.objects.get(pk=course.pk), address="https://example.org/book", state="broken")
    return course


def test_every_queue_leads_to_a_list_of_just_what_it_counts(client, full_desk):
    curator = make_user("Curator")
    sign_in(client, curator)
    queues = list(queues_for(curator))
    assert {queue.label for queue in queues if queue.count == 0} == set()
    for queue in queues:
        assert client.get(queue.url).context["cl"].result_count == queue.count, queue


def test_a_queue_says_since_when_the_first_has_waited(full_desk):
    since = {queue.name: queue.since for queue in queues_for(make_user("Curator"))}
    assert since["overdue"] == timezone.localdate() - DAY
    assert since["harm"] == Message.objects.get(trouble="harmful").received_at
    assert since["scheduled"] is None


def test_what_could_harm_a_child_comes_first(full_desk):
    assert next(iter(queues_for(make_user("Curator")))).name == "harm"


def test_the_desk_shows_each_queue_as_a_link_with_its_count(client, full_desk):
    sign_in(client, make_user("Curator"))
    text = client.get("/admin/").text
    for label in (
        "To review",
        "Review overdue",
        "Suggestions",
        "Reports that something could harm a child",
        "Problems reported",
        "Drafts waiting",
    ):
        assert f"<strong>1</strong> {label}" in text, label
    assert "<strong>2</strong> Broken links" in text


def test_a_broken_address_to_book_a_date_counts_as_a_broken_link(client):
    booked_at_broken_address("Booked")
    sign_in(client, make_user("Curator"))
    assert "<strong>1</strong> Broken links" in client.get("/admin/").text
    assert "Booked" in client.get(reverse("admin:catalogue_entry_changelist"), {"todo": "broken"}).text


def test_what_could_not_be_published_when_due_is_on_the_desk_with_the_reason(client):
    entry = late("Late")
    run_due_jobs()
    sign_in(client, make_user("Curator"))
    assert "<strong>1</strong> Not published when due" in client.get("/admin/").text
    text = client.get(reverse("admin:catalogue_entry_changelist"), {"todo": "late"}).text
    assert "Late" in text
    assert "The replacement is no longer available." in text
    assert "It could not be published then. The replacement is no longer available." in client.get(
        reverse("admin:resources_resource_change", args=[entry.pk])
    ).text.replace("\n", " ")


def test_what_is_scheduled_is_listed_with_its_day(client):
    entry = steps.take_step(step="submit", entry=make_resource("Soon", published=False))
    at = timezone.now() + DAY
    steps.take_step(step="schedule", entry=entry, by=make_user("Curator"), at=at)
    sign_in(client, make_user("Curator"))
    assert "<strong>1</strong> Scheduled" in client.get("/admin/").text
    text = client.get(reverse("admin:catalogue_entry_changelist"), {"todo": "scheduled"}).text
    assert f"{timezone.localtime(at):%-d %B %Y, %H:%M}." in text


def test_each_sees_only_the_queues_that_are_theirs():
    labels = {
        role: {queue.label for queue in queues_for(make_user(role))}
        for role in ("Contributor", "Editor", "Administrator")
    }
    assert "Suggestions" not in labels["Contributor"] | labels["Editor"]
    assert labels["Administrator"] == set()


def test_the_desk_tells_a_contributor_nothing_of_others_drafts(client):
    make_resource("Secret draft", published=False, created_by=make_user("Editor"))
    user = make_user("Contributor")
    make_resource("My draft", published=False, created_by=user)
    sign_in(client, user)
    text = client.get("/admin/").text
    assert "Secret draft" not in text
    assert "My draft" in text
    assert "<strong>1</strong> Drafts waiting" in text


def test_the_desk_says_what_people_changed_this_week(client):
    curator = make_user("Curator")
    entry = make_resource("Ours")
    steps.take_step(step="unpublish", entry=entry, by=curator, why="A wrong number")
    sign_in(client, curator)
    text = client.get("/admin/").text
    assert "hidden from readers" in text
    assert "A wrong number" in text


def test_the_desk_searches_entries(client):
    make_resource("Wombat")
    sign_in(client, make_user("Curator"))
    assert 'name="q"' in client.get("/admin/").text
    assert "Wombat" in client.get(reverse("admin:catalogue_entry_changelist"), {"q": "wombat"}).text


def test_the_desk_asks_the_database_as_much_for_many_entries_as_for_few(client, django_assert_max_num_queries):
    sign_in(client, make_user("Curator"))

    def queries():
        with django_assert_max_num_queries(80) as captured:
            client.get("/admin/")
        return len(captured)

    make_resource()
    queries()  # the first reads what is kept afterwards
    few = queries()
    for _ in range(6):
        make_resource(published=False)
    assert queries() == few


def test_the_desk_says_when_the_work_of_the_site_has_stopped(client):
    sign_in(client, make_user("Curator"))
    assert "Nothing that this site does by itself has run yet" in client.get("/admin/").text
    run_due_jobs()
    text = client.get("/admin/").text
    assert "These have not run yet: " in text
    assert "Checking links" in text
    assert "Scheduled publishing" not in text
    JobRun.objects.update(ran_at=timezone.now())
    record_run("check_links", "Works: 3")
    assert "These have" not in client.get("/admin/").text
    JobRun.objects.filter(name="check_links").update(ran_at=timezone.now() - timedelta(days=2))
    assert "These have stopped: Checking links, last on" in client.get("/admin/").text


def test_the_desk_says_which_work_failed(client):
    run_due_jobs()
    JobRun.objects.update(ran_at=timezone.now())
    JobRun.objects.filter(name="publish").update(failed=True, outcome="failed: ValueError")
    text = sign_in(client, make_user("Curator")).get("/admin/").text
    assert "These failed when they last ran: Scheduled publishing" in text


def test_run_due_jobs_publishes_lapses_and_forgets():
    curator = make_user("Curator")
    entry = steps.take_step(step="submit", entry=make_resource(published=False))
    soon = timezone.now() + DAY
    steps.take_step(step="schedule", entry=entry, by=curator, at=soon)
    Upload.objects.create(by=curator, kind="resource", name="x", content=b"", at=timezone.now() - 2 * DAY)
    by_day = [job for job in JOBS if job.at is None]  # at night, links are asked
    outcome = run_due_jobs(now=soon, jobs=by_day)
    assert "Scheduled publishing: 1 published" in outcome
    assert "Ending quality marks: 0 marks lapsed" in outcome
    assert Entry.objects.get(pk=entry.pk).is_published
    assert not Upload.objects.exists()


def test_after_an_approval_the_next_that_waits_is_opened(client):
    first, second = (steps.take_step(step="submit", entry=make_resource(published=False)) for _ in range(2))
    sign_in(client, make_user("Curator"))
    response = client.post(reverse("admin:resources_resource_step", args=[first.pk, "publish"]))
    assert response.headers["Location"] == reverse("admin:resources_resource_change", args=[second.pk])


def test_a_step_that_needs_more_is_asked_on_its_own_page_and_keeps_what_was_said(client):
    curator = make_user("Curator")
    entry = steps.take_step(step="submit", entry=make_resource(published=False, created_by=curator))
    sign_in(client, curator)
    page = reverse("admin:resources_resource_step", args=[entry.pk, "publish"])
    response = client.post(page, {"why": "Typed with care"})
    assert "This is your own work" in response.text
    assert "Typed with care" in response.text
    client.post(page, {"why": "Typed with care", "override": "on"})
    assert Entry.objects.get(pk=entry.pk).is_published

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions import steps
from directory.catalogue.models import Entry
from directory.fetching.fetch_outcome import Fetched
from directory.freshness import actions
from directory.freshness.models import JobRun, Link
from directory.quality.models import Assessment
from tests.catalogue.test_admin import save
from tests.factories import make_course, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

State = Link.State
ADDRESS = "https://example.org/pack"


def fetched(status=200, title="The pack", problem="", address=ADDRESS, retry_after=None):
    return Fetched(status=status, address=address, title=title, problem=problem, retry_after=retry_after)


@pytest.fixture
def link():
    make_resource("The pack", url=ADDRESS)
    actions.find_links()
    return Link.objects.get()


def noted(link, *answers, apart=timedelta(days=1)):
    """What has become of a link after some answers, each a day after the one before, the last of them now."""
    first = timezone.now() - apart * (len(answers) - 1)
    for number, answer in enumerate(answers):
        actions.record_answer(link=Link.objects.get(pk=link.pk), fetched=answer, now=first + apart * number)
    return Link.objects.get(pk=link.pk)


NO_ANSWER = fetched(None, "", "No answer within 10 seconds.")
GONE = fetched(404, "Not found")


def test_find_links_takes_addresses_of_published_entries_and_of_coming_dates():
    make_resource(url="https://example.org/a")
    make_resource(url="https://example.org/draft", published=False)
    course, soon = make_course(), timezone.now() + timedelta(days=3)
    for when, booking in [
        (soon, "https://example.org/book"),
        (timezone.now() - timedelta(days=3), "https://example.org/past"),
    ]:
        course.sessions.create(starts_at=when, ends_at=when + timedelta(hours=1), booking_url=booking)
    actions.find_links()
    assert set(Link.objects.values_list("address", flat=True)) == {
        "https://example.org/a",
        "https://example.org/book",
    }


def test_find_links_forgets_an_address_that_was_mended(link):
    noted(link, GONE, GONE, GONE, apart=timedelta(days=2))
    assert Entry.objects.unreachable().exists()
    Entry.objects.update(url="https://example.org/right")
    actions.find_links()
    assert list(Link.objects.values_list("address", "state")) == [("https://example.org/right", "unchecked")]
    assert not Entry.objects.unreachable().exists()


@pytest.mark.parametrize("answer", [NO_ANSWER, GONE, fetched(500), fetched(410)])
def test_a_link_is_not_given_up_at_its_first_failure_nor_at_its_second(link, answer):
    assert noted(link, answer).state == State.FAILING
    assert noted(link, answer).state == State.FAILING
    assert not Entry.objects.unreachable().exists()


def test_a_link_is_broken_after_three_failures_over_two_days(link):
    assert noted(link, GONE, GONE, GONE, apart=timedelta(hours=1)).state == State.FAILING
    Link.objects.update(failing_since=timezone.now() - timedelta(days=3))
    assert noted(link, GONE).state == State.BROKEN
    assert Entry.objects.unreachable().exists()


def test_a_link_is_not_given_up_after_two_failures_however_far_apart(link):
    assert noted(link, GONE, GONE, apart=timedelta(days=9)).state == State.FAILING


def test_a_broken_link_that_answers_again_works_again(link):
    assert noted(link, GONE, GONE, GONE, fetched(), apart=timedelta(days=2)).state == State.WORKS
    assert not Entry.objects.unreachable().exists()


@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_site_that_refuses_programs_is_not_broken(link, status):
    assert noted(link, *[fetched(status)] * 5, apart=timedelta(days=2)).state == State.REFUSED
    assert not Entry.objects.unreachable().exists()


def test_a_new_title_is_noticed_and_a_small_change_of_it_is_not(link):
    assert (
        noted(link, fetched(title="The pack for schools"), fetched(title="The pack | For schools")).state
        == State.WORKS
    )
    changed = noted(link, fetched(title="Buy cheap tablets online"))
    assert changed.state == State.CHANGED
    assert changed.title_before == "The pack | For schools"


def test_a_redirect_is_noted_with_where_it_leads(link):
    moved = noted(link, fetched(address="https://example.org/new/pack"))
    assert (moved.state, moved.leads_to) == (State.MOVED, "https://example.org/new/pack")
    assert noted(link, fetched(address="https://www.example.org/pack/")).state == State.WORKS


@pytest.mark.parametrize(
    "answer", [fetched(title="Buy cheap tablets online"), fetched(address="https://example.com/other")]
)
def test_the_quality_mark_lapses_when_the_page_becomes_another(link, answer):
    noted(link, fetched())
    Assessment.objects.create(entry=link.entry, result="assured")
    Entry.objects.filter(pk=link.entry_id).update(quality="quality_assured")
    noted(link, answer)
    assert Entry.objects.get(pk=link.entry_id).quality == "unreviewed"


def test_readers_are_told_of_an_unreachable_entry_and_see_it_after_the_others(client, link):
    make_resource("Zebra pack", slug="zebra")
    noted(link, GONE, GONE, GONE, apart=timedelta(days=2))
    text = client.get("/search/?q=pack").text
    assert "We could not reach its website" in text
    assert text.index("Zebra") < text.index("We could not reach its website")


def test_the_next_check_waits_as_long_as_the_site_asks(link):
    now = timezone.now()
    actions.record_answer(link=link, fetched=fetched(503, retry_after=3600 * 48), now=now)
    assert Link.objects.get().next_at >= now + timedelta(hours=48)
    assert not Link.objects.due(now + timedelta(hours=47)).exists()


def test_check_links_asks_one_site_one_question_at_a_time_and_keeps_each_answer():
    for number in range(6):
        make_resource(url=f"https://{'abc'[number % 3]}.example.org/{number}")
    actions.find_links()
    under_way, most = {}, []

    def fetch(address):
        site = address.split("/")[2]
        under_way[site] = under_way.get(site, 0) + 1
        most.append(under_way[site])
        under_way[site] -= 1
        return fetched(address=address)

    actions.check_links(links=list(Link.objects.all()), fetch=fetch, pause=0)
    assert max(most) == 1
    assert set(Link.objects.values_list("state", flat=True)) == {"works"}


def test_check_links_tries_again_where_the_trouble_may_pass(link):
    answers = [NO_ANSWER, fetched(503), fetched()]
    actions.check_links(links=[link], fetch=lambda address: answers.pop(0), pause=0)
    assert Link.objects.get().state == State.WORKS


def test_check_links_command_asks_what_is_due_and_notes_that_it_ran(monkeypatch, link):
    monkeypatch.setattr("directory.freshness.actions.fetch", None)  # must not be the default that was bound
    Link.objects.update(next_at=timezone.now() + timedelta(days=1))
    call_command("check_links", verbosity=0)
    assert JobRun.objects.get(name="check_links").outcome == "nothing was due"


def test_a_curator_says_that_a_changed_page_is_right(client, link):
    noted(link, fetched(), fetched(title="Buy cheap tablets online"))
    sign_in(client, make_user("Curator"))
    client.post(
        reverse("admin:freshness_link_changelist"), {"action": "accept_selected", "_selected_action": [link.pk]}
    )
    assert Link.objects.get().state == State.WORKS
    assert noted(link, fetched(title="Buy cheap tablets online")).state == State.WORKS


def test_what_has_ended_sinks_and_says_so(client):
    make_organisation("Ended offer", expires_on=timezone.localdate() - timedelta(days=1))
    make_organisation("Zebra offer")
    text = client.get("/search/").text
    assert "Has ended" in text
    assert text.index("Zebra offer") < text.index("Ended offer")


def test_past_dates_leave_by_themselves(client):
    course = make_course(slug="course")
    for days, place in [(-1, "Gone by"), (1, "To come")]:
        when = timezone.now() + timedelta(days=days)
        course.sessions.create(starts_at=when, ends_at=when + timedelta(hours=1), place=place)
    text = client.get("/training/course/").text
    assert "To come" in text
    assert "Gone by" not in text


def test_courses_ending_are_those_whose_last_date_is_near_or_past():
    now = timezone.now()
    expected = set()
    for title, days in [("Past", [-5]), ("Near", [5]), ("Far", [5, 60]), ("Without dates", [])]:
        course = make_course(title)
        for day in days:
            when = now + timedelta(days=day)
            course.sessions.create(starts_at=when, ends_at=when + timedelta(hours=1))
        if title in ("Past", "Near"):
            expected.add(title)
    assert {entry.title for entry in Entry.objects.courses_ending()} == expected


ELSEWHERE = fetched(address="https://example.com/other")


@pytest.fixture
def accepted(link):
    """A link that leads to another site, which a curator has accepted, of an entry that was then assured."""
    actions.accept(link=noted(link, ELSEWHERE))
    Assessment.objects.create(entry=link.entry, result="assured")
    Entry.objects.filter(pk=link.entry_id).update(quality="quality_assured")
    return Link.objects.get()


def test_accepting_a_link_leaves_the_quality_mark(link):
    noted(link, ELSEWHERE)
    Entry.objects.filter(pk=link.entry_id).update(quality="quality_assured")
    actions.accept(link=Link.objects.get())
    assert Entry.objects.get(pk=link.entry_id).quality == "quality_assured"


def test_later_checks_that_find_the_accepted_address_say_nothing(accepted):
    assert noted(accepted, ELSEWHERE, ELSEWHERE, fetched(), ELSEWHERE).state == State.WORKS
    assert Entry.objects.get(pk=accepted.entry_id).quality == "quality_assured"


def test_another_address_than_the_accepted_one_is_asked_about_and_ends_the_mark(accepted):
    assert noted(accepted, fetched(address="https://example.net/third")).state == State.MOVED
    assert Entry.objects.get(pk=accepted.entry_id).quality == "unreviewed"


@pytest.fixture
def broken(link):
    return noted(link, GONE, GONE, GONE, apart=timedelta(days=2))


def test_a_mended_address_is_forgiven_with_the_save_and_asked_first(client, broken):
    sign_in(client, make_user("Curator"))
    Link.objects.create(entry=make_resource(), address="https://example.org/other")
    save(client, broken.entry.specific, url="https://example.org/right")
    assert Entry.objects.get(pk=broken.entry_id).unreachable_since is None
    assert "We could not reach its website" not in client.get(broken.entry.get_absolute_url()).text
    assert [(link.address, link.state) for link in broken.entry.links.all()] == [
        ("https://example.org/right", "unchecked")
    ]
    assert Link.objects.due().first().address == "https://example.org/right"


def test_saving_an_entry_whose_address_stays_forgives_nothing(client, broken):
    sign_in(client, make_user("Curator"))
    save(client, broken.entry.specific, summary="Another sentence.")
    assert Entry.objects.unreachable().exists()
    assert Link.objects.get().state == State.BROKEN


def test_check_now_asks_the_links_of_an_entry_at_once(client, monkeypatch, broken):
    monkeypatch.setattr(actions.check_now, "__kwdefaults__", {"fetch": lambda address: fetched(address=address)})
    sign_in(client, make_user("Curator"))
    page = reverse("admin:catalogue_entry_check_links", args=[broken.entry_id])
    assert page in client.get(reverse("admin:resources_resource_change", args=[broken.entry_id])).text
    assert ADDRESS in client.get(page).text
    assert f"Works: {ADDRESS}" in client.post(page, follow=True).text
    assert not Entry.objects.unreachable().exists()


def test_check_now_is_for_those_who_may_edit_the_entry(client, link):
    sign_in(client, make_user("Editor"))
    assert client.post(reverse("admin:catalogue_entry_check_links", args=[link.entry_id])).status_code == 403
    assert Link.objects.get().checked_at is None


def test_check_now_asks_the_booking_addresses_of_coming_dates_and_those_of_drafts():
    when = timezone.now() + timedelta(days=3)
    course = make_course(url="https://example.org/course", published=False)
    course.sessions.create(starts_at=when, ends_at=when + timedelta(hours=1), booking_url="https://example.org/book")
    links = actions.check_now(entry=Entry.objects.get(pk=course.pk), fetch=lambda address: fetched(address=address))
    assert {link.address for link in links} == {"https://example.org/course", "https://example.org/book"}


def test_a_broken_booking_address_does_not_keep_a_mended_entry_unreachable():
    course = make_course(url="https://example.org/right", unreachable_since=timezone.localdate())
    when = timezone.now() + timedelta(days=3)
    course.sessions.create(starts_at=when, ends_at=when + timedelta(hours=1), booking_url="https://example.org/book")
    Link.objects.create(entry_id=course.pk, address="https://example.org/book", state=State.BROKEN)
    actions.find_links()
    assert not Entry.objects.unreachable().exists()


def test_each_answer_is_kept_as_soon_as_it_is_there(link):
    """A run that is stopped between two questions to one site has lost nothing of the first."""
    make_resource(url="https://example.org/second")
    actions.find_links()
    first_is_kept, waited = threading.Event(), []

    def fetch(address):
        if address != ADDRESS:
            waited.append(first_is_kept.wait(timeout=10))
        return fetched(address=address)

    def noted(link):
        assert Link.objects.get(pk=link.pk).state == State.WORKS
        first_is_kept.set()

    actions.check_links(links=list(Link.objects.order_by("pk")), fetch=fetch, pause=0, noted=noted)
    assert waited == [True]


def test_what_goes_wrong_in_asking_is_not_swallowed(link):
    with pytest.raises(ZeroDivisionError):
        actions.check_links(links=[link], fetch=lambda address: 1 / 0, pause=0)


def test_what_is_sent_for_review_is_asked_first_and_whoever_approves_is_warned(client):
    entry = steps.take_step(step="submit", entry=make_resource(url=ADDRESS, published=False))
    link = Link.objects.get()
    assert list(Link.objects.due()) == [link]
    actions.find_links()
    assert Link.objects.get() == link
    sign_in(client, make_user("Curator"))
    page = reverse("admin:resources_resource_step", args=[entry.pk, "publish"])
    assert f"We have not asked {ADDRESS} yet." in client.get(page).text
    actions.record_answer(link=link, fetched=GONE)
    assert "Did not answer last time, Answer 404" in client.get(page).text
    save(client, entry, _step="publish")
    assert not Entry.objects.get(pk=entry.pk).is_published
    actions.record_answer(link=link, fetched=fetched())
    assert "Check this first" not in client.get(page).text
    save(client, entry, _step="publish")
    assert Entry.objects.get(pk=entry.pk).is_published


def test_the_list_of_broken_links_says_address_field_answer_and_day(client, link):
    noted(link, GONE, GONE, GONE, apart=timedelta(days=2))
    course = make_course("Booked")
    Link.objects.create(entry_id=course.pk, address="https://example.org/book", state="broken")
    sign_in(client, make_user("Curator"))
    text = client.get(reverse("admin:catalogue_entry_changelist"), {"todo": "broken"}).text
    today = f"{timezone.localdate():%-d %B %Y}"
    assert f"Web address: {ADDRESS} (Broken, Answer 404, {today})" in text
    assert "Booking address: https://example.org/book (Not checked yet)" in text


def test_the_list_of_broken_links_asks_as_much_for_many_as_for_few(client, django_assert_max_num_queries):
    sign_in(client, make_user("Curator"))

    def queries():
        with django_assert_max_num_queries(60) as captured:
            client.get(reverse("admin:catalogue_entry_changelist"), {"todo": "broken"})
        return len(captured)

    counts = []
    for number in (1, 4):
        for _ in range(number):
            entry = make_resource(url=ADDRESS, unreachable_since=timezone.localdate())
            Link.objects.create(entry_id=entry.pk, address=ADDRESS, state="broken")
        counts.append(queries())
    assert counts[0] == counts[1]


def test_links_are_checked_from_their_list_for_as_long_as_somebody_can_wait(client, monkeypatch, link):
    make_resource("Another", url="https://example.org/second")
    actions.find_links()
    Link.objects.update(next_at=timezone.now() + timedelta(days=5))
    monkeypatch.setattr(actions, "monotonic", iter([0, 0, 99, 99, 99]).__next__)
    asked, later = actions.check_some_now(links=list(Link.objects.order_by("pk")), fetch=lambda one: fetched())
    assert ([one.pk for one in asked], later) == ([link.pk], 1)
    assert Link.objects.due().count() == 1

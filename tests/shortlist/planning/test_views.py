import csv
import io
import re
from datetime import date, timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.govuk.jinja2 import day
from directory.shortlist import actions
from directory.shortlist.models import Item, Shortlist
from directory.shortlist.planning.plan import Plan
from directory.taxonomy.models import Ability, RsheStrand, YearGroup
from tests.factories import archive, make_organisation, make_resource
from tests.shortlist.forms_of import form_values

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)


@pytest.fixture
def monday():
    """Of the next week but one."""
    today = timezone.localdate()
    return today + 2 * WEEK - timedelta(days=today.weekday())


def plan_of(*entries, year="y5", ability=None, **values):
    made = Shortlist.objects.create(
        year_group=YearGroup.objects.filter(code=year).first(),
        ability=Ability.objects.filter(code=ability).first(),
        **values,
    )
    for entry in entries:
        actions.add(shortlist=made, entry=Entry.objects.get(pk=entry.pk))
    return made


def items(of):
    return {item.entry.title: item.pk for item in of.items.select_related("entry")}


def sent(of, **values):
    """The plan's form as its page sends it, with these `values` changed."""
    lessons = {f"lessons-{pk}": "1" for pk in items(of).values()}
    return (
        {"year_group": "y5", "ability": "", "first_lesson_on": "", "weeks_apart": "1", "week_off": ""}
        | lessons
        | values
    )


def change(client, of, **values):
    return client.post(f"/list/{of.token}/plan/", sent(of, **values))


def order(of):
    return [lesson.listed.title for lesson in Plan(of).lessons]


def words(page):
    """A page as it reads."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def main_of(client, address):
    return words(client.get(address).text.partition("<main")[2].partition("</main>")[0])


# Starting one


def test_a_plan_starts_on_the_page_of_lists_and_holds_what_is_saved(client):
    address = client.post("/list/", {"plan": "yes"}).headers["Location"]
    made = Shortlist.objects.get()
    assert address == f"/list/{made.token}/plan/"
    assert "There are no lessons in this plan" in main_of(client, address)
    client.post("/list/add/", {"entry": make_resource("A lesson").pk, "list": f"http://testserver{address}"})
    assert "A lesson" in main_of(client, address)


def test_any_list_can_become_a_plan(client):
    made = plan_of(make_resource("A lesson"), year=None)
    assert "Make a half-term plan" in main_of(client, f"/list/{made.token}/")
    assert "half-term plan" not in main_of(client, f"/list/{made.share}/")
    change(client, made)
    assert "Open the half-term plan" in main_of(client, f"/list/{made.share}/")


# What it says


def test_plan_is_for_a_class_in_general_words(client):
    made = plan_of(make_resource(), ability="mld")
    assert "For Year 5, moderate learning difficulties (MLD)." in main_of(client, f"/list/{made.share}/plan/")


def test_each_lesson_says_when_it_is_what_it_teaches_and_what_to_beware_of(client):
    lesson = make_resource("A lesson", rshe_strands=["p_online"], duration_minutes=50, content_warning="Threats")
    made = plan_of(lesson, first_lesson_on=date(2027, 1, 11))
    page = main_of(client, f"/list/{made.share}/plan/")
    for text in (
        "Lesson 1: Monday 11 January 2027",
        "Content warning: Threats",
        "Teaches Online safety",
        "50 minutes",
    ):
        assert text in page, text


def test_plan_says_what_to_do_if_a_child_tells_something(client):
    made = plan_of(make_resource())
    page = client.get(f"/list/{made.share}/plan/").text
    assert "If a child tells you something" in page
    assert 'href="/who-do-i-call/"' in page.partition("<main")[2].partition("</main>")[0]


def test_strands_of_the_phase_are_covered_by_lessons_or_are_gaps_with_a_search(client):
    made = plan_of(make_resource(rshe_strands=["p_online"]), make_resource(rshe_strands=["p_online", "p_respect"]))
    plan = Plan(made)
    covered = {strand.code: [lesson.label for lesson in lessons] for strand, lessons in plan.coverage}
    assert covered.keys() == set(RsheStrand.objects.filter(phase="primary").values_list("code", flat=True))
    assert covered["p_online"] == ["Lesson 1", "Lesson 2"]
    assert covered["p_respect"] == ["Lesson 2"]
    gaps = {gap.strand.code: gap.found for gap in plan.gaps}
    assert gaps.keys() == {code for code, lessons in covered.items() if not lessons}
    assert gaps["p_being_safe"].url.endswith("year=y5&strand=p_being_safe")
    assert "Nothing in this plan" in main_of(client, f"/list/{made.share}/plan/")
    assert "Being safe. None yet" in main_of(client, f"/list/{made.share}/plan/")


def found_at(client, address):
    return client.get(address).text.count("data-save=")


def test_gaps_say_how_many_lessons_their_searches_find(client):
    for title, abilities in (("For all", []), ("For some", ["mld"]), ("For others", ["pmld"])):
        make_resource(title, rshe_strands=["p_being_safe"], abilities=abilities, for_everyone=not abilities)
    made = plan_of(make_resource(), ability="mld")
    found = {gap.strand.code: gap.found for gap in Plan(made).gaps}["p_being_safe"]
    assert found.total == 2
    assert found_at(client, found.url) == 2
    assert "Being safe. Find a lesson on Being safe (2)" in main_of(client, f"/list/{made.share}/plan/")


def test_gap_without_a_lesson_for_the_need_leads_to_those_that_do_not_say_and_to_all_of_the_year(client):
    make_resource("For others", rshe_strands=["p_being_safe"], abilities=["pmld"])
    make_resource("Says nothing", rshe_strands=["p_being_safe"], abilities=[], for_everyone=False)
    made = plan_of(make_resource(), ability="mld")
    gap = next(gap for gap in Plan(made).gaps if gap.strand.code == "p_being_safe")
    page = main_of(client, f"/list/{made.share}/plan/")
    assert "Being safe. None is listed for MLD. 1 does not say which needs on Being safe . " in page
    assert "For Year 5, any need on Being safe : 2" in page
    assert [found_at(client, found.url) for found in (gap.unstated, gap.any_need)] == [1, 2]


@pytest.mark.parametrize(
    ("year", "phase"), [("r", "primary"), ("y6", "primary"), ("y7", "secondary"), ("y13", "secondary")]
)
def test_strands_are_those_of_the_phase_of_the_year_group(year, phase):
    assert {strand.phase for strand in Plan(plan_of(make_resource(), year=year)).strands} == {phase}


def test_without_a_year_group_no_gap_is_claimed(client):
    plan = Plan(plan_of(make_resource(rshe_strands=["s_online"]), year=None))
    assert [strand.code for strand, _ in plan.coverage] == ["s_online"]
    assert plan.gaps == []


def test_lesson_that_is_not_for_the_year_or_the_need_says_so():
    older = make_resource("For older ones", ages=(14, 16), abilities=["mainstream"])
    fitting = make_resource("Fitting", ages=(7, 11), abilities=["mld"])
    first, second = Plan(plan_of(older, fitting, ability="mld")).lessons
    assert first.warnings == [
        "Not for Year 5. It is for ages 14 to 16, key stage 4.",
        "Not listed for “Moderate learning difficulties (MLD)”.",
    ]
    assert second.warnings == []


def test_what_is_not_taught_to_pupils_stands_below_the_lessons():
    helper, film = make_organisation("A helpline"), make_resource("For staff", audiences=["all_staff"])
    guidance = make_resource("Guidance", resource_kinds=["statutory_guidance"])
    plan = Plan(plan_of(helper, make_resource("A lesson"), film, guidance))
    assert [lesson.listed.title for lesson in plan.lessons] == ["A lesson"]
    assert [one.title for one in plan.also] == ["A helpline", "For staff", "Guidance"]


def test_lesson_that_has_left_the_bank_is_counted_and_not_shown(client):
    gone = make_resource("Gone")
    made = plan_of(gone, make_resource("Here"))
    archive(entry=Entry.objects.get(pk=gone.pk))
    page = main_of(client, f"/list/{made.share}/plan/")
    assert "1 entry is no longer in the resource bank." in page
    assert "Gone" not in page


def test_slips_in_dates_are_named(monday):
    made = plan_of(make_resource("First"), make_resource("Second"), make_resource("Third"), first_lesson_on=monday)
    Item.objects.filter(entry__title="Second").update(on=monday)
    Item.objects.filter(entry__title="Third").update(on=monday - timedelta(days=1))
    _, second, third = Plan(made).lessons
    assert "too." in " ".join(second.warnings)
    assert "weekend" in " ".join(third.warnings)
    assert "A lesson above is later. Move this one up, or change its date." in third.warnings


def test_a_weekend_is_said_of_the_first_lesson_and_of_dates_by_hand_only(monday):
    saturday = monday - timedelta(days=2)
    made = plan_of(make_resource("First"), make_resource("Second"), make_resource("Third"), first_lesson_on=saturday)
    Item.objects.filter(entry__title="First").update(lessons=2)
    Item.objects.filter(entry__title="Third").update(on=saturday + 4 * WEEK)
    said = [lesson.warnings for lesson in Plan(made).lessons]
    assert [len(warnings) for warnings in said] == [1, 0, 1]
    assert "weekend" in said[0][0]
    assert "weekend" in said[2][0]


def test_strands_that_share_a_name_are_told_apart(client):
    lesson = make_resource("For both", rshe_strands=["p_being_safe", "s_being_safe"])
    made = plan_of(lesson, first_lesson_on=date(2027, 1, 11))
    both = "Being safe (primary), Being safe (secondary)"
    assert f"Teaches {both}" in main_of(client, f"/list/{made.share}/plan/")
    assert f"Teaches: {both}" in events(client, made)[0]["description"]
    assert both in main_of(client, lesson.get_absolute_url())


def test_weeks_without_a_lesson_are_shown(client):
    made = plan_of(make_resource(), make_resource(), first_lesson_on=date(2027, 1, 11), week_off=date(2027, 1, 20))
    assert "No lesson in the week of 18 January 2027." in main_of(client, f"/list/{made.share}/plan/")


# Changing it


def test_owner_sets_class_dates_and_how_many_lessons_each_takes(client, monday):
    made = plan_of(make_resource("Pack"), make_resource("After"), year=None)
    pk = items(made)
    change(client, made, ability="mld", first_lesson_on=str(monday), **{f"lessons-{pk['Pack']}": "3"})
    made.refresh_from_db()
    first, second = Plan(made).lessons
    assert (made.year_group.code, made.ability.code) == ("y5", "mld")
    assert (first.label, first.dates) == ("Lessons 1 to 3", (monday, monday + WEEK, monday + 2 * WEEK))
    assert (second.label, second.dates) == ("Lesson 4", (monday + 3 * WEEK,))


def test_page_sends_back_what_it_was_given(client, monday):
    made = plan_of(make_resource("A lesson"), ability="mld", first_lesson_on=monday, week_off=monday + WEEK)
    Item.objects.update(on=monday + timedelta(days=1), lessons=2)
    page = client.get(f"/list/{made.token}/plan/").text
    pk = items(made)["A lesson"]
    for name, value in {
        "first_lesson_on": monday,
        "week_off": monday + WEEK,
        f"on-{pk}": monday + timedelta(days=1),
        f"lessons-{pk}": 2,
    }.items():
        assert re.search(rf'name="{name}"[^>]*value="{value}"', page), name
    for chosen in ("y5", "mld"):
        assert re.search(rf'<option value="{chosen}" selected', page), chosen


@pytest.mark.parametrize(
    ("name", "wrong", "message"),
    [
        ("first_lesson_on", "31 February 2027", "Enter a date, such as "),
        ("week_off", "9999-12-31", "Enter a date from "),
        ("on", "0001-01-01", "A lesson: Enter a date from "),
        ("lessons", "0", "A lesson: Enter a number of lessons from 1 to 12."),
        ("year_group", "y99", "Select a year group from the list."),
        ("ability", "a child of mine", "Select an ability or need from the list."),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_lost(client, monday, name, wrong, message):
    made = plan_of(make_resource("A lesson"), first_lesson_on=monday)
    pk = items(made)["A lesson"]
    name = f"{name}-{pk}" if name in ("on", "lessons") else name
    answer = change(client, made, **{f"on-{pk}": str(monday + WEEK), "up": str(pk), name: wrong})
    assert answer.status_code == 400
    assert message in answer.text
    assert name in ("year_group", "ability") or wrong in answer.text
    assert name.startswith("on") or f'value="{monday + WEEK}"' in answer.text
    made.refresh_from_db()
    assert made.first_lesson_on == monday
    assert made.items.get().on is None


@pytest.mark.parametrize("text", ["{0:%Y-%m-%d}", "{0:%d/%m/%Y}", "{0.day} {0:%B %Y}"])
def test_a_date_is_understood_as_people_write_it(client, monday, text):
    made = plan_of(make_resource())
    change(client, made, first_lesson_on=text.format(monday))
    made.refresh_from_db()
    assert made.first_lesson_on == monday


def test_lessons_move_past_lessons_and_dates_by_hand_stay_in_their_place(client, monday):
    made = plan_of(
        make_resource("First"), make_organisation("Between"), make_resource("Second"), first_lesson_on=monday
    )
    pk, tuesday = items(made), monday + timedelta(days=8)
    change(client, made, first_lesson_on=str(monday), **{f"on-{pk['Second']}": str(tuesday), "up": pk["Second"]})
    made.refresh_from_db()
    assert order(made) == ["Second", "First"]
    assert [lesson.dates for lesson in Plan(made).lessons] == [(monday,), (tuesday,)]
    change(client, made, first_lesson_on=str(monday), down=pk["Second"], **{f"on-{pk['First']}": str(tuesday)})
    assert order(made) == ["First", "Second"]
    change(client, made, remove=pk["First"])
    assert order(made) == ["Second"]
    assert [one.title for one in Plan(made).also] == ["Between"]


def test_two_people_who_change_different_dates_lose_nothing(client, monday):
    made = plan_of(make_resource("First"), make_resource("Second"), first_lesson_on=monday)
    pk = items(made)
    hers, his = (form_values(client.get(made.plan_url).text) for _ in range(2))
    client.post(made.plan_url, hers | {f"on-{pk['First']}": str(monday), "ability": "mld"})
    client.post(made.plan_url, his | {f"on-{pk['Second']}": str(monday + WEEK), f"lessons-{pk['Second']}": "2"})
    made.refresh_from_db()
    assert made.ability.code == "mld"
    assert [(item.on, item.lessons) for item in made.items.all()] == [(monday, 1), (monday + WEEK, 2)]


def test_two_people_who_change_the_same_date_are_told(client, monday):
    made = plan_of(make_resource("First"), first_lesson_on=monday)
    hers, his = (form_values(client.get(made.plan_url).text) for _ in range(2))
    client.post(made.plan_url, hers | {"first_lesson_on": str(monday + WEEK)})
    answer = client.post(made.plan_url, his | {"first_lesson_on": str(monday + 2 * WEEK)})
    assert answer.status_code == 400
    assert f"It now says “{day(monday + WEEK)}”." in answer.text
    made.refresh_from_db()
    assert made.first_lesson_on == monday + WEEK
    client.post(made.plan_url, form_values(answer.text))
    made.refresh_from_db()
    assert made.first_lesson_on == monday + 2 * WEEK


def test_opening_the_list_keeps_the_dates_that_were_typed(client, monday):
    made = plan_of(make_resource("First"))
    answer = change(client, made, first_lesson_on=str(monday), then="list")
    assert answer.headers["Location"] == made.get_absolute_url()
    made.refresh_from_db()
    assert made.first_lesson_on == monday


def test_a_lesson_that_was_removed_can_be_put_back(client, monday):
    made = plan_of(make_resource("First"), make_resource("Second"))
    answer = change(client, made, remove=items(made)["First"], **{f"on-{items(made)['First']}": str(monday)})
    assert order(made) == ["Second"]
    answer = client.post(made.plan_url, form_values(answer.text) | {"back": "yes"})
    assert answer.headers["Location"] == made.plan_url
    assert order(made) == ["First", "Second"]
    assert made.items.get(entry__title="First").on == monday


def test_the_address_to_share_shows_the_plan_and_cannot_change_it(client):
    made = plan_of(make_resource("A lesson"))
    page = client.get(f"/list/{made.share}/plan/").text
    assert made.token not in page
    assert "Save the plan" not in page
    assert client.post(f"/list/{made.share}/plan/", sent(made, year_group="y9")).status_code == 404
    made.refresh_from_db()
    assert made.year_group.code == "y5"


@pytest.mark.parametrize("page", ["plan/", "plan.ics"])
def test_a_plan_is_private_to_its_addresses(client, page):
    answer = client.get(f"/list/{plan_of(make_resource()).token}/{page}")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert client.get(f"/list/nothing-like-it/{page}").status_code == 404


def test_a_form_on_another_site_cannot_change_a_plan(client):
    made = plan_of(make_resource())
    answer = client.post(f"/list/{made.token}/plan/", sent(made), headers={"Origin": "https://example.org"})
    assert answer.status_code == 403


def test_a_longer_plan_asks_the_database_no_more(client, monday):
    def asked(number):
        made = plan_of(*(make_resource(rshe_strands=["p_online"]) for _ in range(number)), first_lesson_on=monday)
        client.get(f"/list/{made.token}/plan/")  # the first time of a process reads more
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/list/{made.token}/plan/")  # the first time of a process reads more
        with CaptureQueriesContext(connection) as changes:
            change(client, made)
        return len(queries), len(changes)

    assert asked(2) == asked(9)


# Taking it along


def events(client, of):
    answer = client.get(f"/list/{of.share}/plan.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_calendar_has_a_whole_day_for_each_lesson(client):
    made = plan_of(
        make_resource("Pack", rshe_strands=["p_online"]), make_resource("After"), first_lesson_on=date(2027, 1, 11)
    )
    Item.objects.filter(entry__title="Pack").update(lessons=2)
    found = events(client, made)
    assert [(event["summary"], event["dtstart"].dt) for event in found] == [
        ("Pack, lesson 1 of 2", date(2027, 1, 11)),
        ("Pack, lesson 2 of 2", date(2027, 1, 18)),
        ("After", date(2027, 1, 25)),
    ]
    assert "Teaches: Online safety" in found[0]["description"]


def test_calendar_knows_a_lesson_again_on_any_host_after_it_was_moved(client):
    made = plan_of(make_resource("First"), make_resource("Second"), first_lesson_on=date(2027, 1, 11))
    before = {event["summary"]: event for event in events(client, made)}
    actions.move(shortlist=made, item=items(made)["Second"], by=-1)
    after = {event["summary"]: event for event in events(client, made)}
    assert {name: event["uid"] for name, event in before.items()} == {
        name: event["uid"] for name, event in after.items()
    }
    assert before["First"]["dtstart"].dt != after["First"]["dtstart"].dt
    assert after["First"]["sequence"] > before["First"]["sequence"]
    assert "testserver" not in after["First"]["uid"]


def test_calendar_does_not_tell_the_address_of_the_list(client):
    made = plan_of(make_resource(), first_lesson_on=date(2027, 1, 11))
    content = client.get(f"/list/{made.token}/plan.ics").text
    assert made.token not in content
    assert made.share not in content


def test_table_has_the_dates(client):
    made = plan_of(make_resource("Pack"), make_organisation("A helpline"), first_lesson_on=date(2027, 1, 11))
    Item.objects.filter(entry__title="Pack").update(lessons=2)
    rows = csv.DictReader(io.StringIO(client.get(f"/list/{made.share}/list.csv").content.decode("utf-8-sig")))
    assert {row["title"]: row["date"] for row in rows} == {"Pack": "2027-01-11; 2027-01-18", "A helpline": ""}

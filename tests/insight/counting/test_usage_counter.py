"""What is counted, and that nothing of whoever is counted is kept."""

import threading
from collections import Counter
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.insight import searched_phrases, usage
from directory.insight.counting.usage_counter import UsageCounter, usage_counter
from directory.insight.models import Count, QueryDigest, SearchedPhrase
from directory.insight.searched_phrases import phrase_worth_keeping
from directory.training.models import CourseSession
from tests.factories import make_course, make_resource
from tests.hostile import hostile_strings
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
READER = {"User-Agent": "Mozilla/5.0"}
DAY = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def nothing_counted():
    usage_counter.numbers, usage_counter.asked = Counter(), set()
    yield
    usage_counter.numbers, usage_counter.asked = Counter(), set()


def counted():
    assert usage_counter.write()
    return {(row.what, row.key): row.number for row in Count.objects.all()}


def get(client, address, **headers):
    return client.get(address, headers={**READER, **headers})


# What counts


def test_a_search_counts_once_with_its_filters(client):
    make_resource("Consent")
    get(client, "/search/?q=consent&sector=primary&age=7")
    assert counted() == {("search", "filtered"): 1, ("filter", "sector:primary"): 1, ("filter", "age:7"): 1}


def test_filters_found_among_the_words_count_as_used(client):
    get(client, "/search/?q=consent+year+5")
    assert counted()["filter", "year:y5"] == 1


def test_a_search_that_finds_nothing_counts_as_such(client):
    get(client, "/search/?q=zzzz")
    assert counted()["nothing", ""] == 1


def test_a_live_update_counts_only_the_filter_that_is_new(client):
    before = "http://testserver/search/?q=consent&sector=primary"
    live = {"HX-Request": "true", "HX-Current-URL": before}
    get(client, "/search/?q=consent&sector=primary&cost=free", **live)
    assert counted() == {("filter", "cost:free"): 1}


def test_an_entry_that_is_opened_counts_by_its_address(client):
    entry = make_resource("A lesson")
    for _ in range(3):
        get(client, entry.get_absolute_url())
    assert counted() == {("opened", "resources/a-lesson"): 3}


def test_some_pages_count_and_others_do_not(client):
    for address in ("/governors/", "/topics/consent/", "/healthz", "/privacy/", "/nowhere/", "/get-help-now/"):
        get(client, address)
    assert counted() == {
        ("page", "pages:governors"): 1,
        ("page", "topics/consent"): 1,
        ("page", "pages:get_help_now"): 1,
    }


def test_the_date_of_a_course_that_is_saved_counts_and_a_calendar_that_programs_read_does_not(client):
    course, start = make_course(), timezone.now() + timedelta(days=9)
    session = CourseSession.objects.create(course=course, starts_at=start, ends_at=start + timedelta(hours=1))
    get(client, f"/training/{course.slug}/{session.pk}.ics")
    get(client, "/training/calendar.ics")
    assert counted() == {("page", "opendata:session_calendar"): 1}


# What does not


@pytest.mark.parametrize(
    "headers",
    [
        {"DNT": "1"},
        {"Sec-GPC": "1"},
        {"Sec-Purpose": "prefetch"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": "curl/8.0"},
    ],
)
def test_who_asks_not_to_be_counted_and_programs_are_not(client, headers):
    entry = make_resource()
    for address in ("/search/?q=consent", entry.get_absolute_url(), "/governors/"):
        get(client, address, **headers)
    assert counted() == {}
    assert not QueryDigest.objects.exists()


def test_staff_who_have_signed_in_are_not_counted(client):
    sign_in(client, make_user("Curator"))
    course, start = make_course(), timezone.now() + timedelta(days=9)
    session = CourseSession.objects.create(course=course, starts_at=start, ends_at=start + timedelta(hours=1))
    get(client, "/search/?q=consent")
    get(client, f"/training/{course.slug}/{session.pk}.ics")  # where no cookie is read
    assert counted() == {}


def test_only_what_was_shown_counts(client):
    get(client, "/search/?age=x")
    client.head("/search/?q=consent", headers=READER)
    client.post("/who-do-i-call/", {}, headers=READER)
    assert counted() == {}


# Words


def search(words, day, found=True, known=True):
    usage.write_usage(numbers={}, asked={(day, words, found, known)})


def test_searching_one_phrase_for_weeks_makes_nothing_public(client):
    for day in range(1, 20):
        search("our head teacher", date(2026, 1, day))
    assert SearchedPhrase.objects.get().state == "waiting"
    assert "our head teacher" not in client.get("/impact/?from=2026-01-01&to=2026-01-31").text


def decide(client, action, role="Curator"):
    sign_in(client, make_user(role))
    ids = list(SearchedPhrase.objects.values_list("pk", flat=True))
    address = reverse("admin:insight_searchedphrase_changelist")
    return client.post(address, {"action": action, "_selected_action": ids})


def test_a_curator_releases_words_and_they_stay_public(client):
    for day in (1, 2, 3):
        search("consent", date(2026, 1, day))
    decide(client, "release")
    client.logout()
    assert "consent" in client.get("/impact/report.csv?from=2026-01-01&to=2026-01-31").text


def test_hidden_words_go_and_do_not_come_back(client):
    for day in (1, 2, 3):
        search("consent", date(2026, 1, day))
    decide(client, "hide")
    search("consent", date(2026, 1, 4))
    usage.forget_old_usage(today=date(2026, 1, 5))
    phrase = SearchedPhrase.objects.get()
    assert (phrase.state, phrase.days.count()) == ("hidden", 0)


@pytest.mark.parametrize("role", ["Contributor", "Editor", "Administrator"])
def test_nobody_but_a_curator_decides_on_words(client, role):
    for day in (1, 2, 3):
        search("consent", date(2026, 1, day))
    decide(client, "release", role)
    assert SearchedPhrase.objects.get().state == "waiting"
    with pytest.raises(PermissionDenied):
        searched_phrases.decide_phrase(phrase=SearchedPhrase.objects.get(), state="released", by=make_user(role))


def kept():
    return set(SearchedPhrase.objects.values_list("words", flat=True))


def test_words_are_kept_from_the_third_different_day_on():
    for _ in range(5):
        search("sharing nudes", DAY)
    search("sharing nudes", DAY + timedelta(days=1))
    assert kept() == set()
    search("Sharing NUDES!", DAY + timedelta(days=9))
    assert kept() == {"sharing nudes"}


def test_words_that_no_entry_has_wait_for_the_tenth_day():
    for number in range(9):
        search("jake smith", DAY + timedelta(days=number), known=False)
    assert kept() == set()
    search("jake smith", DAY + timedelta(days=9), known=False)
    assert kept() == {"jake smith"}


def test_days_long_ago_do_not_count():
    for number in range(3):
        search("consent", DAY + timedelta(days=60 * number))
    assert kept() == set()


@pytest.mark.parametrize(
    "query",
    [
        "Jake Smith 12/03/2014",
        "jake@example.org",
        "07700 900123",
        "ST16 2LH",
        "pupil 4821",
        "x" * 81,
        "one two three four five six seven eight nine ten eleven twelve",
        "!!!",
        "",
    ],
)
def test_words_that_may_be_about_a_person_are_never_kept(query):
    for number in range(12):
        search(query, DAY + timedelta(days=number))
    assert kept() == set()
    assert not QueryDigest.objects.exists()


def test_an_age_among_words_does_no_harm():
    assert phrase_worth_keeping("consent year 5") == "consent year 5"


def test_digests_are_forgotten_and_cannot_be_made_without_the_key(settings):
    search("consent", DAY)
    before = QueryDigest.objects.get().digest
    settings.SECRET_KEY = "another key, as long as any other that is long enough for Django"
    search("consent", DAY + timedelta(days=1))
    assert QueryDigest.objects.exclude(digest=before).count() == 1
    usage.forget_old_usage(today=DAY + timedelta(days=95))
    assert not QueryDigest.objects.exists()


# What strangers cannot do


def test_nobody_grows_the_tables_with_new_words_beyond_what_a_day_may_bring(monkeypatch):
    monkeypatch.setattr(searched_phrases, "MOST_A_DAY", 10)
    words = ["consent", *(f"abc{chr(97 + n)}" for n in range(25))]
    usage.write_usage(numbers={}, asked={(DAY, words[0], True, True)})
    for _ in range(2):  # two processes, or the same again
        usage.write_usage(numbers={}, asked={(DAY, word, True, False) for word in words[1:]})
    assert QueryDigest.objects.count() == 10
    usage.write_usage(numbers={}, asked={(DAY + timedelta(days=1), f"xyz{n}", True, False) for n in "abcdefghijklm"})
    usage.write_usage(numbers={}, asked={(DAY + timedelta(days=1), words[0], True, True)})
    assert QueryDigest.objects.filter(day=DAY + timedelta(days=1)).count() == 11  # what was known has room of its own


def test_no_more_phrases_wait_for_a_curator_than_one_can_look_at(monkeypatch):
    monkeypatch.setattr(searched_phrases, "MOST_WAITING", 2)
    for number in range(searched_phrases.DAYS_NEEDED + 1):
        asked = {(DAY + timedelta(days=number), word, True, True) for word in ("consent", "upskirting", "sextortion")}
        usage.write_usage(numbers={}, asked=asked)
    assert SearchedPhrase.objects.count() == 2
    SearchedPhrase.objects.update(state="hidden")
    usage.write_usage(numbers={}, asked={(DAY + timedelta(days=9), "upskirting", True, True)})
    assert SearchedPhrase.objects.waiting().count() == 1


# Nothing of anybody


def test_no_table_has_a_place_for_a_person():
    columns = {
        field.attname for model in apps.get_app_config("insight").get_models() for field in model._meta.local_fields
    }
    assert columns == {
        *("id", "day", "what", "key", "number"),
        *("digest", "words", "state", "phrase_id", "found"),
        *("facet", "code", "published", "assured"),
        *("layer", "topics", "covered"),
        *("topic_id", "key_stage_id", "sector_id", "need_id", "plan", "due_on"),  # a plan is a curator's, and guarded
        *("entry_id", "step"),
    }


def test_nothing_of_a_request_is_kept_but_what_it_was_about(client):
    get(
        client,
        "/search/?q=consent",
        **{"Referer": "https://secret.example/", "X-Forwarded-For": "203.0.113.9", "Accept-Language": "xx-secret"},
    )
    assert usage_counter.asked == {(timezone.localdate(), "consent", False, False)}
    usage_counter.write()
    stored = str(list(Count.objects.values()) + list(QueryDigest.objects.values()))
    assert "secret" not in stored
    assert "203.0.113" not in stored
    assert "consent" not in stored


# Writing


def test_several_processes_add_up():
    for _ in range(3):
        usage.write_usage(numbers={(DAY, "search", ""): 2, (DAY, "opened", "resources/a"): 1}, asked=set())
    assert {row.what: row.number for row in Count.objects.all()} == {"search": 6, "opened": 3}


@pytest.mark.django_db(transaction=True)
def test_threads_that_count_and_write_at_once_lose_nothing():
    mine = UsageCounter()

    def work():
        for _ in range(200):
            mine.add(DAY, [("search", "")])
            if _ % 50 == 0:
                mine.write()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while not mine.write():
        pass
    assert Count.objects.get().number == 800


def test_what_the_database_refuses_is_kept_for_the_next_time(monkeypatch):
    mine = UsageCounter()
    mine.add(DAY, [("search", "")], ("consent", True, True))

    def refuse(**values):
        raise DatabaseError

    monkeypatch.setattr(usage, "write_usage", refuse)
    assert not mine.write()
    monkeypatch.undo()
    mine.add(DAY, [("search", "")])
    assert mine.write()
    assert Count.objects.get().number == 2
    assert QueryDigest.objects.count() == 1


def test_a_process_that_serves_readers_writes_in_the_background(client, settings, monkeypatch):
    started = []
    monkeypatch.setattr(usage_counter, "start", lambda: started.append(True))
    get(client, "/governors/")
    assert started == []
    settings.COUNT_IN_BACKGROUND = True
    get(client, "/privacy/")
    assert started == []
    get(client, "/governors/")
    assert started == [True]


@pytest.mark.once
@pytest.mark.slow
def test_no_string_breaks_counting():
    client = Client()
    for text in hostile_strings():
        plain = "".join(character for character in text if 32 <= ord(character) < 127)
        get(client, "/search/", **{"HX-Request": "true", "HX-Current-URL": f"http://x/?{plain}"})
        client.get("/search/", {"q": text[:200], "sector": text}, headers=READER)
        client.get("/search/", {"q": text[:200]}, headers=READER)
    assert usage_counter.write()


def test_no_phrase_is_kept_that_is_longer_than_its_column():
    assert phrase_worth_keeping(("\ufb03" * 9 + " ") * 7) == ""

"""Pages that are made once and shown to many: never one person's to another, nor from before an edit."""

import gzip
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils import timezone

from directory.caching import finished_pages
from directory.caching.middleware import say_how_to_keep
from directory.catalogue.actions.history import forget_versions, record_check
from directory.insight.counting.usage_counter import usage_counter
from directory.search.documents.models import SynonymGroup
from directory.search.pages import state
from tests.factories import make_resource
from tests.outages.away import database_away
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

HOME, HELP, CALL, MAP = "/", "/get-help-now/", "/who-do-i-call/", "/map/"


def of_this_request(response):
    """The headers, without what is of one answer alone."""
    return {name: value for name, value in response.headers.items() if name not in ("Content-Length", "Date")}


def number(pages):
    return sum(len(shelf._things) for shelf in (pages.help, pages.pages, pages.made_up))


@pytest.mark.parametrize(
    "path", [HOME, HELP, CALL, "/topics/consent/", "/glossary/", "/feeds/latest.atom", "/impact/"]
)
def test_a_page_is_made_once_and_costs_one_query_from_then_on(client, kept, django_assert_num_queries, path):
    first = client.get(path)
    with django_assert_num_queries(1):
        again = client.get(path)
    assert again.content == first.content
    assert of_this_request(again) == of_this_request(first)
    assert number(kept) == 1


def test_it_is_compressed_for_who_takes_that_and_not_for_others(client, kept):
    plain = client.get(HELP)
    small = client.get(HELP, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(small.content) == plain.content == client.get(HELP).content
    assert small.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding, Cookie"
    assert small.headers["ETag"] == plain.headers["ETag"]


def test_whoever_asks_for_its_headers_gets_those_of_the_page(client, kept):
    page, head = client.get(HELP), client.head(HELP)
    assert head.content == b""
    assert head.headers == page.headers


def test_nothing_is_kept_of_an_answer_to_a_question_for_headers(client, kept):
    client.head(HELP)
    assert not number(kept)


def test_an_edit_shows_at_once(client, kept):
    entry = make_resource(title="Before")
    assert b"Before" in client.get(entry.get_absolute_url()).content
    entry.title = "Afterwards"
    entry.save()
    assert b"Afterwards" in client.get(entry.get_absolute_url()).content
    assert number(kept) == 1  # nothing is left of what was there before


def test_a_page_that_was_put_back_too_late_is_found_by_nobody(client, kept, monkeypatch):
    """Somebody else may have made it while the bank was changed, and what was there before was forgotten already."""
    monkeypatch.setattr(kept, "forget_unless", lambda state: None)
    entry = make_resource(title="Before")
    client.get(entry.get_absolute_url())
    entry.title = "Afterwards"
    entry.save()
    assert b"Afterwards" in client.get(entry.get_absolute_url()).content


def test_what_was_withdrawn_is_gone_at_once_from_feeds_too(client, kept):
    entry = make_resource(title="It harms")
    assert b"It harms" in client.get("/feeds/latest.atom").content
    entry.delete()
    assert b"It harms" not in client.get("/feeds/latest.atom").content


def test_a_feed_says_at_once_what_is_left_of_a_history_that_was_blanked(client, kept):
    entry = make_resource(title="Somebody")
    record_check(entry=entry, on=timezone.localdate())
    entry.revisions.exclude(number=entry.version).update(at=timezone.now() - timedelta(days=2))
    before = client.get("/feeds/latest.atom").content
    assert client.get("/feeds/latest.atom").content == before
    forget_versions(entry=entry)
    assert client.get("/feeds/latest.atom").content != before


def test_a_page_is_made_again_when_a_line_may_have_opened(client, kept, monkeypatch, django_assert_max_num_queries):
    client.get(HELP)
    later = state.time.time() + 24 * 60 * 60
    monkeypatch.setattr(state.time, "time", lambda: later)
    with pytest.raises(pytest.fail.Exception), django_assert_max_num_queries(1):
        client.get(HELP)


def test_numbers_that_no_edition_counts_are_kept_for_a_few_seconds_only(client, kept, monkeypatch):
    first = client.get("/impact/")
    page = kept.pages.get(next(iter(kept.pages._things)))
    assert page.until < finished_pages.time.monotonic() + 10.1
    monkeypatch.setattr(finished_pages, "time", SimpleNamespace(monotonic=lambda: page.until + 1))
    assert client.get("/impact/").content == first.content
    assert kept.pages.get(next(iter(kept.pages._things))) is not page


def test_each_host_and_each_address_has_its_own(client, kept):
    for host in ("testserver", "localhost", "localhost:81"):
        for path in ("/networks/", "/networks/?sector=primary"):
            page = client.get(path, headers={"Host": host}).content.decode()
            assert "https://testserver/networks/calendar.ics" in page
            assert ("sector=primary" in page) == ("?" in path)
    assert number(kept) == 6


def test_names_and_parameters_that_somebody_makes_up_push_out_nothing_else(client, kept):
    client.get(HELP)
    client.get("/about/")
    for made_up in ("/?x=1", "/get-help-now/?x=2", "/topics/?sector=primary"):
        client.get(made_up)
    client.get(HOME, headers={"Host": "localhost:82"})
    client.get(HOME, headers={"Host": "LOCALHOST"})
    assert [len(shelf._things) for shelf in (kept.help, kept.pages, kept.made_up)] == [1, 1, 5]


def test_staff_neither_fill_nor_get_the_pages_of_readers(staff_client, client, kept):
    staff_client.get(HELP)
    assert not number(kept)
    client.cookies.clear()
    client.get(HELP)
    shown = sign_in(client, make_user("Editor")).get(HELP)
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert number(kept) == 1


@pytest.mark.parametrize("name", [settings.SESSION_COOKIE_NAME, "my_setting"])
def test_whoever_sends_our_cookies_gets_a_page_of_their_own(client, kept, name):
    client.get(HOME)
    client.cookies[name] = "sector=primary"
    mine = client.get(HOME)
    assert mine.headers["Cache-Control"].startswith("private")
    del client.cookies[name]
    assert client.get(HOME).headers["Cache-Control"].startswith("public")
    assert number(kept) == 1


def test_a_remembered_setting_fills_no_page_of_others(client, kept):
    client.cookies["my_setting"] = "sector=primary"
    mine = client.get(HOME)
    assert b"sector=primary" in mine.content
    assert not number(kept)
    client.cookies.clear()
    assert b"sector=primary" not in client.get(HOME).content


@pytest.mark.parametrize(
    "path",
    [
        "/search/?q=my+son", "/search/?q=consent+my+son", "/search/?q=my+son&sector=primary",
        "/search/?search=my+son", "/lessons/?q=zzz", "/feeds/latest.atom?q=consent", "/?search=consent", "/list/",
    ],
)  # fmt: skip
def test_no_words_of_readers_and_no_page_of_one_reader_is_kept(client, kept, path):
    client.get(path)
    assert not number(kept)


def test_errors_and_what_has_moved_are_not_kept(client, kept):
    for path in ("/resources/gone/", "/topics/?age=nine", "/resources/", "/nowhere/"):
        client.get(path)
    client.post(CALL, {})
    assert not number(kept)


def test_a_part_of_a_page_is_no_page(client, kept):
    client.get(MAP, headers={"HX-Request": "true"})
    assert not number(kept)


def test_while_the_database_is_away_nothing_is_answered_from_here(client, kept):
    client.get(HELP)
    client.raise_request_exception = False
    with database_away():
        assert client.get(HELP).status_code == 503


def test_a_page_that_is_shown_again_is_counted_again(client, kept, monkeypatch):
    counted = []
    monkeypatch.setattr(usage_counter, "add", lambda day, what, asked: counted.append(what))
    for _ in range(3):
        client.get(HOME)
    assert len(counted) == 3
    assert counted[0] == counted[1] == counted[2]


def test_nothing_is_kept_in_a_transaction(client, kept, monkeypatch):
    monkeypatch.setattr(finished_pages, "is_in_doubt", lambda: True)
    client.get(HELP)
    assert not number(kept)


def test_while_somebody_works_on_templates_nothing_is_kept(client, kept, settings):
    settings.DEBUG = True
    client.get(HELP)
    assert not number(kept)


# Searches, and boxes for other sites, whose views say themselves how browsers keep them


def made_once(client, kept, django_assert_num_queries, path):
    """The page, which is shown again as it was made, for one query."""
    client.get(path)  # what is made for all searches is made
    kept.made_up.clear()
    kept.pages.clear()
    first = client.get(path)
    with django_assert_num_queries(1):
        again = client.get(path)
    assert again.content == first.content
    assert again.headers == first.headers
    assert number(kept) == 1
    return first


@pytest.mark.parametrize(
    "path", ["/search/", "/lessons/?sector=primary", "/embed/who-do-i-call/", "/embed/topic/consent/"]
)
def test_searches_without_words_and_boxes_are_made_once_too(client, kept, django_assert_num_queries, path):
    first = made_once(client, kept, django_assert_num_queries, path)
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/search/?q=Webinar", "/search/?q=+helpline", "/lessons/?q=primary&ability=mld"])
def test_a_search_for_what_curators_call_something_is_made_once(client, kept, django_assert_num_queries, path):
    first = made_once(client, kept, django_assert_num_queries, path)
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_what_curators_no_longer_write_is_a_readers_own_word_again(client, kept):
    group = SynonymGroup.objects.create(phrases="consent\nsaying yes")
    client.get("/search/?q=saying+yes")
    assert number(kept) == 1
    kept.made_up.clear()
    group.delete()
    client.get("/search/?q=saying+yes")
    assert not number(kept)


def test_a_search_that_is_kept_counts_what_was_asked_each_time(client, kept, monkeypatch):
    counted = []
    monkeypatch.setattr(usage_counter, "add", lambda day, what, asked: counted.append((what, asked)))
    SynonymGroup.objects.create(phrases="consent\nsaying yes")
    for _ in range(3):
        client.get("/search/?q=consent")
    assert number(kept) == 1
    assert counted[0] == counted[1] == counted[2]
    assert counted[0][1][0] == "consent"


def test_a_box_that_is_kept_may_still_stand_in_a_frame(client, kept):
    for _ in range(2):
        headers = client.get("/embed/who-do-i-call/").headers
        assert "frame-ancestors 'self' https:" in headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in headers


def test_each_search_has_its_own_page(client, kept):
    paths = ("/search/", "/lessons/", "/search/?sector=primary", "/search/?sector=special", "/embed/topic/consent/")
    made = {client.get(path).content for path in paths}
    assert {client.get(path).content for path in paths} == made
    assert number(kept) == len(made) == len(paths)


def test_a_search_shows_an_edit_at_once(client, kept):
    entry = make_resource(title="Before")
    assert b"Before" in client.get("/search/").content
    entry.title = "Afterwards"
    entry.save()
    assert b"Afterwards" in client.get("/search/").content


def test_a_search_that_is_shown_again_counts_its_filters_again(client, kept, monkeypatch):
    counted = []
    monkeypatch.setattr(usage_counter, "add", lambda day, what, asked: counted.append((what, asked)))
    for _ in range(3):
        client.get("/search/?sector=primary")
    assert counted[0] == counted[1] == counted[2]
    assert ("filter", "sector:primary") in counted[0][0]


def test_a_live_part_of_a_search_neither_fills_nor_gets_the_page(client, kept):
    client.get("/search/")
    part = client.get("/search/", headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    client.get("/lessons/", headers={"HX-Request": "true"})
    assert b"<html" in client.get("/lessons/").content


# What no view of ours does yet


def asked_for(view):
    """The address of the home page, answered by another view."""
    request = RequestFactory().get(HOME)
    request.session = SimpleNamespace(accessed=False)
    return say_how_to_keep(view)(request)


def with_a_token(request):
    return HttpResponse(get_token(request))


def with_a_cookie(request):
    response = HttpResponse("Hello")
    response.set_cookie("seen", "1")
    return response


def after_a_look_at_the_session(request):
    request.session.accessed = True
    return HttpResponse("Hello")


def by_language(request):
    return HttpResponse("Hello", headers={"Vary": "Cookie, Accept-Language"})


def with_more_than_it_says(request):
    response = HttpResponse("Hello")
    response.made_for = "somebody"
    return response


def in_a_stream(request):
    return StreamingHttpResponse(iter(["Hello"]))


@pytest.mark.parametrize(
    "view",
    [
        with_a_token,
        with_a_cookie,
        after_a_look_at_the_session,
        by_language,
        with_more_than_it_says,
        in_a_stream,
    ],
)
def test_what_may_be_for_one_person_alone_is_not_kept(kept, view):
    asked_for(view)
    assert not number(kept)


def test_what_is_plain_is_kept(kept):
    asked_for(lambda request: HttpResponse("Hello"))
    assert number(kept) == 1

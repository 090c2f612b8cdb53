import re
from datetime import timedelta

import pytest
from django.utils import timezone

from directory.search.documents.index_writer import batched_updates
from directory.search.pages.filters.fields import LONGEST_QUERY
from directory.training.models import CourseSession
from tests.conftest import load_the_vocabularies
from tests.factories import make_course, make_organisation, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def transactional_bank(transactional_db):
    """Entries that are committed, as in production: only then is anything kept from one request to the next."""
    load_the_vocabularies()
    for number in range(3):
        make_resource(f"Asking {number}")


BROWSE = ["/lessons/", "/organisations/", "/training/", "/case-studies/", "/guidance/"]


@pytest.mark.parametrize("address", ["/search/", *BROWSE])
def test_search_answers_in_an_empty_bank(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "0800 1111" in response.text or "999" in response.text


def test_search_that_finds_nothing_says_whom_to_call(client):
    text = client.get("/search/?q=xylophone").text
    assert "If you need help now" in text
    results = text[text.index("0 results") :]
    assert "0800 1111" in results[: results.index("</section>")]


def test_search_shows_what_matches_and_nothing_else(client):
    make_resource("Asking first", ages=(5, 7))
    make_resource("Asking later", ages=(14, 16))
    text = client.get("/search/?q=asking&age=6").text
    assert "/resources/asking-first/" in text
    assert "/resources/asking-later/" not in text


def test_browse_shows_one_kind_only(client):
    make_resource("Asking first")
    make_organisation("Askers")
    text = client.get("/organisations/").text
    assert "/organisations/askers/" in text
    assert "/resources/asking-first/" not in text


@pytest.mark.parametrize("address", ["/search/?age=nine", "/lessons/?sector=nonsense", "/search/?page=0&q=asking"])
def test_search_refuses_what_it_cannot_answer_and_lists_nothing(client, address):
    make_resource("Asking first")
    response = client.get(address)
    assert response.status_code == 400
    assert "/resources/asking-first/" not in response.text


def test_search_says_what_it_left_out_of_an_address(client):
    response = client.get("/search/?colour=red")
    assert response.status_code == 200
    assert "colour" in response.text


def test_search_marks_the_words_searched_for_and_escapes_them(client):
    make_resource("Asking first")
    assert "<mark>Asking</mark>" in client.get("/search/?q=ask").text
    assert "<b>ask" not in client.get("/search/?q=%3Cb%3Eask").text


@pytest.mark.parametrize(
    ("sent", "short"),
    [
        ("/search/?q=consent&sort=&year=&age=", "/search/?q=consent"),
        ("/search/?q=&sort=&year=&age=", "/search/"),
        ("/training/?year=&sector=primary&sector=&age=9", "/training/?sector=primary&age=9"),
        ("/search/?age=&colour=red", "/search/?colour=red"),
    ],
)
def test_search_leaves_out_of_its_address_what_a_plain_form_sends_empty(client, sent, short):
    assert client.get(sent).headers["Location"] == short
    assert client.get(short).status_code == 200


def test_search_for_everything_does_not_lead_back_to_a_setting_that_is_remembered(client):
    client.cookies["my_setting"] = "sector=primary"
    assert client.get("/search/?q=&sort=&year=&age=").headers["Location"] == "/search/?q="
    assert client.get("/search/?q=").status_code == 200


def test_search_keeps_the_words_out_of_the_page_title(client):
    text = client.get("/search/?q=upskirting").text
    title = text[text.index("<title>") : text.index("</title>")]
    assert "upskirting" not in title
    assert "Resource bank" in title


def test_search_never_shows_an_adult_service_for_a_child(client):
    make_organisation("Adults only", help_kinds=["adults"], ages=(18, 25))
    make_organisation("From sixteen", ages=(16, 25))
    for address in ["/search/?age=9", "/search/?year=y5", "/search/?year=ks2", "/organisations/?age=15"]:
        text = client.get(address).text
        assert "adults-only" not in text
        assert "from-sixteen" not in text


def test_search_asks_the_database_no_more_for_more_entries(client, django_assert_max_num_queries):
    def queries_for(address):
        with django_assert_max_num_queries(60) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    @batched_updates()
    def fill(numbers):
        for number in numbers:
            near = {"districts": ["tamworth", "stafford"]}
            make_resource(f"Asking {number}", topics=["consent", "banter"], sectors=["primary", "special"], **near)
            make_course(f"Asking {number}", **near)
            if number % 5 == 0:  # these come first, and each page has some of every kind
                make_organisation(f"Asking {number}", phone=f"0300 111 22{number:02}", **near)

    addresses = ["/search/", "/search/?q=asking&sector=primary&age=6", "/lessons/?type=lesson_plan"]
    fill(range(2))
    client.get("/search/")  # what is read once a process
    few = [queries_for(address) for address in addresses]
    fill(range(2, 22))
    many = [queries_for(address) for address in addresses]  # fewer where only one kind is left on the page
    assert all(now <= before for now, before in zip(many, few, strict=True))


def test_search_gives_a_live_request_the_results_alone(client):
    make_resource("Asking first")
    response = client.get("/search/?q=asking", headers={"HX-Request": "true"})
    assert "/resources/asking-first/" in response.text
    assert "<html" not in response.text
    assert "HX-Request" in response.headers["Vary"]


def test_search_tells_a_live_request_where_its_answer_is_found(client):
    response = client.get("/search/?sector=primary&q=asking&age=", headers={"HX-Request": "true"})
    assert response.headers["Content-Location"] == "/search/?q=asking&sector=primary"


def test_search_gives_a_restored_page_whole(client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get("/search/?q=asking", headers=headers).text


def test_search_answers_a_repeat_visit_with_nothing_until_something_changes(client):
    entry = make_resource("Asking first")
    first = client.get("/search/?q=asking")
    assert first.headers["Cache-Control"] == "private, no-cache"

    def again(address="/search/?q=asking", **headers):
        return client.get(address, headers={"If-None-Match": first.headers["ETag"], **headers}).status_code

    assert again() == 304
    assert again("/search/?q=asking&age=nine") == 400
    assert again(**{"HX-Request": "true"}) == 200
    entry.title = "Asking again"
    entry.save()
    assert again() == 200


def test_search_is_another_page_on_another_day_and_once_a_session_has_begun(client, monkeypatch):
    course = make_course("A course")
    start = timezone.now() + timedelta(hours=1)
    CourseSession.objects.create(course=course, starts_at=start, ends_at=start + timedelta(hours=1))
    etag = client.get("/search/").headers["ETag"]
    today = timezone.localdate().toordinal()
    for moment in ((today + 1, int(start.timestamp()) - 60), (today, int(start.timestamp()) + 60)):
        monkeypatch.setattr("directory.search.pages.views.index_moment", lambda moment=moment: moment)
        assert client.get("/search/", headers={"If-None-Match": etag}).status_code == 200


def test_search_takes_one_query_when_nothing_has_changed(client, django_assert_num_queries, transactional_bank):
    client.get("/search/?q=asking&sector=primary")
    with django_assert_num_queries(1):
        assert "Asking 1" in client.get("/search/?q=asking&sector=primary").text.replace("<mark>", "").replace(
            "</mark>", ""
        )


def test_what_was_corrected_and_left_out_is_one_line_above_the_results(client):
    make_resource("Harassment")
    text = client.get("/search/?q=harrasment&colour=red").text
    (line,) = re.findall(r'<p class="notices">(.*?)</p>', text, re.DOTALL)
    assert "we searched for “harassment”" in line
    assert "colour" in line
    assert text.index(line) < text.index("<h1")


def test_search_sets_no_cookie(client):
    client.get("/search/?q=asking")
    assert not client.cookies


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "trace"])
def test_search_answers_nothing_but_reading(client, method):
    assert getattr(client, method)("/search/").status_code == 405


def test_search_takes_as_many_characters_as_its_box(client):
    assert f'maxlength="{LONGEST_QUERY}"' in client.get("/search/").text
    assert client.get("/search/?q=" + "consent+" * 125).status_code == 200
    response = client.get("/search/?q=" + "x" * (LONGEST_QUERY + 1))
    assert response.status_code == 400
    assert "Search: use 1,000 characters or fewer." in response.text

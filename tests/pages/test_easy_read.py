"""The pages in easy words: short words, short lines, the same numbers as on the pages in more words."""

import html
import re

import pytest

from directory.organisations.models import ContactPoint
from tests.factories import make_contact, make_organisation, make_resource
from tests.machine import ROOT

pytestmark = pytest.mark.django_db

HELP, CALL, TELL = "/easy/get-help-now/", "/easy/who-do-i-call/", "/easy/what-happens-if-i-tell/"
PAGES = [HELP, CALL, TELL]
IN_MORE_WORDS = {HELP: "/get-help-now/", CALL: "/who-do-i-call/", TELL: "/what-happens-if-i-tell/"}
MOST_WORDS_IN_A_LINE, MOST_WORDS_IN_A_SENTENCE = 14, 12
AGE_8 = 90  # "very easy" in Flesch's reading ease


def line(title, number, **values):
    return make_organisation(title, phone=number, **{"ages": (0, 18), **values})


@pytest.fixture(autouse=True)
def contacts():
    numbers = {"channel": "phone", "value": "0800 1111", "audience": "children", "always_open": True}
    make_contact(
        "young_people",
        make_organisation("Childline", ages=(4, 18), contact_points=[numbers]),
        needs_no_name=True,
    )
    text = {"channel": "text", "value": "85258", "always_open": True}
    make_contact("young_people", make_organisation("A text line", ages=(11, 25), contact_points=[text]))
    make_contact("young_people", line("For teenagers", "0800 068 4141", ages=(13, 25)))
    make_contact("young_people", line("For grown women", "0808 802 9999", ages=(18, 25)))
    health = line("Mental health line", "111", ages=(0, 25))
    make_contact("young_people", health)
    make_contact("mental_health", health)
    make_contact("remove_image", make_resource("For adults' pictures", url="https://example.org/a", ages=(18, 25)))
    make_contact("remove_image", make_resource("Report Remove", url="https://example.org/r", ages=(8, 17)))
    make_contact("front_door", line("Day line", "0300 111 8007"))
    make_contact("out_of_hours", line("Night line", "0345 604 2886"))


def article(client, address):
    return re.search(r'<article class="easy">(.*?)</article>', client.get(address).text, re.DOTALL)[1]


def plain(words):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split())


def our_lines(page):
    """The lines that are ours: what entries say of themselves is theirs."""
    return [plain(words) for _, words in re.findall(r"<(p|h[123])\b[^>]*>(.*?)</\1>", page, re.DOTALL)]


def sentences(lines):
    return [one for words in lines for one in re.split(r"(?<=[.?!:])\s+", words)]


def words_of(text):
    return re.findall(r"[A-Za-z'’-]+", text)


def syllables(word):
    word = word.lower().rstrip("'’")
    silent = word.endswith(("e", "es", "ed")) and not word.endswith(("le", "ted", "ded"))
    return max(1, len(re.findall(r"[aeiouy]+", word)) - silent)


def reading_ease(lines):
    told = [sentence for sentence in sentences(lines) if words_of(sentence)]
    words = [word for sentence in told for word in words_of(sentence)]
    return 206.835 - 1.015 * len(words) / len(told) - 84.6 * sum(map(syllables, words)) / len(words)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_in_easy_words_has_short_lines_and_can_be_read_at_8(client, address):
    lines = our_lines(article(client, address))
    assert len(lines) > 20
    assert [one for one in lines if len(one.split()) > MOST_WORDS_IN_A_LINE] == []
    assert [one for one in sentences(lines) if len(one.split()) > MOST_WORDS_IN_A_SENTENCE] == []
    assert reading_ease(lines) >= AGE_8


@pytest.mark.parametrize("address", PAGES)
def test_every_heading_is_a_question_beside_a_picture_that_says_nothing_more(client, address):
    page = article(client, address)
    questions = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    pictures = re.findall(r'<img src="/static/(images/easy/[a-z]+\.svg)" alt="" ', page)
    assert all(question.endswith("?") for question in questions)
    assert len(pictures) == len(questions) >= 6
    assert all((ROOT / "static" / picture).exists() for picture in pictures)


@pytest.mark.parametrize("address", PAGES)
def test_999_comes_first_and_a_doubt_is_enough(client, address):
    first = article(client, address).partition("</section>")[0]
    assert 'href="tel:999"' in first
    assert "Not sure? Call 999 too." in first


@pytest.mark.parametrize("address", PAGES)
def test_a_number_that_changes_changes_here_too(client, address):
    assert 'href="tel:08001111"' in article(client, address)
    ContactPoint.objects.filter(organisation__title="Childline").update(value="+448001112")
    page = article(client, address)
    assert 'href="tel:08001111"' not in page
    assert 'href="tel:08001112"' in page


@pytest.mark.parametrize("address", PAGES)
def test_a_child_of_any_age_is_given_no_number_that_is_for_older_ones_without_its_age(client, address):
    page = plain(article(client, address))
    assert "For teenagers" not in page
    assert "For grown women" not in page
    assert "For adults' pictures" not in page
    assert ("A text line. From age 11." in page) == (address == HELP)
    assert ("Report Remove Ages 8 to 17." in page) == (address in (HELP, CALL))


@pytest.mark.parametrize("address", PAGES)
def test_in_an_empty_bank_the_number_for_children_stands_all_the_same(client, address):
    ContactPoint.objects.update(channel="in_person")
    assert 'href="tel:08001111"' in article(client, address)


@pytest.mark.parametrize("address", PAGES)
def test_nobody_is_blamed_and_nobody_is_promised_a_secret(client, address):
    page = plain(article(client, address))
    assert "not your fault" in page
    assert not re.search(r"(will|can) keep (it|this) (a )?(secret|private)|nobody will know", page)
    assert not re.search(r"\b(abuser|perpetrator|victim|banter)\b", page, re.IGNORECASE)


@pytest.mark.parametrize("address", [HELP, TELL])
def test_it_is_said_that_others_may_be_told_and_who(client, address):
    page = plain(article(client, address))
    assert re.search(r"They may have to tell (somebody else|other people), to keep you safe", page)
    assert "They should tell you who." in page
    assert "But they may have to tell, if somebody is not safe." in page


@pytest.mark.parametrize("address", PAGES)
def test_the_police_are_told_only_on_a_condition(client, address):
    for sentence in sentences(our_lines(article(client, address))):
        if "police" in sentence:
            assert sentence in (
                "When do you call the police?",
                "They may ask a social worker or the police for help.",
            )
    assert "They do that if it is serious" in article(client, TELL)


@pytest.mark.parametrize("address", PAGES)
def test_whoever_harmed_is_helped_too(client, address):
    assert "get help too" in plain(article(client, address))


@pytest.mark.parametrize(("easy", "other"), IN_MORE_WORDS.items())
def test_each_page_and_its_easy_version_lead_to_each_other(client, easy, other):
    assert f'<a class="govuk-link" href="{other}">Read this in more words</a>' in article(client, easy)
    assert f'<a class="govuk-link" href="{easy}">Read this in easy words</a>' in client.get(other).text


def test_every_page_leads_to_the_easy_ones_and_these_to_each_of_them(client):
    assert 'href="/easy/">Easy words</a>' in client.get("/glossary/").text
    start = article(client, "/easy/")
    assert re.findall(r'<li><a class="govuk-link" href="([^"]*)"', start) == PAGES


def test_a_page_in_easy_words_asks_the_database_little(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(CALL)


def test_what_a_school_should_do_stands_in_more_words_too(client):
    page = plain(client.get("/what-happens-if-i-tell/").text)
    assert "They cannot promise to keep it a secret" in page
    assert "If it is serious, they may ask the police or social care for help" in page
    assert "0800 1111" in page
    assert 'href="/what-happens-if-i-tell/"' in client.get("/get-help-now/").text

"""The questions of governors, and the one page that they make of up to five."""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.catalogue.models import Entry
from directory.taxonomy.models import Topic
from directory.topics.models import AuditArea
from tests.factories import archive, make_case_study, make_resource
from tests.typesetting.pdf_ua import File

pytestmark = pytest.mark.django_db


def area(title="Policy", questions="One?\nTwo?\nThree?", evidence="Paper 1\nPaper 2\nPaper 3", topics=("policy",)):
    order = AuditArea.objects.count()
    found = AuditArea.objects.create(title=title, questions=questions, evidence=evidence, order=order)
    found.topics.set(Topic.objects.filter(code__in=topics))
    return found


def keys(client, address="/governors/"):
    """Question -> its key, as the form has them."""
    found = re.findall(r'value="([^"]+)"[^>]*> <label[^>]*>([^<]+)</label>', client.get(address).text)
    return {unescape(text): key for key, text in found}


def ticked(response):
    return re.findall(r'value="([^"]+)" checked', response.text)


def sheet(response):
    assert response.status_code == 200
    return unescape(response.text.partition("<article")[2].partition("</article>")[0])


def test_pack_has_the_questions_chosen_with_what_to_ask_for_and_their_areas(client):
    area()
    area("Online", "Four?", "Paper 4", topics=("online_safety",))
    known = keys(client)
    found = sheet(client.get("/governors/pack/", {"ask": [known["Four?"], known["Two?"]]}))
    assert re.findall("<h2>(.*)</h2>", found) == ["Two?", "Four?"]
    for words in ("Paper 2", "Paper 4", "Policy; Online", "never about a child"):
        assert words in found
    for words in ("One?", "Paper 1", "Paper 3"):
        assert words not in found


def test_pack_has_questions_of_case_studies_and_the_area_they_belong_to(client):
    area()
    case = make_case_study("A case", topics=["policy"], questions_for_governors="Who tells us?")
    found = sheet(client.get("/governors/pack/", {"ask": keys(client)["Who tells us?"]}))
    assert "self-audit: Policy." in found
    assert f'href="{case.get_absolute_url()}">A case</a>' in found
    assert "without names and without small numbers" in found


def test_pack_leads_to_the_guidance_of_its_areas_that_is_in_force(client):
    here, other = area(), area("Online", "Four?", "Paper 4")
    old = make_resource("Old rules", status="superseded", successor=make_resource())
    rules, draft, elsewhere = make_resource("Rules"), make_resource("A draft", published=False), make_resource("Else")
    here.guidance.set(Entry.objects.filter(pk__in=[rules.pk, draft.pk, old.pk]))
    other.guidance.set([elsewhere.pk])
    found = sheet(client.get("/governors/pack/", {"area": here.pk}))
    assert f'href="{rules.get_absolute_url()}">Rules</a>' in found
    for title in ("A draft", "Old rules", "Else"):
        assert title not in found


def test_pack_of_an_area_has_its_first_five_questions(client):
    questions = [f"Number {number}?" for number in range(1, 8)]
    found = sheet(client.get("/governors/pack/", {"area": area(questions="\n".join(questions), evidence="").pk}))
    assert re.findall("<h2>(.*)</h2>", found) == questions[:5]
    assert "What to ask for" not in found


def test_more_than_five_questions_keep_their_ticks(client):
    area(questions="\n".join(f"Number {number}?" for number in range(6)), evidence="")
    make_case_study("A case", questions_for_governors="Who tells us?")
    chosen = list(keys(client).values())
    response = client.get("/governors/pack/", {"ask": chosen})
    assert response.status_code == 400
    assert "Select up to 5 questions. You have selected 7." in response.text
    assert "<title>Error: Governors" in response.text
    assert ticked(response) == chosen
    assert '<details class="fold" open>' in response.text  # one of the ticks is in there


def test_tick_of_a_case_study_from_another_setting_is_not_lost(client):
    area()
    make_case_study("A college", sectors=["fe_skills"], questions_for_governors="Who tells us?")
    chosen = keys(client)["Who tells us?"]
    assert chosen not in keys(client, "/governors/?sector=primary").values()
    assert "Who tells us?" in sheet(client.get("/governors/pack/", {"ask": chosen, "sector": "primary"}))
    assert ticked(client.get("/governors/", {"ask": chosen, "sector": "primary"})) == [chosen]


@pytest.mark.parametrize("address", ["/governors/pack/", "/governors/pack/?area=99999", "/governors/pack/?ask="])
def test_pack_of_nothing_asks_for_questions(client, address):
    area()
    response = client.get(address)
    assert response.status_code == 400
    assert "There is a problem" in response.text
    assert "One?" in response.text


def test_question_that_was_edited_is_not_swapped_unseen(client):
    found = area()
    known = keys(client)
    AuditArea.objects.filter(pk=found.pk).update(questions="Another one?\nTwo?\nThree?")
    both = client.get("/governors/pack/", {"ask": [known["One?"], known["Two?"]]})
    assert "One of the questions in this web address has since been changed or removed" in both.text
    assert re.findall("<h2>(.*)</h2>", sheet(both)) == ["Two?"]
    alone = client.get("/governors/pack/", {"ask": known["One?"]})
    assert alone.status_code == 400
    assert "have since been changed or removed" in alone.text


def test_question_keeps_its_address_while_others_are_put_before_it(client):
    found = area()
    known = keys(client)["Two?"]
    AuditArea.objects.filter(pk=found.pk).update(questions="New?\nTwo?", evidence="Paper 0\nPaper 2")
    assert "Paper 2" in sheet(client.get("/governors/pack/", {"ask": known}))


@pytest.mark.parametrize("shut", ["archived", "superseded"])
def test_question_of_a_case_study_that_readers_do_not_see_is_gone(client, shut):
    area()
    case = make_case_study("A case", questions_for_governors="Who tells us?")
    known = keys(client)["Who tells us?"]
    if shut == "archived":
        archive(entry=case)
    else:
        Entry.objects.filter(pk=case.pk).update(status="superseded", successor=make_resource().entry_ptr)
    assert client.get("/governors/pack/", {"ask": known}).status_code == 400


@pytest.mark.parametrize("key", ["c99999999999999999999999-00000000", "c1", "a-", "c²-00000000", "x" * 5000])
def test_key_that_nobody_made_is_a_question_that_is_gone(client, key):
    area()
    assert client.get("/governors/pack/", {"ask": key}).status_code == 400


def test_setting_goes_along(client):
    area()
    page = client.get("/governors/?sector=primary").text
    assert '<input type="hidden" name="sector" value="primary">' in page
    pack = client.get("/governors/pack/", {"ask": keys(client)["One?"], "sector": "primary"})
    assert "/governors/?sector=primary&amp;ask=" in pack.text
    assert pack.cookies == {}


def test_pack_and_page_ask_the_database_no_more_for_more_questions(client):
    def asked(*addresses):
        with CaptureQueriesContext(connection) as queries:
            for address in addresses:
                assert client.get(address).status_code == 200
        return len(queries)

    first = area()
    first.guidance.set([make_resource().pk])
    make_case_study(questions_for_governors="Who tells us?")
    addresses = ("/governors/", f"/governors/pack/?ask={keys(client)['Who tells us?']}")
    before = asked(*addresses)
    for number in range(4):
        area(f"Area {number}", f"Number {number}?", "").guidance.set([make_resource().pk])
        make_case_study(questions_for_governors=f"And {number}?")
    known = keys(client)
    chosen = "&".join(f"ask={known[text]}" for text in ("Number 1?", "Number 2?", "And 1?", "And 2?"))
    assert asked("/governors/", f"/governors/pack/?{chosen}") == before


# What curators write


def test_evidence_has_a_line_for_each_question_or_none():
    for evidence in ("", "Paper 1\nPaper 2\nPaper 3", "Paper 1\n\nPaper 2\nPaper 3\n"):
        AuditArea(title="Policy", questions="One?\nTwo?\nThree?", evidence=evidence).clean()
    with pytest.raises(ValidationError, match="Questions: 3"):
        AuditArea(title="Policy", questions="One?\nTwo?\nThree?", evidence="Paper 1\nPaper 2").clean()


def test_pack_is_a_file_of_one_page_with_a_heading_for_each_question(client):
    area()
    known = keys(client)
    asked = {"ask": [known[text] for text in ("One?", "Two?", "Three?")]}
    file = File(client.get("/governors/pack.pdf", asked).content)
    assert file.problems() == []
    assert len(file.pdf.pages) == 1
    assert file.bookmarks == ["1. One?", "2. Two?", "3. Three?"]
    assert "What to ask for: Paper 2" in file.text
    assert f"/governors/pack.pdf?ask={known['One?']}" in unescape(client.get("/governors/pack/", asked).text)


def test_file_without_a_question_leads_to_the_page_that_says_so(client):
    assert client.get("/governors/pack.pdf").headers["Location"] == "/governors/pack/"

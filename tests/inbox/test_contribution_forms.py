"""What schools and groups contribute becomes a draft that a curator finishes; nothing about a child gets in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from directory.casestudies.models import CaseStudy
from directory.catalogue.actions.steps import publish
from directory.inbox import actions, limits
from directory.inbox.models import Message
from directory.networks.models import Meeting, Network
from directory.taxonomy.models import Sector, Topic
from tests.hostile import hostile_strings
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(begun):
    return {
        "begun": begun,
        "title": "Rumours after a party",
        "topics": ["consent", "bullying"],
        "places": ["online"],
        "sectors": ["secondary"],
        "age_min": "13",
        "age_max": "15",
        "setting": "A secondary school",
        "issue": "Rumours went round a year group.",
        "done_for_harmed": "A named adult",
        "done_for_who_harmed": "A talk with the lead",
        "who_was_involved": "Lead\nForm tutor",
        "what_worked": "Telling parents early",
        "what_did_not_work": "An assembly",
        "lessons": "Ask first",
        "questions_for_governors": "Who tells us?",
        "names_nobody": "on",
        "cannot_be_guessed": "on",
        "is_agreed": "on",
        "is_settled": "on",
    }


@pytest.fixture
def meeting():
    network = Network.objects.create(name="Tamworth leads", slug="tamworth", summary="They meet.")
    starts = timezone.now() - timedelta(days=3)
    theme = Topic.objects.get(code="consent")
    return Meeting.objects.create(network=network, theme=theme, starts_at=starts, ends_at=starts + timedelta(hours=1))


def test_contributed_case_study_becomes_a_draft_with_all_its_parts(client, case):
    answer = client.post("/case-studies/contribute/", case)
    assert answer.status_code == 302
    assert not answer.cookies
    message = Message.objects.get()
    assert "What was done for the child who has been harmed?\nA named adult" in message.words
    draft = CaseStudy.objects.get(pk=actions.make_draft(message=message, by=make_user("Curator")).pk)
    assert (draft.title, draft.state) == ("Rumours after a party", "draft")
    assert (draft.age_min, draft.age_max) == (13, 15)
    assert draft.done_for_harmed == "A named adult"
    assert draft.done_for_who_harmed == "A talk with the lead"
    assert draft.what_did_not_work == "An assembly"
    assert {topic.code for topic in draft.topics.all()} == {"consent", "bullying"}
    assert [place.code for place in draft.places.all()] == ["online"]
    assert [sector.code for sector in draft.sectors.all()] == ["secondary"]


def test_decisions_that_a_school_tells_wait_for_a_curator_to_tell_them_apart(client, case):
    client.post("/case-studies/contribute/", case | {"timeline": "The next day: told both families"})
    draft = CaseStudy.objects.get(pk=actions.make_draft(message=Message.objects.get(), by=make_user("Curator")).pk)
    assert (draft.timeline, draft.what_was_done) == ("The next day: told both families", "")
    assert "Add what was done, or decisions." in draft.publication_problems()


def test_what_the_contributor_ticks_does_not_tick_the_curators_checklist(client, case):
    client.post("/case-studies/contribute/", case)
    draft = actions.make_draft(message=Message.objects.get(), by=make_user("Curator"))
    assert not any(getattr(draft, name) for name in CaseStudy.ANONYMITY + CaseStudy.FULLNESS)
    with pytest.raises(ValidationError, match="it names nobody"):
        publish(entry=draft)


@pytest.mark.parametrize("check", ["names_nobody", "cannot_be_guessed", "is_agreed", "is_settled"])
def test_contribution_is_not_taken_without_every_check(client, case, check):
    del case[check]
    answer = client.post("/case-studies/contribute/", case)
    assert answer.status_code == 400
    assert "A named adult" in answer.text  # nothing that was typed is lost
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "field", ["title", "setting", "issue", "timeline", "done_for_harmed", "what_did_not_work", "lessons"]
)
def test_contribution_that_may_be_about_a_person_is_asked_about(client, case, field):
    case[field] = "On 12 March 2026 Jake Smith said so"
    answer = client.post("/case-studies/contribute/", case)
    assert answer.status_code == 400
    assert "Jake Smith" in answer.text
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"age_min": "16"}, {"age_min": "x"}, {"topics": ["zz"]}, {"topics": []}, {"places": ["zz"]}, {"issue": ""}],
)
def test_contribution_that_makes_no_sense_is_asked_for_again(client, case, wrong):
    assert client.post("/case-studies/contribute/", {**case, **wrong}).status_code == 400
    assert not Message.objects.exists()


def test_details_of_a_contribution_are_forgotten_with_its_words(client, case):
    client.post("/case-studies/contribute/", case)
    message = Message.objects.get()
    actions.answer(message=message, by=make_user("Curator"), state="declined")
    actions.forget(now=timezone.now() + timedelta(days=actions.KEPT_DAYS + 1))
    message.refresh_from_db()
    assert (message.words, message.details) == ("", {})


def test_what_a_group_learnt_becomes_a_suggestion(client, begun, meeting):
    told = {"begun": begun, "kind": "case_study", "what_worked": "Calling early", "lessons": "Ask first"}
    told |= {"sectors": ["primary"], "age_min": "7", "age_max": "11"}
    answer = client.post(f"/networks/tamworth/{meeting.pk}/learnt/", told)
    assert answer.status_code == 302
    message = Message.objects.get()
    assert message.title == f"Learnt at Tamworth leads, {meeting.starts_at:%B %Y}"
    draft = CaseStudy.objects.get(pk=actions.make_draft(message=message, by=make_user("Curator")).pk)
    assert (draft.what_worked, draft.lessons) == ("Calling early", "Ask first")
    assert (draft.age_min, draft.age_max) == (7, 11)
    assert [term.code for term in (*draft.topics.all(), *draft.sectors.all())] == ["consent", "primary"]


def test_form_for_what_a_group_learnt_begins_with_the_groups_sectors(client, meeting):
    meeting.network.sectors.set(Sector.objects.filter(code="special"))
    page = client.get(f"/networks/tamworth/{meeting.pk}/learnt/").text
    assert page.count(" checked>") == 1
    assert 'value="special" checked>' in page


def test_a_resource_that_a_group_found_becomes_a_draft_of_a_resource(client, begun, meeting):
    told = {"begun": begun, "kind": "resource", "what_worked": "Good cards", "url": "https://example.org/cards"}
    client.post(f"/networks/tamworth/{meeting.pk}/learnt/", told)
    draft = actions.make_draft(message=Message.objects.get(), by=make_user("Curator"))
    assert (draft.kind, draft.url) == ("resource", "https://example.org/cards")


@pytest.mark.once
@pytest.mark.slow
def test_guided_form_keeps_hostile_strings_as_text_or_says_why_not(client, case, monkeypatch):
    monkeypatch.setattr(limits, "MESSAGES", replace(limits.MESSAGES, from_one=10_000, from_all=None))
    for text in hostile_strings():
        answer = client.post("/case-studies/contribute/", {**case, "issue": text, "title": text})
        assert answer.status_code in (302, 400), ascii(text)
        if text.startswith("<script>"):
            assert text not in answer.text

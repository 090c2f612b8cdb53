"""Somebody without an account reviews one entry by a link."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions.steps import take_step
from directory.catalogue.states import Quality
from directory.correspondence.models import Email
from directory.quality import actions, invitations
from directory.quality.models import Assessment, Review, ReviewInvitation
from tests.at_once import at_once, problems
from tests.conftest import load_the_vocabularies
from tests.factories import archive, make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.people import make_user
from tests.quality.test_actions import fresh, judgements
from tests.quality.test_unfinished import becomes_another_thing, whole
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return make_resource("The pack", url="https://example.org/pack", summary="Six lessons about consent.")


@pytest.fixture
def curator():
    return make_user("Curator")


@pytest.fixture
def invitation(entry, curator):
    return invitations.invite(entry=entry, to="DSL@school.example", role="dsl", by=curator, label="A DSL")


def page_of(invitation):
    return reverse("quality:review", args=[invitation.token])


def sent(client, invitation, **more):
    given = {"version": fresh(invitation.entry).version, **whole(), **more}
    return client.post(page_of(invitation), {name: value for name, value in given.items() if name != "role"})


def test_invite_sends_the_link_and_who_wrote_the_entry_is_never_asked(entry, invitation):
    email = Email.objects.get()
    assert email.to == "dsl@school.example"
    assert page_of(invitation) in email.text
    assert "The pack" in email.subject
    author = make_user("Contributor", email="author@example.org")
    mine = make_resource(created_by=author)
    with pytest.raises(ValidationError, match="whoever added it"):
        invitations.invite(entry=mine, to="Author@example.org", role="dsl", by=make_user("Curator"))


def test_whoever_sent_an_entry_for_review_is_not_asked(curator):
    sender = make_user("Editor", email="sender@example.org")
    entry = take_step(step="submit", entry=make_resource(published=False), by=sender)
    with pytest.raises(ValidationError, match="sent it for review"):
        invitations.invite(entry=entry, to="sender@example.org", role="dsl", by=curator)


def test_nobody_is_asked_twice_in_a_round(entry, invitation, curator):
    with pytest.raises(ValidationError, match="already been invited"):
        invitations.invite(entry=entry, to="dsl@SCHOOL.example", role="health", by=curator)


def test_whoever_has_an_account_for_it_signs_in(entry, curator):
    make_user("Reviewer", email="nurse@example.org")
    with pytest.raises(ValidationError, match="has an account"):
        invitations.invite(entry=entry, to="nurse@example.org", role="health", by=curator)


@pytest.mark.parametrize("role", ["Contributor", "Editor", "Reviewer", "Administrator"])
def test_only_curators_invite(entry, role):
    with pytest.raises(PermissionDenied):
        invitations.invite(entry=entry, to="dsl@school.example", role="dsl", by=make_user(role))


def test_a_title_is_in_the_email_as_it_is_written(curator):
    entry = make_resource('Boys & girls: "no" means no')
    invitations.invite(entry=entry, to="dsl@school.example", role="dsl", by=curator)
    assert 'Boys & girls: "no" means no' in Email.objects.get().subject


@pytest.mark.parametrize("make", [make_resource, make_organisation, make_course, make_case_study, make_guidance])
@pytest.mark.parametrize("published", [True, False])
def test_the_page_shows_the_entry_as_readers_see_it_and_every_criterion(client, curator, make, published):
    entry = make("The thing", url="https://example.org/thing", summary="What it says.", published=published)
    invitation = invitations.invite(entry=entry.entry_ptr, to="dsl@school.example", role="dsl", by=curator)
    page = client.get(page_of(invitation))
    for words in (
        "The thing",
        "What it says.",
        "https://example.org/thing",
        "Designated safeguarding lead",
        "Balanced",
    ):
        assert words in page.text, words
    assert "/admin/" not in page.text
    assert "Set-Cookie" not in page.headers
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_looking_changes_nothing(client, invitation):
    for _ in range(2):
        client.get(page_of(invitation))
        client.head(page_of(invitation))
    assert not Assessment.objects.exists()
    assert ReviewInvitation.objects.get().is_open


def test_two_reviews_by_link_give_the_mark(client, entry, invitation, curator):
    other = invitations.invite(entry=entry, to="nurse@example.org", role="health", by=curator)
    assert "We have your review" in sent(client, invitation).text
    assert fresh(entry).quality == Quality.IN_REVIEW
    sent(client, other)
    assert fresh(entry).quality == Quality.QUALITY_ASSURED
    page = client.get(entry.get_absolute_url()).text
    assert "by a designated safeguarding lead and a health professional" in page
    assert "school.example" not in page
    assert "A DSL" not in page


def test_a_link_works_once(client, entry, invitation):
    sent(client, invitation)
    assert client.get(page_of(invitation)).status_code == 404
    assert "Thank you" in sent(client, invitation).text  # whoever presses twice is not told that it is dead
    assert Review.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(days=1)}]
)
def test_a_link_that_has_ended_opens_nothing(client, invitation, change):
    ReviewInvitation.objects.update(**change)
    assert client.get(page_of(invitation)).status_code == 404
    assert sent(client, invitation).status_code == 404
    assert not Review.objects.exists()


def test_half_a_review_is_found_again_by_the_same_link(client, invitation):
    answer = client.post(
        page_of(invitation), {"qa_safe": "met", "qa_safe_note": "Slide 4", "save": "yes"}, follow=True
    )
    assert "was saved on" in answer.text
    assert "Slide 4" in client.get(page_of(invitation)).text
    assert re.search(r'name="qa_safe"[^>]*value="met" checked', client.get(page_of(invitation)).text)
    assert ReviewInvitation.objects.get().is_open
    assert not Assessment.objects.exists()


def test_not_met_needs_a_reason_and_nothing_typed_is_lost(client, invitation):
    answer = sent(client, invitation, qa_safe="not_met", qa_open_note="Clear")
    assert answer.status_code == 400
    assert "Say why this is not met: Safe." in answer.text
    assert 'value="Clear"' in answer.text
    assert not Review.objects.exists()
    sent(client, invitation, qa_safe="not_met", qa_safe_note="It shows an assault.")
    assert Review.objects.get().judgements["qa_safe"]["note"] == "It shows an assault."


def test_each_criterion_that_has_no_answer_is_asked_for(client, invitation):
    answer = client.post(page_of(invitation), {})
    assert "Select what you found: Safe." in answer.text
    assert not Review.objects.exists()


def test_a_note_about_a_child_is_refused(client, invitation):
    answer = sent(client, invitation, qa_safe_note="Jamie, date of birth 3 March 2012")
    assert "We must not keep it" in answer.text
    assert not Review.objects.exists()


def test_one_person_does_not_count_twice_by_link_and_by_account(client, entry, invitation):
    late = make_user("Reviewer", email="dsl@school.example")  # the account came after the invitation
    actions.review(entry=entry, by=late, role="dsl", judgements=judgements())
    assert "You have reviewed this" in sent(client, invitation).text
    assert Review.objects.count() == 1
    assert ReviewInvitation.objects.get().is_open


def test_one_person_does_not_count_twice_by_account_after_a_link(client, entry, invitation):
    sent(client, invitation)
    with pytest.raises(ValidationError, match="You have reviewed this"):
        actions.review(
            entry=entry, by=make_user("Reviewer", email="DSL@school.example"), role="dsl", judgements=judgements()
        )


def test_whoever_became_the_author_meanwhile_does_not_review(client, invitation, entry):
    entry.created_by = make_user("Editor", email="dsl@school.example")
    entry.save()
    assert "This is your own work" in sent(client, invitation).text
    assert not Review.objects.exists()


def test_a_reviewer_by_link_is_asked_to_look_again_and_their_link_opens_once_more(client, entry, invitation):
    sent(client, invitation, qa_safe_note="Slide 4")
    becomes_another_thing(entry)
    told = Email.objects.get(subject__contains="Look again")
    assert page_of(invitation) in told.text
    page = client.get(page_of(invitation)).text
    assert "This has changed since you began: its web address is on another site" in page
    assert "Slide 4" in page
    assert "We have your review" in sent(client, invitation).text
    assert entry.assessments.under_way().get().reviews.get().invitation == invitation


def test_what_is_archived_meanwhile_needs_no_review(client, entry, invitation):
    archive(entry=entry)
    page = client.get(page_of(invitation))
    assert "It does not need a review" in page.text
    assert "Send my review" not in page.text


def test_a_link_is_renewed_and_taken_back_from_the_page_of_the_entry(client, entry, invitation, curator):
    sign_in(client, curator)
    page = reverse("admin:catalogue_entry_quality", args=[entry.pk])
    assert "dsl@school.example" in client.get(page).text
    client.post(reverse("admin:catalogue_entry_review_link", args=[entry.pk, invitation.pk, "revoke"]))
    assert "Taken back on" in client.get(page).text
    client.post(reverse("admin:catalogue_entry_review_link", args=[entry.pk, invitation.pk, "renew"]))
    assert ReviewInvitation.objects.get().is_open
    assert Email.objects.count() == 2


def test_a_curator_invites_from_the_page_of_the_entry(client, entry, curator):
    sign_in(client, curator)
    page = reverse("admin:catalogue_entry_invite", args=[entry.pk])
    answer = client.post(page, {"to": "nurse@example.org", "role": "health", "label": ""}, follow=True)
    assert "a link goes to nurse@example.org" in answer.text
    assert "Open until" in answer.text
    assert "already been invited" in client.post(page, {"to": "nurse@example.org", "role": "dsl"}).text


def test_reviewers_see_no_address_of_who_was_invited(client, entry, invitation):
    sign_in(client, make_user("Reviewer"))
    assert "school.example" not in client.get(reverse("admin:catalogue_entry_quality", args=[entry.pk])).text


def test_who_was_invited_is_forgotten_after_a_while_and_the_review_stays(client, entry, invitation, curator):
    sent(client, invitation)
    soon, later = timezone.now() + timedelta(days=80), timezone.now() + timedelta(days=100)
    assert invitations.forget_invited(now=later) == 0  # the round goes on: nobody may count twice
    actions.review(entry=entry, by=curator, role="dsl", judgements=judgements())
    assert invitations.forget_invited(now=soon) == 0
    assert invitations.forget_invited(now=later) == 1
    kept = ReviewInvitation.objects.get()
    assert (kept.to, kept.label, kept.role) == ("", "", "dsl")
    assert fresh(entry).quality == Quality.QUALITY_ASSURED


def test_the_database_takes_no_review_of_nobody_and_none_of_two(entry, invitation, curator):
    assessment = Assessment.objects.create(entry=entry.entry_ptr)
    for who in ({}, {"reviewer": curator, "invitation": invitation}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.create(assessment=assessment, role="dsl", **who)


@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_once_make_one_round_that_is_decided():
    load_the_vocabularies()
    entry, curator = make_resource("The pack"), make_user("Curator")
    links = [
        invitations.invite(entry=entry, to=f"dsl{number}@school.example", role="dsl", by=curator) for number in (1, 2)
    ]
    sends = [
        lambda link=link: actions.review(entry=entry, role="dsl", judgements=judgements(), invitation=link)
        for link in links
    ]
    assert problems(at_once(*sends)) == []
    assert (Assessment.objects.get().result, Review.objects.count()) == ("assured", 2)
    assert fresh(entry).quality == Quality.QUALITY_ASSURED


@pytest.mark.django_db(transaction=True)
def test_one_link_that_is_sent_twice_at_once_is_one_review():
    load_the_vocabularies()
    entry, curator = make_resource("The pack"), make_user("Curator")
    link = invitations.invite(entry=entry, to="dsl@school.example", role="dsl", by=curator)
    send = lambda: actions.review(entry=entry, role="dsl", judgements=judgements(), invitation=link)  # noqa: E731
    assert len(problems(at_once(send, send))) == 1
    assert Review.objects.count() == 1

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.catalogue.states import Action, Quality
from directory.quality import actions, lapsing
from directory.quality.criteria import CRITERIA, GATING
from directory.quality.models import Assessment
from tests.factories import archive, make_guidance, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

Result = Assessment.Result


@pytest.fixture
def two():
    return make_user("Curator"), make_user("Curator")


def judgements(**verdicts):
    """Every criterion met, but for those given, with a reason where one must be given."""
    given = {item.code: verdicts.get(item.code, "met") for item in CRITERIA}
    return {code: {"verdict": one, "note": "It does not." if one == "not_met" else ""} for code, one in given.items()}


def reviewed(entry, two, *both):
    for user, given in zip(two, both, strict=True):
        found = actions.review(entry=entry, by=user, role="dsl", judgements=judgements(**given))
    return found


def fresh(entry):
    return Entry.objects.get(pk=entry.pk)


def test_there_are_six_gating_criteria():
    assert GATING == ["qa_age_stage", "qa_safe", "qa_accurate", "qa_signpost", "qa_inclusive", "qa_open"]
    assert len(CRITERIA) == 14


@pytest.mark.parametrize(
    ("first", "second", "result", "mark"),
    [
        ({}, {}, Result.ASSURED, Quality.QUALITY_ASSURED),
        ({"qa_assess": "not_met"}, {"qa_send": "partly"}, Result.ASSURED, Quality.QUALITY_ASSURED),
        *(({code: "partly"}, {code: "partly"}, Result.CARE, Quality.USE_WITH_CARE) for code in GATING),
        *(({code: "not_met"}, {code: "not_met"}, Result.NOT_MET, Quality.UNREVIEWED) for code in GATING),
        ({"qa_safe": "not_applicable"}, {"qa_safe": "not_applicable"}, Result.CARE, Quality.USE_WITH_CARE),
        ({"qa_safe": "not_met"}, {}, Result.DISPUTED, Quality.IN_REVIEW),
    ],
)
def test_review_decides_with_the_second_reviewer(two, first, second, result, mark):
    entry = make_resource()
    assert reviewed(entry, two, first, second).result == result
    assert fresh(entry).quality == mark


def test_review_waits_for_the_second_reviewer(two):
    entry = make_resource()
    assert actions.review(entry=entry, by=two[0], role="dsl", judgements=judgements()).result == Result.OPEN
    assert fresh(entry).quality == Quality.IN_REVIEW
    with pytest.raises(ValidationError, match="second person"):
        actions.review(entry=entry, by=two[0], role="dsl", judgements=judgements())


def test_review_is_not_for_whoever_proposed_the_entry(two):
    entry = make_resource(created_by=two[0])
    with pytest.raises(ValidationError, match="own work"):
        actions.review(entry=entry, by=two[0], role="dsl", judgements=judgements())


def test_review_is_for_curators_and_reviewers():
    with pytest.raises(PermissionDenied):
        actions.review(entry=make_resource(), by=make_user("Editor"), role="dsl", judgements=judgements())
    entry = make_resource()
    reviewed(entry, (make_user("Reviewer"), make_user("Reviewer")), {}, {})
    assert fresh(entry).quality == Quality.QUALITY_ASSURED


@pytest.mark.parametrize("note", ["", "   "])
def test_review_needs_a_reason_where_something_is_not_met(two, note):
    given = judgements() | {"qa_safe": {"verdict": "not_met", "note": note}}
    with pytest.raises(ValidationError, match="Say why this is not met: Safe"):
        actions.review(entry=make_resource(), by=two[0], role="dsl", judgements=given)


def test_review_of_what_is_archived_is_not_needed(two):
    entry = make_resource()
    archive(entry=entry)
    with pytest.raises(ValidationError, match="archived"):
        actions.review(entry=entry, by=two[0], role="dsl", judgements=judgements())


def test_review_needs_every_criterion(two):
    given = judgements()
    del given["qa_send"]
    with pytest.raises(ValidationError, match="Adapted"):
        actions.review(entry=make_resource(), by=two[0], role="dsl", judgements=given)


def test_settle_dispute_needs_the_steering_group_a_reason_and_somebody_else(two):
    entry = make_resource()
    round_ = reviewed(entry, two, {"qa_safe": "partly"}, {})
    with pytest.raises(ValidationError, match="did not make or review"):
        actions.settle_dispute(assessment=round_, result=Result.ASSURED, by=two[0], why="Discussed")
    third = make_user("Curator")
    with pytest.raises(ValidationError, match="what the steering group"):
        actions.settle_dispute(assessment=round_, result=Result.ASSURED, by=third, why=" ")
    with pytest.raises(PermissionDenied):
        actions.settle_dispute(assessment=round_, result=Result.ASSURED, by=make_user("Reviewer"), why="Discussed")
    actions.settle_dispute(assessment=round_, result=Result.ASSURED, by=third, why="Discussed in March")
    assert fresh(entry).quality == Quality.QUALITY_ASSURED


def test_the_mark_is_good_for_twelve_months_and_then_lapses_by_itself(two):
    entry = make_resource()
    reviewed(entry, two, {}, {})
    until = fresh(entry).quality_until
    assert timezone.localdate() + timedelta(days=364) <= until
    assert lapsing.lapse_what_is_over(today=until) == 0
    assert lapsing.lapse_what_is_over(today=until + timedelta(days=1)) == 1
    assert fresh(entry).quality == Quality.UNREVIEWED
    assert entry.revisions.first().action == Action.LAPSED


def test_readers_see_no_mark_after_its_day_even_before_it_is_noted(client, two):
    entry = make_resource(slug="marked")
    reviewed(entry, two, {}, {})
    assert "Quality assured" in client.get("/resources/marked/").text
    assert "Quality assured</span>" in client.get("/search/").text
    Entry.objects.filter(pk=entry.pk).update(quality_until=date(2020, 1, 1))
    assert ">Quality assured<" not in client.get("/resources/marked/").text
    assert "Quality assured</span>" not in client.get("/search/").text


@pytest.mark.parametrize("change", [{"status": "withdrawn"}, {"state": "archived"}])
def test_the_mark_lapses_when_cited_guidance_is_no_longer_in_force(two, change):
    entry, guidance = make_resource(), make_guidance()
    entry.cites.add(Entry.objects.get(pk=guidance.pk))
    reviewed(entry, two, {}, {})
    assert lapsing.lapse_what_is_over() == 0
    Entry.objects.filter(pk=guidance.pk).update(**change)
    assert lapsing.lapse_what_is_over() == 1
    assert "no longer in force" in entry.assessments.get().lapsed_because


def test_a_new_round_can_begin_after_the_last_has_lapsed(two):
    entry = make_resource()
    reviewed(entry, two, {}, {})
    lapsing.lapse(entry=entry, because="Its page has changed.")
    assert reviewed(entry, two, {}, {}).result == Result.ASSURED
    assert entry.assessments.count() == 2


def test_readers_see_result_date_roles_and_next_review_and_no_name(client, two):
    entry = make_resource(slug="marked")
    actions.review(entry=entry, by=two[0], role="dsl", judgements=judgements())
    actions.review(entry=entry, by=two[1], role="steering", judgements=judgements(qa_send="partly"))
    page = client.get("/resources/marked/").text
    assert "by a designated safeguarding lead and a member of the PSHE steering group: quality assured" in page
    assert "Next review due by" in page
    assert "Teacher's notes" in page or "Teacher&#39;s notes" in page
    assert "<li>Adapted</li>" not in page
    assert two[0].username not in page
    assert two[1].username not in page


def test_quality_page_takes_a_review_and_shows_where_two_differ(client, two):
    entry = make_resource()
    page = reverse("admin:catalogue_entry_quality", args=[entry.pk])
    for user, verdict in zip(two, ["met", "not_met"], strict=True):
        client.logout()
        sign_in(client, user)
        data = {item.code: verdict for item in CRITERIA}
        notes = {f"{item.code}_note": "A note on safety" for item in CRITERIA}
        assert client.post(page, {**data, **notes, "role": "dsl"}).status_code == 302
    text = client.get(page).text
    assert "The reviewers disagree" in text
    assert "A note on safety" in text
    assert "<strong>No</strong>" in text


def test_quality_page_keeps_what_was_chosen_when_something_is_missing(client, two):
    sign_in(client, two[0])
    entry = make_resource()
    response = client.post(
        reverse("admin:catalogue_entry_quality", args=[entry.pk]), {"qa_safe": "met", "qa_safe_note": "Mine"}
    )
    assert response.status_code == 200
    assert 'value="Mine"' in response.text
    assert not entry.assessments.exists()


def test_principles_and_criteria_are_published(client):
    text = client.get("/about/quality/").text
    assert text.count("<li>") >= 10
    assert all(item.title.replace("'", "&#39;") in text for item in CRITERIA)


def renewal_begun(entry, two):
    """An entry with a mark, of which one of two reviewers has filled in the next round."""
    reviewed(entry, two, {}, {})
    actions.review(entry=fresh(entry), by=two[0], role="dsl", judgements=judgements())
    return fresh(entry)


def test_a_renewal_leaves_the_mark_until_it_is_decided(client, two):
    entry = renewal_begun(make_resource(slug="marked"), two)
    assert (entry.quality, entry.quality_until) == (Quality.QUALITY_ASSURED, entry.assessments.last().good_until)
    assert Entry.objects.assured_today().filter(pk=entry.pk).exists()
    assert "Quality assured</span>" in client.get("/search/").text


@pytest.mark.parametrize(
    ("second", "mark"),
    [({}, Quality.QUALITY_ASSURED), ({"qa_safe": "not_met"}, Quality.QUALITY_ASSURED)],
    ids=["renewed", "disputed"],
)
def test_a_renewal_that_is_decided_or_disputed(two, second, mark):
    entry = renewal_begun(make_resource(), two)
    actions.review(entry=entry, by=two[1], role="dsl", judgements=judgements(**second))
    assert fresh(entry).quality == mark


def test_a_renewal_that_is_not_met_ends_the_mark(two):
    entry = make_resource()
    reviewed(entry, two, {}, {})
    reviewed(fresh(entry), two, {"qa_safe": "not_met"}, {"qa_safe": "not_met"})
    assert fresh(entry).quality == Quality.UNREVIEWED


def test_a_mark_that_lapses_during_its_renewal_leaves_the_entry_in_review(two):
    entry = renewal_begun(make_resource(), two)
    lapsing.lapse(entry=entry, because="Its page has changed.")
    assert fresh(entry).quality == Quality.IN_REVIEW


def test_lapse_ends_every_round_that_stands(two):
    entry = make_resource()
    reviewed(entry, two, {}, {})
    reviewed(fresh(entry), two, {}, {})
    lapsing.lapse(entry=entry, because="Its page has changed.")
    assert not entry.assessments.standing().exists()

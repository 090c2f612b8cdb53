from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_case_study, make_course, make_guidance, make_resource

pytestmark = pytest.mark.django_db


def test_timeline_puts_what_is_to_come_first_and_then_the_latest(client):
    soon = timezone.localdate() + timedelta(days=40)
    make_guidance("Later still", effective_from=soon + timedelta(days=40))
    make_guidance("Soon", effective_from=soon)
    make_guidance("Old", effective_from=date(2020, 9, 1))
    make_guidance("Newer", effective_from=date(2024, 9, 1))
    make_guidance("Without a day")
    page = client.get("/guidance/timeline/").text
    places = [page.index(f"{title}</a>") for title in ("Soon", "Later still", "Newer", "Old", "Without a day")]
    assert places == sorted(places)


def test_timeline_keeps_to_the_setting(client):
    make_guidance("For primary", sectors=["primary"], effective_from=date(2024, 9, 1))
    make_guidance("For colleges", sectors=["fe_skills"], effective_from=date(2024, 9, 1))
    page = client.get("/guidance/timeline/?sector=primary").text
    assert "For primary" in page
    assert "For colleges" not in page
    assert "/feeds/guidance.atom?sector=primary" in page
    assert "/guidance/calendar.ics?sector=primary" in page


def test_timeline_says_what_a_change_replaces(client):
    make_guidance(replaces="The edition of 2019", effective_from=date(2024, 9, 1))
    assert "Replaces: The edition of 2019" in client.get("/guidance/timeline/").text


def test_checklist_has_what_my_kind_of_setting_must_do(client):
    make_guidance(sectors=["primary"], what_to_do="Update the policy\nTell parents")
    make_guidance(sectors=["fe_skills"], what_to_do="Ask the students")
    page = client.get("/guidance/checklist/?sector=primary").text
    assert "<li>Update the policy</li><li>Tell parents</li>" in page
    assert "Ask the students" not in page


def test_update_names_the_same_change_for_other_settings(client):
    document = make_resource("The document")
    here = make_guidance("For primary", related_resource=document)
    make_guidance("For special schools", related_resource=document)
    make_guidance("About something else", related_resource=make_resource())
    page = client.get(here.get_absolute_url()).text
    assert "For special schools" in page
    assert "About something else" not in page.partition("The same change")[2].partition("</section>")[0]


def test_governors_find_questions_training_and_what_closes_a_gap(client):
    from directory.taxonomy.models import Topic
    from directory.topics.models import AuditArea

    area = AuditArea.objects.create(title="Policy and procedure", questions="When was it last read?")
    area.topics.set(Topic.objects.filter(code="policy"))
    make_resource(topics=["policy"], resource_kinds=["policy_template"])
    make_course("For governors", audiences=["governors"])
    make_course("For teachers")
    make_case_study("A case", questions_for_governors="Who tells us?")
    page = client.get("/governors/").text
    assert "When was it last read?" in page
    assert 'href="/guidance/?topic=policy">Guidance and tools (1)' in page
    assert "Who tells us?" in page
    assert "For governors</a>" in page
    assert "For teachers</a>" not in page

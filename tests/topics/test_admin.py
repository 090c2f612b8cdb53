import pytest
from django.urls import reverse

from directory.catalogue.admin.editing_together import version_shown
from directory.taxonomy.models import Topic
from directory.topics.models import AuditArea, Hub, Step
from tests.factories import make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NO_ROWS = {f"{rows}-{total}_FORMS": "0" for rows in ("steps", "contacts") for total in ("TOTAL", "INITIAL")}


@pytest.fixture
def hub(client):
    sign_in(client, make_user("Curator"))
    return Hub.objects.create(topic=Topic.objects.get(code="consent"), definition="Agreeing.")


def address(hub):
    return reverse("admin:topics_hub_change", args=[hub.pk])


def test_curator_changes_the_words_and_adds_a_step(client, hub):
    step = {"when": "hour", "order": "1", "text": "Tell the lead", "source": make_resource().pk}
    data = {"definition": "Agreeing freely.", "version": version_shown(hub), **NO_ROWS, "steps-TOTAL_FORMS": "1"}
    answer = client.post(address(hub), {**data, **{f"steps-0-{name}": value for name, value in step.items()}})
    assert answer.status_code == 302
    hub.refresh_from_db()
    assert hub.definition == "Agreeing freely."
    assert Step.objects.get().text == "Tell the lead"
    assert "Tell the lead" in client.get("/topics/consent/").text


def test_words_about_a_person_are_asked_about(client, hub):
    data = {"version": version_shown(hub), "definition": "As Jake Smith said on 12 March 2026.", **NO_ROWS}
    answer = client.post(address(hub), data)
    assert answer.status_code == 200
    assert "Jake Smith" in answer.text
    assert client.post(address(hub), {**data, "looked_over": "on"}).status_code == 302


def test_words_that_certainly_hold_a_childs_data_are_refused_whatever_is_ticked(client, hub):
    data = {
        "version": version_shown(hub),
        "definition": "Born 12/03/2014, date of birth 12/03/2014",
        "looked_over": "on",
    }
    assert client.post(address(hub), {**data, **NO_ROWS}).status_code == 200
    hub.refresh_from_db()
    assert hub.definition == "Agreeing."


def test_curator_chooses_who_can_help_and_in_which_order(client, hub):
    far, near = make_organisation("Afar", scope="national"), make_organisation("Zebra")
    rows = {"contacts-0-order": "2", "contacts-0-organisation": far.pk}
    rows |= {"contacts-1-order": "1", "contacts-1-organisation": near.pk, "contacts-TOTAL_FORMS": "2"}
    data = {"version": version_shown(hub), "definition": "Agreeing.", **NO_ROWS, **rows}
    assert client.post(address(hub), data).status_code == 302
    assert [contact.organisation.title for contact in hub.contacts.all()] == ["Zebra", "Afar"]
    twice = client.post(address(hub), {**data, "version": "2", "contacts-0-organisation": near.pk})
    assert "already listed" in twice.text or "duplicate" in twice.text


def test_a_hub_stays_with_its_topic(client, hub):
    other = Topic.objects.get(code="banter")
    client.post(
        address(hub), {"topic": other.pk, "version": version_shown(hub), "definition": "Agreeing.", **NO_ROWS}
    )
    hub.refresh_from_db()
    assert hub.topic.code == "consent"


def test_curator_edits_what_governors_ask(client, hub):
    area = AuditArea.objects.create(title="Policy", questions="Is there one?")
    where = reverse("admin:topics_auditarea_change", args=[area.pk])
    topics = [Topic.objects.get(code="policy").pk]
    data = {"title": "Policy", "questions": "When was it read?", "order": "1", "topics": topics}
    data |= {"version": version_shown(area)}
    assert client.post(where, data).status_code == 302
    assert "When was it read?" in client.get("/governors/").text

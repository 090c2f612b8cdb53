from datetime import timedelta

import pytest
from django.utils import timezone

from directory.networks.models import Meeting, Network
from directory.search.documents.index_writer import batched_updates
from directory.taxonomy.models import District, Topic
from directory.topics.models import Hub
from tests.factories import archive, make_case_study, make_course, make_guidance, make_organisation, make_resource


@pytest.fixture
def bank(db):
    """A little of everything: name -> thing."""
    soon = timezone.now() + timedelta(days=9)
    topic = Topic.objects.get(code="consent")
    with batched_updates():
        found = {
            "resource": make_resource("Asking first", note="A secret note", source="A secret source"),
            "organisation": make_organisation("A helpline", phone="0800 1111"),
            "course": make_course("A briefing"),
            "case study": make_case_study("A case"),
            "guidance": make_guidance("A change"),
            "draft": make_resource("A secret draft", published=False),
            "archived": make_resource("Out of date"),
        }
    archive(entry=found["archived"])
    found["course"].sessions.create(starts_at=soon, ends_at=soon + timedelta(hours=2), place="Stafford")
    hub = Hub.objects.create(topic=topic, definition="Agreement.", never="Do not ask why.\nDo not promise secrecy.")
    hub.steps.create(when="hour", text="Listen.", source_id=found["resource"].pk)
    hub.steps.create(when="day", text="Write it down.", source_id=found["draft"].pk)
    network = Network.objects.create(name="Leads of Tamworth", slug="tamworth", summary="They meet.")
    network.districts.set(District.objects.filter(code="tamworth"))
    Meeting.objects.create(network=network, theme=topic, starts_at=soon, ends_at=soon + timedelta(hours=1))
    return {**found, "hub": hub, "network": network}

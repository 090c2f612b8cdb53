import pytest

from directory.taxonomy.models import Topic
from directory.topics.models import Hub, Step
from tests.factories import archive, make_contact, make_guidance, make_organisation, make_resource
from tests.typesetting.pdf_ua import File

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    topic = Topic.objects.get(code="consent")
    hub = Hub.objects.create(topic=topic, definition="Agreeing.\nEach time.", never="Do not blame.")
    source = make_guidance("The guidance", topics=["consent"])
    Step.objects.create(hub=hub, when="hour", text="Refer if\nit was forced", source_id=source.pk)
    Step.objects.create(hub=hub, when="day", text="Look again")
    make_contact("band", make_organisation("For staff", phone="0300 000 0001"))
    return hub


def test_page_of_a_topic_is_a_file_with_who_to_call_first(client, hub, django_assert_max_num_queries):
    make_organisation("Helps", topics=["consent"], phone="0300 000 0002")
    make_resource("A lesson", topics=["consent"])
    with django_assert_max_num_queries(45):
        file = File(client.get("/topics/consent.pdf").content)
    assert file.problems() == []
    order = ["Agreeing.", "999", "0300 000 0001", "Refer if", "it was forced", "Source: The guidance", "Look again"]
    order += ["Do not blame.", "Each time.", "Helps", "0300 000 0002", "A lesson"]
    places = [file.text.index(words) for words in order]
    assert places == sorted(places)
    assert "tel:+443000000002" in file.opened
    assert 'href="/topics/consent.pdf"' in client.get("/topics/consent/").text


@pytest.mark.usefixtures("hub")
def test_file_never_has_what_readers_no_longer_see(client):
    helps = make_organisation("Helps", topics=["consent"], phone="0300 000 0002")
    assert "0300 000 0002" in File(client.get("/topics/consent.pdf").content).text
    archive(entry=helps)
    assert "0300 000 0002" not in File(client.get("/topics/consent.pdf").content).text


def test_file_of_a_topic_that_became_part_of_another_is_that_ones(client, hub):
    topic = Topic.objects.get(code="grooming")
    topic.retired, topic.merged_into = True, hub.topic
    topic.save()
    assert client.get(f"/topics/{topic.slug}.pdf").headers["Location"] == "/topics/consent.pdf"
    assert client.get("/topics/nothing.pdf").status_code == 404

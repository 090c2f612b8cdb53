"""An entry is added from its web address: what the page says becomes proposals, and a person decides."""

import pytest
from django.urls import reverse

from directory.curation.adding import admin_pages
from directory.fetching.fetch_outcome import Fetched
from directory.resources.models import Resource
from directory.taxonomy.models import Topic
from tests.factories import make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/admin/catalogue/entry/add-from-address/"
LESSONS = Fetched(
    200,
    "https://lessons.example.org/consent",
    title="Consent: lesson plans for Key Stage 3 | Example Trust",
    site="Example Trust",
    description="Four lessons on consent and healthy relationships.",
)


@pytest.fixture
def contributor(client):
    sign_in(client, make_user("Contributor"))
    return client


@pytest.fixture
def web(monkeypatch):
    """What the page at every address answers."""

    def answers(fetched):
        monkeypatch.setattr(admin_pages, "fetch", lambda address, limits: fetched)

    return answers


def proposed(client, **answer):
    return client.post(PAGE, {"url": "https://lessons.example.org/consent"}).context["proposal"]


def test_the_page_is_read_into_proposals(contributor, web):
    web(LESSONS)
    proposal = proposed(contributor)
    assert proposal.title == "Consent: lesson plans for Key Stage 3"
    assert (proposal.kind, proposal.publisher, proposal.ages) == ("resource", "Example Trust", (11, 14))
    assert "healthy_relationships" in [topic.code for topic in proposal.chosen["topics"]]


def test_the_publisher_of_other_entries_of_the_site_is_proposed_first(contributor, web):
    make_resource("Other", url="https://www.lessons.example.org/other", publisher="The Example Trust")
    web(LESSONS)
    assert proposed(contributor).publisher == "The Example Trust"


def test_what_looks_like_an_entry_that_is_here_is_shown_before_anything_is_typed(contributor, web):
    make_resource("Something else", url="http://www.lessons.example.org/consent/")
    web(LESSONS)
    page = contributor.post(PAGE, {"url": LESSONS.address})
    assert "This may already be in the resource bank" in page.text
    assert "the same web address" in page.text


def test_nothing_of_anothers_draft_is_told(contributor, web):
    make_resource("Secret draft", url="https://lessons.example.org/consent", published=False)
    web(LESSONS)
    assert "Secret draft" not in contributor.post(PAGE, {"url": LESSONS.address}).text


def test_the_form_begins_with_what_was_proposed_and_the_entry_is_saved_from_it(contributor, web):
    web(LESSONS)
    proposal = proposed(contributor)
    response = contributor.post(
        reverse("admin:catalogue_entry_add_proposed"), {**proposal.initial(), "kind": "resource"}, follow=True
    )
    form = response.context["adminform"].form
    meant = Topic.objects.get(code="healthy_relationships")
    assert form["title"].value() == "Consent: lesson plans for Key Stage 3"
    assert str(meant.pk) in form["topics"].value()
    typed = {name: form[name].value() for name in ("title", "url", "topics", "publisher", "age_min", "age_max")}
    typed |= {name: form[name].value() for name in ("status", "confidence")}
    contributor.post(response.request["PATH_INFO"], typed)
    entry = Resource.objects.get(url=LESSONS.address)
    assert meant in entry.topics.all()
    assert entry.state == "draft"


@pytest.mark.parametrize(
    "fetched",
    [
        Fetched(None, "https://lessons.example.org/consent", problem="It refuses connections."),
        Fetched(404, "https://lessons.example.org/consent"),
    ],
)
def test_a_page_that_cannot_be_read_is_said_and_stops_nobody(contributor, web, fetched):
    web(fetched)
    page = contributor.post(PAGE, {"url": fetched.address})
    assert "We could not read the page" in page.text
    assert "Go on to the form" in page.text


def test_nothing_inside_a_private_network_is_asked(contributor):
    page = contributor.post(PAGE, {"url": "http://127.0.0.1:8000/admin/"})
    assert "We could not read the page" in page.text


def test_hostile_words_of_a_page_are_shown_as_text(contributor, web):
    web(Fetched(200, "https://x.example.org/", title="<script>alert(1)</script>", description='"><img src=x>'))
    page = contributor.post(PAGE, {"url": "https://x.example.org/"})
    assert "<script>alert" not in page.text
    assert "<img src=x>" not in page.text

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from directory.catalogue.models import Entry
from directory.catalogue.states import Action
from directory.curation import topic_merging
from directory.search.documents.consistency import find_differences
from directory.search.documents.models import SynonymGroup
from directory.taxonomy.models import Sector, Topic
from tests.factories import make_resource
from tests.people import make_user
from tests.search.asking import ask, titles
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return make_user("Curator")


def topic(code):
    return Topic.objects.get(code=code)


def codes(entry):
    return sorted(item.code for item in Entry.objects.get(pk=entry.pk).topics.all())


def test_merge_gives_every_entry_the_topic_that_stays_and_says_so_in_its_history(curator):
    one, both = make_resource(topics=["banter"]), make_resource(topics=["banter", "consent"])
    assert topic_merging.merge_topics(topic=topic("banter"), into=topic("consent"), by=curator) == 2
    assert (codes(one), codes(both)) == (["consent"], ["consent"])
    assert one.revisions.first().action == Action.MERGED
    assert topic("banter").retired
    assert find_differences() == {}


def test_merge_keeps_old_addresses_and_old_words_working(client, curator):
    make_resource("Ours", topics=["banter"])
    old = topic("banter").name
    topic_merging.merge_topics(topic=topic("banter"), into=topic("consent"), by=curator)
    assert "Ours" in client.get("/search/?topic=banter").text
    assert any(old in group.phrases for group in SynonymGroup.objects.all())
    assert "Ours" in client.get("/search/", {"q": old}).text


def test_merge_follows_through_an_earlier_merge(client, curator):
    make_resource("Ours", topics=["banter"])
    topic_merging.merge_topics(topic=topic("banter"), into=topic("consent"), by=curator)
    topic_merging.merge_topics(topic=topic("consent"), into=topic("body_safety"), by=curator)
    assert topic("banter").merged_into == topic("body_safety")
    assert "Ours" in client.get("/search/?topic=banter").text


def test_merge_refuses_a_topic_into_itself_or_into_one_that_was_merged(curator):
    with pytest.raises(ValidationError, match="itself"):
        topic_merging.merge_topics(topic=topic("banter"), into=topic("banter"), by=curator)
    topic_merging.merge_topics(topic=topic("banter"), into=topic("consent"), by=curator)
    with pytest.raises(ValidationError, match="merged into"):
        topic_merging.merge_topics(topic=topic("body_safety"), into=topic("banter"), by=curator)


def test_merge_is_for_curators():
    with pytest.raises(PermissionDenied):
        topic_merging.merge_topics(topic=topic("banter"), into=topic("consent"), by=make_user("Editor"))


def test_the_page_says_how_many_entries_and_merges(client, curator):
    make_resource(topics=["banter"])
    sign_in(client, curator)
    page = reverse("admin:taxonomy_topic_merge", args=[topic("banter").pk])
    assert "1 entries are about" in client.get(page).text
    client.post(page, {"into": topic("consent").pk})
    assert topic("banter").merged_into == topic("consent")


def test_a_renamed_term_shows_everywhere_and_is_found_by_its_old_name(client):
    make_resource("Ours", slug="ours", sectors=["special"])
    special = Sector.objects.get(code="special")
    old = special.label
    special.label = special.short_label = "School for unusual learners"
    special.save()
    assert "School for unusual learners" in client.get("/resources/ours/").text
    assert "School for unusual learners" in client.get("/search/").text
    group = next(group for group in SynonymGroup.objects.all() if old in group.phrases)
    assert "School for unusual learners" in group.phrases.splitlines()


def test_entries_are_found_by_the_new_name_of_a_topic():
    make_resource("Ours", topics=["consent"])
    consent = topic("consent")
    consent.name = "Agreeing freely"
    consent.save()
    assert titles(ask("q=agreeing+freely")) == ["Ours"]

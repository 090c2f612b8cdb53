import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from directory.catalogue.actions.history import record_revision
from directory.catalogue.admin.editing_together import version_shown
from directory.catalogue.models import Entry, TopicTagging
from directory.catalogue.states import Action
from directory.curation import topic_merging
from directory.curation.models import TopicMerge
from directory.search.documents.consistency import find_differences
from directory.search.documents.models import SynonymGroup
from directory.taxonomy.models import KeyStage, Sector, Topic
from directory.topics.models import Hub
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


# Separating again


def merged(curator, topic_code="banter", into="consent"):
    topic_merging.merge_topics(topic=topic(topic_code), into=topic(into), by=curator)


def separated(curator, code="banter"):
    return topic_merging.separate_topic(topic=topic(code), by=curator)


def test_entries_that_a_merge_moved_get_their_topic_back(client, curator):
    one, both = make_resource("Ours", topics=["banter"]), make_resource(topics=["banter", "consent"])
    merged(curator)
    done = separated(curator)
    assert (done.done, done.left) == (2, [])
    assert (codes(one), codes(both)) == (["banter"], ["banter", "consent"])
    assert one.revisions.first().action == Action.SEPARATED
    assert (topic("banter").retired, topic("banter").merged_into) == (False, None)
    assert "Ours" in client.get("/search/?topic=banter").text
    assert find_differences() == {}


def test_the_hub_of_a_separated_topic_has_its_address_and_its_words_again(client, curator):
    Hub.objects.create(topic=topic("banter"), definition="Words that only this hub has.")
    merged(curator)
    assert client.get("/topics/banter/").status_code == 301
    separated(curator)
    assert "Words that only this hub has." in client.get("/topics/banter/").text


def test_an_entry_whose_topics_somebody_changed_since_is_named_and_left(curator):
    touched = make_resource(topics=["banter"])
    merged(curator)
    TopicTagging.objects.create(tag=topic("body_safety"), content_object=Entry.objects.get(pk=touched.pk))
    assert [entry.pk for entry in separated(curator).left] == [touched.pk]
    assert codes(touched) == ["body_safety", "consent"]


def test_an_entry_that_was_changed_in_other_words_gets_its_topic_back(curator):
    entry = make_resource(topics=["banter"])
    merged(curator)
    Entry.objects.filter(pk=entry.pk).update(summary="Another sentence.")
    record_revision(entry=entry, action=Action.EDITED, by=curator)
    assert separated(curator).done == 1
    assert codes(entry) == ["banter"]


def test_one_of_a_chain_of_merges_is_separated_with_what_it_had_taken_in(client, curator):
    ours, theirs = make_resource("Ours", topics=["banter"]), make_resource("Theirs", topics=["consent"])
    merged(curator)
    merged(curator, "consent", "body_safety")
    assert separated(curator, "consent").done == 2
    assert (codes(ours), codes(theirs)) == (["consent"], ["consent"])
    assert topic("banter").merged_into == topic("consent")
    assert separated(curator).done == 1
    assert codes(ours) == ["banter"]


def test_a_separated_topic_is_no_synonym_any_more_unless_it_was_one_before(curator):
    merged(curator)
    separated(curator)
    old, kept = topic("banter").name, topic("consent").name
    assert not any({old, kept} <= {*group.phrases.splitlines()} for group in SynonymGroup.objects.all())
    SynonymGroup.objects.join(kept, old)
    merged(curator)
    separated(curator)
    assert any({old, kept} <= {*group.phrases.splitlines()} for group in SynonymGroup.objects.all())


def test_a_merge_from_before_merges_were_kept_is_undone_by_its_words(curator):
    entry = make_resource(topics=["banter"])
    merged(curator)
    TopicMerge.objects.all().delete()
    assert separated(curator).done == 1
    assert codes(entry) == ["banter"]


def test_only_curators_separate_and_only_what_was_merged(curator):
    with pytest.raises(ValidationError, match="is not merged"):
        separated(curator)
    merged(curator)
    with pytest.raises(PermissionDenied):
        separated(make_user("Editor"))


def test_a_merged_topic_cannot_be_offered_again_by_unticking_retired(client, curator):
    merged(curator)
    sign_in(client, curator)
    banter = topic("banter")
    page = reverse("admin:taxonomy_topic_change", args=[banter.pk])
    data = {"name": banter.name, "group": banter.group, "hint": "", "order": banter.order}
    data |= {"sayings": banter.sayings, "version": version_shown(banter)}
    answer = client.post(page, data)
    assert "use “Separate again” above" in answer.text
    assert topic("banter").retired
    assert client.post(page, {**data, "retired": "on"}).status_code == 302
    client.post(reverse("admin:taxonomy_topic_separate", args=[banter.pk]))
    assert not topic("banter").retired


def test_a_second_press_does_not_take_the_way_back(client, curator):
    entry = make_resource(topics=["banter"])
    sign_in(client, curator)
    page = reverse("admin:taxonomy_topic_merge", args=[topic("banter").pk])
    for _ in range(2):
        answer = client.post(page, {"into": topic("consent").pk})
    assert "has already been merged into" in answer.text
    client.post(reverse("admin:taxonomy_topic_separate", args=[topic("banter").pk]))
    assert set(entry.topics.values_list("code", flat=True)) == {"banter"}


def test_the_page_of_a_merge_says_what_goes_out_of_sight(client, curator):
    Hub.objects.create(topic=topic("banter"), definition="Words.")
    sign_in(client, curator)
    text = client.get(reverse("admin:taxonomy_topic_merge", args=[topic("banter").pk])).text
    assert "The words of its hub are no longer shown." in text
    assert "Saved searches and addresses that name it find what is about the other topic." in text


@pytest.mark.parametrize("change", [{"label": "Another name"}, {"retired": "on"}])
def test_renaming_or_retiring_a_term_says_how_many_entries_use_it(client, curator, change):
    make_resource(sectors=["special"])
    special = Sector.objects.get(code="special")
    sign_in(client, curator)
    page = reverse("admin:taxonomy_sector_change", args=[special.pk])
    assert "1 entry" in client.get(page).text
    fields = ("label", "short_label", "hint", "order", "age_min", "age_max", "search_words")
    data = {name: getattr(special, name) for name in fields} | change | {"version": version_shown(special)}
    assert "Entries that use “" in client.post(page, data, follow=True).text


def test_a_term_that_describes_no_entry_says_so(client, curator):
    sign_in(client, curator)
    stage = KeyStage.objects.first()
    page = reverse("admin:taxonomy_keystage_change", args=[stage.pk])
    assert "Entries are found by their ages" in client.get(page).text

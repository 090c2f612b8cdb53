"""What curators can do with a topic: they write down what people say when it has happened."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from directory.catalogue.admin.editing_together import version_shown
from directory.privacy.findings import findings
from directory.search.documents.index_store import index_store
from directory.search.documents.models import SynonymGroup
from directory.taxonomy.models import Topic
from tests.people import make_user
from tests.search.asking import filterset_for
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(client):
    sign_in(client, make_user("Curator"))
    return Topic.objects.get(code="upskirting")


def address(topic):
    return reverse("admin:taxonomy_topic_change", args=[topic.pk])


def data_of(topic, **changes):
    return {
        "name": topic.name,
        "group": topic.group,
        "hint": topic.hint,
        "order": topic.order,
        "version": version_shown(topic),
        **changes,
    }


def test_sayings_are_one_big_box_that_says_what_to_write(client, topic):
    page = client.get(address(topic)).text
    box = page.partition('<textarea name="sayings"')[2].partition("</textarea>")[0]
    assert 'rows="20"' in box
    assert all(escape(line) in box for line in topic.sayings.splitlines()[:3])
    assert "What people say" in page
    assert escape(Topic._meta.get_field("sayings").help_text) in page


def test_what_a_curator_adds_is_understood_at_once(client, topic):
    assert filterset_for("q=they+played+wibble+behind+the+shed").topic_meant is None
    sayings = f"{topic.sayings}\nthey played wibble behind the shed"
    assert client.post(address(topic), data_of(topic, sayings=sayings)).status_code == 302
    assert index_store.snapshot().facets.terms["topic"]["upskirting"].sayings == sayings
    assert filterset_for("q=they+played+wibble+behind+the+shed").topic_meant == topic


def test_a_name_among_the_sayings_is_asked_about(client, topic):
    said = data_of(topic, sayings="Jake Smith, 12 March 2026: he filmed her")
    answer = client.post(address(topic), said)
    assert "Jake Smith" in answer.text
    assert Topic.objects.get(pk=topic.pk).sayings == topic.sayings
    assert client.post(address(topic), {**said, "looked_over": "on"}).status_code == 302


def test_a_childs_data_among_the_sayings_is_refused_whatever_is_ticked(client, topic):
    said = data_of(topic, sayings="she was filmed, date of birth 12/03/2014", looked_over="on")
    assert client.post(address(topic), said).status_code == 200
    assert Topic.objects.get(pk=topic.pk).sayings == topic.sayings


def test_no_saying_of_the_starter_content_looks_as_if_it_were_about_a_person():
    found = {line: findings(line) for topic in Topic.objects.all() for line in topic.sayings.splitlines()}
    assert {line: looks for line, looks in found.items() if looks} == {}


def test_who_may_not_change_terms_may_not_change_sayings(client, topic):
    client.logout()
    sign_in(client, make_user("Editor"))
    assert client.get(address(topic)).status_code == 403


@pytest.mark.parametrize("name", ["upskirting", "UPSKIRTING ", "Upskirting"])
def test_capitals_and_spaces_make_no_other_topic(client, topic, name):
    other = Topic.objects.exclude(pk=topic.pk).first()
    Topic.objects.filter(pk=topic.pk).update(name="Upskirting")
    answer = client.post(address(other), data_of(other, name=name))
    assert "There is one with this name already" in answer.text
    assert Topic.objects.get(pk=other.pk).name == other.name


def test_a_name_among_synonyms_is_asked_about(client, topic):
    page = reverse("admin:search_synonymgroup_add")
    words = {"phrases": "sharing pictures\nEleri Vaughan, 3 May 2026"}
    assert "Eleri Vaughan" in client.post(page, words).text
    assert not SynonymGroup.objects.filter(phrases__contains="Eleri").exists()
    assert client.post(page, {**words, "looked_over": "on"}).status_code == 302

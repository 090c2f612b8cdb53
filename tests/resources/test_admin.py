"""What curators do with resources beyond what they do with every entry."""

import pytest
from django.urls import reverse

from directory.resources.models import Pick
from directory.taxonomy.models import KeyStage, Topic
from tests.factories import make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

CHANGE = "admin:resources_resource_change"


@pytest.fixture
def curator(client):
    return sign_in(client, make_user("Curator"))


def filled_in(page):
    """What a browser would send of the form as it stands."""
    form = page.context["adminform"].form
    given = {field.html_name: field.value() for field in form}
    return {name: value for name, value in given.items() if value not in (None, False)}


def test_a_curator_says_what_comes_before_and_not_that_it_comes_before_itself(curator):
    first, second = make_resource("First"), make_resource("Second")
    second.follows.add(first)
    address = reverse(CHANGE, args=[first.pk])
    form = filled_in(curator.get(address))
    for before, words in (
        (first, "It cannot come before itself."),
        (second, "What comes before it comes after it as well. Take one of the two away."),
    ):
        page = curator.post(address, form | {"follows": [before.pk]})
        assert page.context["adminform"].form.errors["follows"] == [words]
    third = make_resource("Third")
    form |= {"follows": [third.pk], "number_of_lessons": "4"}
    assert curator.post(address, form).status_code == 302
    first.refresh_from_db()
    assert (list(first.follows.all()), first.number_of_lessons) == ([third], 4)
    assert first.revisions.first().record["follows"] == ["resource:third"]


def cell_of(entry):
    topic, stage = Topic.objects.get(code="consent"), KeyStage.objects.get(code="ks2")
    return {"topic": topic.pk, "key_stage": stage.pk, "ability": "", "entry": entry.pk}


def test_a_curator_picks_a_lesson_for_a_cell_that_it_fits(curator):
    address = reverse("admin:resources_pick_add")
    page = curator.post(address, cell_of(make_resource(ages=(14, 16))))
    assert page.context["adminform"].form.errors["entry"] == ["It is not for these ages."]
    assert curator.post(address, cell_of(make_resource(ages=(7, 11)))).status_code == 302
    assert Pick.objects.standing().get().cell == "consent, key stage 2"


def test_the_list_of_picks_says_which_of_them_readers_cannot_see(curator):
    entry = make_resource()
    Pick.objects.create(
        topic=Topic.objects.get(code="banter"), key_stage=KeyStage.objects.get(code="ks2"), entry=entry
    )
    Pick.objects.create(
        topic=Topic.objects.get(code="consent"), key_stage=KeyStage.objects.get(code="ks2"), entry=entry
    )
    listed = curator.get(reverse("admin:resources_pick_changelist")).context["cl"].queryset
    assert {pick.topic.code: pick.stands for pick in listed} == {"banter": False, "consent": True}

import pytest
from django.core.exceptions import ValidationError

from directory.catalogue.doors import Door
from directory.catalogue.records.reading import record_of
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Status
from directory.resources.models import Pick
from directory.taxonomy.models import Ability, KeyStage, ResourceKind, Topic
from tests.factories import archive, make_resource

pytestmark = pytest.mark.django_db


# What it is for


def test_a_resource_says_what_it_is_for():
    assert make_resource(resource_kinds=["video", "leaflet"]).uses == [
        ResourceKind.Use.TAUGHT,
        ResourceKind.Use.GIVEN,
    ]
    assert make_resource(resource_kinds=["assembly"]).is_taught_with
    assert not make_resource(resource_kinds=["newsletter"]).is_taught_with
    tool = make_resource(resource_kinds=["audit_tool"])
    assert (tool.uses, tool.door) == ([ResourceKind.Use.STAFF], Door.GUIDANCE)


# What comes before it


def test_the_record_holds_what_comes_before_and_gives_it_back():
    first, second = make_resource("First"), make_resource("Second")
    second.follows.add(first)
    record = record_of(second)
    assert record["follows"] == ["resource:first"]
    second.follows.clear()
    apply_record(second, record)
    assert list(second.follows.all()) == [first]


def test_no_resource_that_readers_see_comes_before_itself():
    lesson = make_resource("Lesson")
    with pytest.raises(ValidationError, match="It cannot come before itself"):
        apply_record(lesson, record_of(lesson) | {"follows": ["resource:lesson"]})


def test_no_two_come_before_each_other_by_way_of_a_third():
    first, second, third = (make_resource(title) for title in ("First", "Second", "Third"))
    second.follows.add(first)
    third.follows.add(second)
    assert first.publication_problems({"follows": [third]}) == [
        "What comes before it comes after it as well. Take one of the two away."
    ]
    assert third.publication_problems({"follows": [first, second]}) == []


# The county's pick


def pick_for(entry, stage="ks2", topic="consent", ability=None):
    return Pick(
        topic=Topic.objects.get(code=topic),
        key_stage=KeyStage.objects.get(code=stage),
        ability=Ability.objects.get(code=ability) if ability else None,
        entry=entry,
    )


def problems(pick):
    try:
        pick.full_clean()
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    ("values", "cell", "problem"),
    [
        ({}, {}, None),
        ({"published": False}, {}, "Readers cannot see it."),
        ({"resource_kinds": ["audit_tool"]}, {}, "It is not among the lessons and materials."),
        ({"topics": ["banter"]}, {}, "It is not about this topic."),
        ({"ages": (11, 14)}, {}, "It is not for these ages."),
        ({"ages": (10, 14)}, {}, None),
        ({"ages": (5, 6)}, {}, "It is not for these ages."),
        ({"abilities": ["sld"]}, {"ability": "mld"}, "It does not say that it fits this need."),
        ({"abilities": ["sld", "mld"]}, {"ability": "mld"}, None),
        ({"abilities": [], "for_everyone": True}, {"ability": "mld"}, None),
        ({"abilities": []}, {"ability": "mld"}, "It does not say that it fits this need."),
        ({"abilities": []}, {}, None),
    ],
)
def test_a_pick_must_fit_its_cell_and_is_shown_while_it_does(values, cell, problem):
    pick = pick_for(make_resource(**values), **cell)
    found = problems(pick)
    assert (problem in found) if problem else found == []
    pick.save()  # as if it had fitted when it was chosen
    assert list(Pick.objects.standing()) == ([] if problem else [pick])


def test_a_pick_that_is_closed_or_archived_is_not_shown():
    closed, archived = make_resource(successor=make_resource().entry_ptr), make_resource()
    for entry, stage in ((closed, "ks1"), (archived, "ks2")):
        pick_for(entry, stage).save()
    assert Pick.objects.standing().count() == 2
    closed.status = Status.CLOSED
    closed.save()
    archive(entry=archived)
    assert not Pick.objects.standing().exists()


def test_a_cell_has_one_pick_for_each_need_and_one_for_any():
    entry = make_resource(abilities=["mld"])
    pick_for(entry).save()
    pick_for(entry, ability="mld").save()
    assert problems(pick_for(entry)) == ["This topic and key stage have a pick already. Change that one."]
    assert problems(pick_for(entry, ability="mld")) == [
        "This topic, key stage and need have a pick already. Change that one."
    ]


def test_the_pick_for_a_need_comes_before_that_for_any():
    entry = make_resource(abilities=["mld", "sld"])
    for ability in (None, "mld", "sld"):
        pick_for(entry, ability=ability).save()
    need = Ability.objects.get(code="mld")
    assert [pick.ability for pick in Pick.objects.for_need(need)] == [need, None]
    assert [pick.ability for pick in Pick.objects.for_need(None)] == [None]


def test_a_pick_says_its_cell_in_words():
    entry = make_resource(abilities=["mld"])
    assert pick_for(entry).cell == "consent, key stage 2"
    assert pick_for(entry, topic="lgbtq", ability="mld").cell == "LGBTQ+ inclusion, key stage 2, MLD"

"""An entry does not leave a place in which readers look in an emergency before somebody says what takes its place."""

import pytest
import tablib
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.urls import reverse

from directory.catalogue.actions.history import restore_revision
from directory.catalogue.actions.steps import take_step
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import record_of
from directory.catalogue.signals import left_urgent_places
from directory.catalogue.usage import urgent_places
from directory.exchange.entry_resource import EntryResource
from directory.organisations.models import Organisation
from directory.who_to_call.context_processors import urgent_contacts
from directory.who_to_call.models import Need
from tests.catalogue.test_admin import save
from tests.factories import make_contact, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

OLD, NEW = "0300 111 8007", "0300 111 9999"


@pytest.fixture
def curator():
    return make_user("Curator")


@pytest.fixture
def front_door():
    """It stands in the band beside a national line, and alone in a need of its own."""
    organisation = make_organisation("The front door", phone=OLD, ages=(0, 18), districts=["stafford"])
    make_contact("band", organisation)
    make_contact("band", make_organisation("Childline", phone="0800 1111", ages=(0, 18)))
    return Organisation.objects.get(pk=organisation.pk)


@pytest.fixture
def successor():
    return make_organisation("The new door", phone=NEW, ages=(0, 18), districts=["stafford"])


def places(entry):
    return urgent_places.of(Organisation.objects.get(pk=entry.pk))


def hide(entry, by, **said):
    return take_step(step="unpublish", entry=entry, by=by, why="The number is wrong", **said)


def in_band():
    return [contact.title for contact in urgent_contacts()]


def test_a_place_says_where_it_is_and_what_readers_see_there_then(front_door):
    (place,) = places(front_door)
    assert place.where == f"“The urgent help band on every page” ({OLD})"
    assert place.then == "Readers there will see: Childline, 0800 1111."
    assert not place.vital


def test_hiding_asks_what_takes_its_place_and_whether_somebody_knows(front_door, curator):
    with pytest.raises(ValidationError) as refused:
        hide(front_door, curator)
    assert refused.value.messages == [
        f"Choose what takes its place in “The urgent help band on every page” ({OLD}).",
        "Readers look there for help in an emergency. Tick that you know what they will see instead.",
    ]
    assert in_band() == ["The front door", "Childline"]


@pytest.mark.parametrize("step", ["unpublish", "archive"])
def test_another_takes_the_place_in_the_same_moment_with_history(front_door, successor, curator, step):
    (place,) = places(front_door)
    instead = {place.key: str(successor.contact_points.get().pk)}
    take_step(step=step, entry=front_door, by=curator, why="It has moved", instead=instead, knows=True)
    assert in_band() == ["The new door", "Childline"]
    assert f"now: The new door, {NEW}." in front_door.revisions.first().why
    line = LogEntry.objects.get(object_id=str(Need.objects.get(code="band").pk))
    assert line.user == curator
    assert f"The front door is replaced by The new door, {NEW}." in line.change_message


def test_the_place_may_stay_empty_where_others_stand(front_door, curator):
    (place,) = places(front_door)
    hide(front_door, curator, instead={place.key: "nobody"}, knows=True)
    assert in_band() == ["Childline"]
    assert "nobody." in front_door.revisions.first().why


def test_who_stands_alone_for_an_area_does_not_leave_it_empty(front_door, curator):
    make_contact("front_door", front_door)
    elsewhere = make_organisation("Another county", phone="0300 222 0000", ages=(0, 18), districts=["stoke_on_trent"])
    make_contact("front_door", elsewhere)
    instead = {place.key: "nobody" for place in places(front_door)}
    with pytest.raises(ValidationError, match="Nobody else there is for the same area"):
        hide(front_door, curator, instead=instead, knows=True)
    assert Entry.objects.get(pk=front_door.pk).is_published


def test_what_is_not_for_the_same_area_does_not_take_the_place(front_door, curator):
    wrong = make_organisation("Another county", phone="0300 222 0000", ages=(0, 18), districts=["stoke_on_trent"])
    band = places(front_door)[0]
    with pytest.raises(ValidationError, match="not for the same area"):
        hide(front_door, curator, instead={band.key: str(wrong.contact_points.get().pk)}, knows=True)
    assert in_band() == ["The front door", "Childline"]


def test_a_number_for_staff_is_not_offered_where_children_call(curator):
    helpline = make_organisation("For children", phone="0300 444 0000", ages=(0, 18))
    make_contact("talk", helpline)
    points = [{"channel": "phone", "value": "0300 333 0000", "audience": "school_staff"}]
    staff = make_organisation("For staff", contact_points=points)
    (place,) = places(helpline)
    assert str(staff.contact_points.get().pk) not in dict(place.choices)


def test_a_page_to_open_gives_way_to_another_page(curator):
    tool = make_resource("Report Remove", url="https://example.org/report", ages=(0, 17))
    other = make_resource("Another tool", url="https://example.org/other", ages=(0, 17))
    make_contact("remove_image", tool)
    make_contact("report_online", other)
    (place,) = urgent_places.of(tool)
    assert place.vital
    take_step(step="archive", entry=tool, by=curator, why="Gone", instead={place.key: str(other.pk)}, knows=True)
    assert [contact.title for contact in Need.objects.get(code="remove_image").contacts.shown()] == ["Another tool"]


def test_what_readers_do_not_see_leaves_nothing(front_door):
    Entry.objects.filter(pk=front_door.pk).update(state="draft")
    assert places(front_door) == []


def test_the_rooms_above_hear_that_it_left(front_door, curator):
    heard = []

    def listen(sender, entry, places, by, said, **kwargs):
        heard.append((entry.pk, [place.where for place in places], by, said))

    left_urgent_places.connect(listen)
    try:
        (place,) = places(front_door)
        hide(front_door, curator, instead={place.key: "nobody"}, knows=True)
    finally:
        left_urgent_places.disconnect(listen)
    assert heard == [(front_door.pk, [place.where], curator, [f"In {place.where}: nobody."])]


@pytest.mark.parametrize("role", ["Editor", "Curator"])
def test_the_page_of_the_step_shows_the_places_and_asks_editors_too(client, front_door, successor, role):
    sign_in(client, make_user(role))
    page = step_page(front_door, "unpublish")
    text = client.get(page).text
    assert "Readers there will see: Childline, 0800 1111." in text
    assert "Who to call: The urgent help band on every page" in text
    client.post(page, {"why": "It is wrong"})
    assert Entry.objects.get(pk=front_door.pk).is_published
    (place,) = places(front_door)
    chosen = str(successor.contact_points.get().pk)
    client.post(page, {"why": "It is wrong", f"instead_{place.key}": chosen, "knows_places": "on"})
    assert not Entry.objects.get(pk=front_door.pk).is_published
    assert in_band() == ["The new door", "Childline"]


def step_page(entry, step):
    return reverse("admin:organisations_organisation_step", args=[entry.pk, step])


def test_closing_it_in_the_form_asks_the_same(client, front_door, successor, curator):
    sign_in(client, curator)
    closed = {"status": "closed", "successor": successor.pk}
    text = save(client, front_door, **closed).text
    assert "Choose what takes its place" in text
    (place,) = places(front_door)
    assert f'name="instead_{place.key}"' in text
    chosen = str(successor.contact_points.get().pk)
    save(client, front_door, **closed, **{f"instead_{place.key}": chosen, "knows_places": "on"})
    assert Entry.objects.get(pk=front_door.pk).status == "closed"
    assert in_band() == ["The new door", "Childline"]
    assert "The new door" in front_door.revisions.first().why


def test_other_words_are_saved_without_a_question(client, front_door, curator):
    sign_in(client, curator)
    save(client, front_door, summary="Another sentence.")
    assert Entry.objects.get(pk=front_door.pk).summary == "Another sentence."


def test_neither_restoring_nor_importing_closes_it(front_door, successor, curator):
    closed = record_of(front_door) | {"status": "withdrawn"}
    change = front_door.revisions.first()
    change.record = closed
    change.save()
    with pytest.raises(ValidationError, match="Put something else in its place there first"):
        restore_revision(change=change, by=curator)
    rows = tablib.Dataset([front_door.reference, "withdrawn"], headers=["reference", "status"])
    result = EntryResource(Organisation, by=curator).import_data(rows)
    assert result.has_validation_errors() or result.has_errors()
    assert Entry.objects.get(pk=front_door.pk).is_active


def test_the_lists_of_needs_name_who_cannot_be_seen(client, front_door, curator):
    sign_in(client, curator)
    page = reverse("admin:who_to_call_need_changelist")
    assert client.get(page, {"stands": "out_of_sight"}).context["cl"].result_count == 0
    Entry.objects.filter(pk=front_door.pk).update(state="archived")
    assert client.get(page, {"stands": "out_of_sight"}).context["cl"].result_count == 1
    Entry.objects.filter(title="Childline").update(state="archived")
    assert client.get(page, {"stands": "nobody"}).context["cl"].result_count == 1

"""Every version of a hub is kept, compared and restored; two people do not overwrite each other unseen."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from directory.catalogue.states import Action
from directory.exchange.starter_content.checking import problems_of_hubs
from directory.taxonomy.models import Topic
from directory.topics.actions import keep_first_versions, record_hub, restore_hub
from directory.topics.hub_record import differences_of_hubs, record_of_hub
from directory.topics.models import Hub, Step
from tests.factories import make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    """A hub with two steps and somebody who can help, as its first version."""
    hub = Hub.objects.create(topic=Topic.objects.get(code="consent"), definition="Agreeing.", never="Blame.")
    guide = make_resource("A guide", slug="a-guide")
    Step.objects.create(hub=hub, when="day", order=1, text="Refer", source_id=guide.pk)
    Step.objects.create(hub=hub, when="hour", order=2, text="Listen")
    hub.contacts.create(organisation=make_organisation("A service", slug="a-service"))
    keep_first_versions()
    return hub


@pytest.fixture
def curator(client):
    user = make_user("Curator")
    sign_in(client, user)
    return user


def address(hub, page="change", *more):
    return reverse(f"admin:topics_hub_{page}", args=[hub.pk, *more])


def opened(client, hub):
    """What the form would send, unchanged."""
    context = client.get(address(hub)).context
    forms = [
        context["adminform"].form,
        *(formset.formset.management_form for formset in context["inline_admin_formsets"]),
    ]
    forms += [row for formset in context["inline_admin_formsets"] for row in formset.formset.initial_forms]
    values = {field.html_name: field.value() for form in forms for field in form}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def save(client, hub, **changes):
    return client.post(address(hub), {**opened(client, hub), **changes})


def words(hub):
    return Hub.objects.get(pk=hub.pk).definition


# Versions


def test_a_version_holds_the_words_the_steps_in_time_and_who_can_help(hub):
    assert record_of_hub(hub) == {
        "definition": "Agreeing.",
        "never": "Blame.",
        "checked_on": None,
        "steps": [
            {"when": "hour", "text": "Listen", "source": None},
            {"when": "day", "text": "Refer", "source": "resource:a-guide"},
        ],
        "contacts": ["organisation:a-service"],
    }


def test_each_save_is_kept_with_who_and_when_and_one_that_changes_nothing_is_not(client, hub, curator):
    save(client, hub, definition="Agreeing freely.")
    save(client, hub)
    versions = hub.revisions.order_by("number")
    assert [(version.number, version.action, version.by) for version in versions] == [
        (1, Action.CREATED, None),
        (2, Action.EDITED, curator),
    ]
    assert versions[1].record["definition"] == "Agreeing freely."


def test_line_ends_as_browsers_send_them_are_no_change(client, hub, curator):
    text = "Refer if\n" + "x" * 391
    save(client, hub, definition="Agreeing.\r\nEach time.", **{"steps-0-text": text.replace("\n", "\r\n")})
    record = record_of_hub(Hub.objects.get(pk=hub.pk))
    assert record["definition"] == "Agreeing.\nEach time."
    assert record["steps"][1]["text"] == text
    save(client, hub, definition="Agreeing.\r\nEach time.")
    assert hub.revisions.count() == 2


def test_a_hub_that_a_curator_adds_has_its_first_version(client, curator):
    empty = {f"{rows}-{total}_FORMS": "0" for rows in ("steps", "contacts") for total in ("TOTAL", "INITIAL")}
    topic = Topic.objects.get(code="banter").pk
    client.post(reverse("admin:topics_hub_add"), {"topic": topic, "definition": "Jokes.", **empty})
    version = Hub.objects.get(topic=topic).revisions.get()
    assert (version.number, version.action, version.by) == (1, Action.CREATED, curator)


def test_two_versions_are_compared_by_what_differs(client, hub, curator):
    save(client, hub, definition="Agreeing freely.", **{"steps-0-text": "Refer today"})
    page = client.get(address(hub, "versions")).text.partition("Differences between the two versions")[2]
    for text in ("Agreeing freely.", "In the first day", "Refer today (resource:a-guide)"):
        assert text in page
    assert "In the first hour" not in page


def test_differences_name_each_part_that_changed_and_no_other(hub):
    before = record_of_hub(hub)
    after = {**before, "contacts": [], "steps": before["steps"][:1]}
    found = differences_of_hubs(before, after)
    assert [(one.label, one.before, one.after) for one in found] == [
        ("In the first day", "Refer (resource:a-guide)", ""),
        ("who can help", "organisation:a-service", ""),
    ]
    assert differences_of_hubs(before, before) == []


def test_differences_of_steps_leave_out_those_that_both_have_unless_only_the_order_changed(hub):
    Step.objects.create(hub=hub, when="hour", order=3, text="Write")
    before = record_of_hub(hub)
    hub.steps.filter(text="Write").update(text="Write it down")
    assert differences_of_hubs(before, record_of_hub(hub))[0].after == "Write it down"
    hub.steps.filter(text="Write it down").update(text="Write", order=0)
    [turned] = differences_of_hubs(before, record_of_hub(hub))
    assert (turned.before, turned.after) == ("Listen\nWrite", "Write\nListen")


def test_a_version_is_restored_with_steps_and_contacts_and_later_ones_stay(client, hub, curator):
    first = record_of_hub(hub)
    save(client, hub, definition="Wrong.", **{"steps-0-DELETE": "on", "contacts-0-DELETE": "on"})
    assert record_of_hub(Hub.objects.get(pk=hub.pk)) != first
    restore = address(hub, "restore", 1)
    assert "Agreeing." in client.get(restore).text
    assert client.post(restore).headers["Location"] == address(hub)
    assert record_of_hub(Hub.objects.get(pk=hub.pk)) == first
    last = hub.revisions.first()
    assert (last.number, last.action, last.by, last.why) == (3, "restored", curator, "Restored from version 1.")
    assert "Agreeing." in client.get("/topics/consent/").text


def test_a_version_that_names_what_has_gone_is_not_restored_and_nothing_changes(hub):
    service = hub.contacts.get()
    version = hub.revisions.get()
    service.organisation.delete()
    before = record_of_hub(hub)
    with pytest.raises(ValidationError, match="Not in the resource bank now: organisation:a-service"):
        restore_hub(revision=version, by=None)
    assert record_of_hub(hub) == before


def test_a_version_that_is_not_there_is_not_found(client, hub, curator):
    assert client.get(address(hub, "restore", 9)).status_code == 404


def test_the_admins_own_history_leads_to_the_versions(client, hub, curator):
    assert client.get(address(hub, "history")).headers["Location"] == address(hub, "versions")


def test_hubs_from_before_versions_were_kept_get_a_first_one_once(hub):
    hub.revisions.all().delete()
    keep_first_versions()
    keep_first_versions()
    assert [version.number for version in hub.revisions.all()] == [1]


# Two people at once


def test_a_stale_save_is_refused_says_what_changed_and_loses_nothing(client, hub, curator):
    opened_before = opened(client, hub)
    save(client, hub, definition="What the other saved.", **{"steps-1-text": "Listen first"})
    typed = {**opened_before, "definition": "What I typed.", "steps-0-text": "My own step"}
    page = client.post(address(hub), typed)
    assert words(hub) == "What the other saved."
    assert f"Nothing is saved yet. {curator.get_username()} changed this topic hub" in page.text
    table = page.text.partition("What the other person changed")[2].partition("</table>")[0]
    for text in ("Agreeing.", "What the other saved.", "Listen first"):
        assert text in table
    assert ">\nWhat I typed.</textarea>" in page.text
    assert ">\nMy own step</textarea>" in page.text


def test_a_save_of_steps_alone_makes_another_stale_too(client, hub, curator):
    opened_before = opened(client, hub)
    save(client, hub, **{"contacts-0-DELETE": "on"})
    assert "Nothing is saved yet" in client.post(address(hub), {**opened_before, "definition": "Mine."}).text


def test_a_save_after_looking_at_both_is_taken(client, hub, curator):
    opened_before = opened(client, hub)
    save(client, hub, definition="What the other saved.")
    page = client.post(address(hub), {**opened_before, "definition": "What I typed."})
    version = page.context["adminform"].form["version"].value()
    client.post(address(hub), {**opened_before, "definition": "Both together.", "version": version})
    assert words(hub) == "Both together."


def test_a_step_typed_over_one_that_the_other_removed_can_still_be_saved(client, hub, curator):
    opened_before = {**opened(client, hub), "steps-0-text": "My own step"}
    save(client, hub, **{"steps-0-DELETE": "on"})
    page = client.post(address(hub), opened_before)
    assert ">\nMy own step</textarea>" in page.text
    again = client.post(address(hub), {**opened_before, "version": "2"})
    assert again.status_code == 302
    assert sorted(hub.steps.values_list("text", flat=True)) == ["Listen", "My own step"]


@pytest.mark.parametrize("version", ["", "0", "-1", "999", "nonsense", "9" * 40])
def test_a_save_that_does_not_say_what_it_changes_is_refused(client, hub, curator, version):
    save(client, hub, definition="Typed blind.", version=version)
    assert words(hub) == "Agreeing."


# Who may


@pytest.mark.parametrize("role", ["Contributor", "Editor", "Administrator"])
def test_only_curators_see_and_restore_versions(client, hub, role):
    sign_in(client, make_user(role))
    assert client.get(address(hub, "versions")).status_code in (403, 404)
    assert client.post(address(hub, "restore", 1)).status_code in (403, 404)
    assert hub.revisions.count() == 1


def test_recording_an_edit_that_changed_nothing_keeps_nothing(hub):
    assert record_hub(hub=hub, action=Action.EDITED) is None


# The starter content


def test_content_check_says_which_organisation_of_a_hub_there_is_not():
    item = {"topic": "consent", "definition": ["x"], "contacts": ["zz"]}
    assert problems_of_hubs([item], {"topics": {"consent"}}, {}) == [
        "hubs.json, consent: contacts: there is no organisation with the id 'zz'."
    ]

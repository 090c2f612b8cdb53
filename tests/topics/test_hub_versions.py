"""Every version of a hub is kept, compared and restored; two people do not overwrite each other unseen."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from directory.catalogue.actions.versions import record_version, restore_version, versions_of
from directory.catalogue.records.comparing import differences
from directory.catalogue.records.reading import record_of
from directory.catalogue.states import Action
from directory.exchange.starter_content.checking import problems_of_hubs
from directory.taxonomy.models import Topic
from directory.topics.actions import keep_first_versions
from directory.topics.models import Hub, Step
from tests.at_once import at_once
from tests.conftest import load_the_vocabularies
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


def test_a_version_holds_the_words_the_steps_and_who_can_help_in_their_order(hub):
    assert record_of(hub) == {
        "topic": "consent",
        "definition": "Agreeing.",
        "never": "Blame.",
        "checked_on": None,
        "steps": [
            {"when": "day", "text": "Refer", "source": "resource:a-guide"},
            {"when": "hour", "text": "Listen", "source": None},
        ],
        "contacts": [{"organisation": "organisation:a-service"}],
    }


def test_each_save_is_kept_with_who_and_when_and_one_that_changes_nothing_is_not(client, hub, curator):
    save(client, hub, definition="Agreeing freely.")
    save(client, hub)
    versions = versions_of(hub).order_by("number")
    assert [(version.number, version.action, version.by) for version in versions] == [
        (1, Action.CREATED, None),
        (2, Action.EDITED, curator),
    ]
    assert versions[1].record["definition"] == "Agreeing freely."


def test_line_ends_as_browsers_send_them_are_no_change(client, hub, curator):
    text = "Refer if\n" + "x" * 391
    save(client, hub, definition="Agreeing.\r\nEach time.", **{"steps-0-text": text.replace("\n", "\r\n")})
    record = record_of(Hub.objects.get(pk=hub.pk))
    assert record["definition"] == "Agreeing.\nEach time."
    assert record["steps"][0]["text"] == text
    save(client, hub, definition="Agreeing.\r\nEach time.")
    assert versions_of(hub).count() == 2


def test_a_hub_that_a_curator_adds_has_its_first_version(client, curator):
    empty = {f"{rows}-{total}_FORMS": "0" for rows in ("steps", "contacts") for total in ("TOTAL", "INITIAL")}
    topic = Topic.objects.get(code="banter").pk
    client.post(reverse("admin:topics_hub_add"), {"topic": topic, "definition": "Jokes.", **empty})
    version = versions_of(Hub.objects.get(topic=topic)).get()
    assert (version.number, version.action, version.by) == (1, Action.CREATED, curator)


def test_two_versions_are_compared_by_what_differs(client, hub, curator):
    save(client, hub, definition="Agreeing freely.", **{"steps-0-text": "Refer today"})
    page = client.get(address(hub, "versions")).text.partition("Differences between the two versions")[2]
    for text in ("Agreeing freely.", "when: day, text: Refer today, source: resource:a-guide"):
        assert text in page
    assert "Listen" not in page


def test_differences_name_each_part_that_changed_and_no_other(hub):
    before = record_of(hub)
    after = {**before, "contacts": [], "steps": before["steps"][:1]}
    found = differences(Hub, before, after)
    assert [(one.label, one.before, one.after) for one in found] == [
        ("steps", "when: hour, text: Listen", ""),
        ("who can help", "organisation: organisation:a-service", ""),
    ]
    assert differences(Hub, before, before) == []


def test_differences_of_steps_leave_out_those_that_both_have_unless_only_the_order_changed(hub):
    Step.objects.create(hub=hub, when="hour", order=3, text="Write")
    before = record_of(hub)
    hub.steps.filter(text="Write").update(text="Write it down")
    assert differences(Hub, before, record_of(hub))[0].after == "when: hour, text: Write it down"
    hub.steps.filter(text="Write it down").update(text="Write", order=0)
    [turned] = differences(Hub, before, record_of(hub))
    assert turned.before.endswith("text: Listen\nwhen: hour, text: Write")
    assert turned.after.startswith("when: hour, text: Write\n")


def test_a_version_is_restored_with_steps_and_contacts_and_later_ones_stay(client, hub, curator):
    first = record_of(hub)
    save(client, hub, definition="Wrong.", **{"steps-0-DELETE": "on", "contacts-0-DELETE": "on"})
    assert record_of(Hub.objects.get(pk=hub.pk)) != first
    restore = address(hub, "restore", 1)
    assert "Agreeing." in client.get(restore).text
    assert client.post(restore).headers["Location"] == address(hub)
    assert record_of(Hub.objects.get(pk=hub.pk)) == first
    last = versions_of(hub).first()
    assert (last.number, last.action, last.by, last.why) == (3, "restored", curator, "Restored from version 1.")
    assert "Agreeing." in client.get("/topics/consent/").text


def test_a_version_that_names_what_has_gone_is_not_restored_and_nothing_changes(hub):
    service = hub.contacts.get()
    version = versions_of(hub).get()
    service.organisation.delete()
    before = record_of(hub)
    with pytest.raises(ValidationError, match="Not recognised here: organisation:a-service"):
        restore_version(version=version, by=None)
    assert record_of(hub) == before


def test_a_version_that_is_not_there_is_not_found(client, hub, curator):
    assert client.get(address(hub, "restore", 9)).status_code == 404


def test_the_admins_own_history_leads_to_the_versions(client, hub, curator):
    assert client.get(address(hub, "history")).headers["Location"] == address(hub, "versions")


def test_hubs_from_before_versions_were_kept_get_a_first_one_once(hub):
    versions_of(hub).all().delete()
    keep_first_versions()
    keep_first_versions()
    assert [version.number for version in versions_of(hub).all()] == [1]


# Two people at once


def test_what_only_the_other_changed_stays_and_is_told(client, hub, curator):
    opened_before = opened(client, hub)
    save(client, hub, definition="What the other saved.", **{"steps-1-text": "Listen first"})
    page = client.post(address(hub), {**opened_before, "steps-0-text": "My own step"}, follow=True)
    assert words(hub) == "What the other saved."
    assert sorted(hub.steps.values_list("text", flat=True)) == ["Listen first", "My own step"]
    assert f"While you had this open, {curator.get_username()} changed: definition, steps (" in page.text


def test_what_both_changed_is_asked_about_and_nothing_is_lost(client, hub, curator):
    opened_before = opened(client, hub)
    save(client, hub, definition="What the other saved.")
    typed = {**opened_before, "definition": "What I typed.", "steps-0-text": "My own step"}
    page = client.post(address(hub), typed)
    assert words(hub) == "What the other saved."
    assert f"Nothing is saved yet. {curator.get_username()} changed this" in page.text
    question = page.text.partition("you both changed this")[2].partition("</fieldset>")[0]
    for text in ("Agreeing.", "What the other saved.", "What I typed."):
        assert text in question
    assert ">\nWhat I typed.</textarea>" in page.text
    assert ">\nMy own step</textarea>" in page.text
    seen = page.context["adminform"].form["seen"].value()
    assert client.post(address(hub), {**typed, "seen": seen}).status_code == 200
    client.post(address(hub), {**typed, "definition": "Both together.", "seen": seen, "decide_definition": "mine"})
    assert words(hub) == "Both together."


def test_a_step_that_both_changed_is_asked_about(client, hub, curator):
    opened_before = opened(client, hub)
    save(client, hub, **{"steps-1-text": "Listen first"})
    page = client.post(address(hub), {**opened_before, "steps-1-text": "Believe"})
    assert "Steps: you both changed this" in page.text
    assert hub.steps.filter(text="Listen first").exists()


def test_a_step_typed_over_one_that_the_other_removed_can_still_be_saved(client, hub, curator):
    opened_before = {**opened(client, hub), "steps-0-text": "My own step"}
    save(client, hub, **{"steps-0-DELETE": "on"})
    page = client.post(address(hub), opened_before)
    assert ">\nMy own step</textarea>" in page.text
    seen = page.context["adminform"].form["seen"].value()
    again = client.post(address(hub), {**opened_before, "seen": seen, "decide_steps": "mine"})
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
    assert versions_of(hub).count() == 1


def test_recording_an_edit_that_changed_nothing_keeps_nothing(hub):
    assert record_version(thing=hub, action=Action.EDITED) is None


# The starter content


def test_content_check_says_which_organisation_of_a_hub_there_is_not():
    item = {"topic": "consent", "definition": ["x"], "contacts": ["zz"]}
    assert problems_of_hubs([item], {"topics": {"consent"}}, {}) == [
        "hubs.json, consent: contacts: there is no organisation with the id 'zz'."
    ]


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_lose_nothing():
    """One of them finds the hub changed meanwhile: what only the other changed stays."""
    load_the_vocabularies()
    hub = Hub.objects.create(topic=Topic.objects.get(code="consent"), definition="Agreeing.", never="Blame.")
    Step.objects.create(hub=hub, when="day", order=1, text="Refer")
    keep_first_versions()
    clients = [sign_in(Client(), make_user("Curator")) for _ in range(2)]
    changes = [{"definition": "Agreeing freely."}, {"never": "Never blame."}]
    forms = [{**opened(client, hub), **change} for client, change in zip(clients, changes, strict=True)]
    saves = [
        lambda client=client, form=form: client.post(address(hub), form)
        for client, form in zip(clients, forms, strict=True)
    ]
    assert [answer.status_code for answer in at_once(*saves)] == [302, 302]
    hub.refresh_from_db()
    assert (hub.definition, hub.never) == ("Agreeing freely.", "Never blame.")
    assert sorted(versions_of(hub).values_list("number", flat=True)) == [1, 2, 3]

"""Who is asked, who is left out, and what ends a link."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.catalogue.records.reading import record_of
from directory.correspondence.models import Email
from directory.exchange.entry_resource import EntryResource
from directory.organisations.models import Organisation
from directory.owners import asking
from directory.owners.jobs import remind_owners
from directory.owners.models import ConfirmationLink, Owner
from directory.search.documents.index_writer import batched_updates
from tests.factories import archive, make_organisation, make_resource
from tests.owners.making import ask, asked, curator, links_in, page_of, send, yes
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def owned(title=None, email="office@example.org", **values):
    entry = make_organisation(title, **values)
    Owner.objects.create(entry_id=entry.pk, email=email)
    return entry


def test_an_email_holds_a_link_for_each_entry_of_its_address(client):
    entries = [owned("B & C"), owned("A"), owned("D", email="other@example.org")]
    ask(entries)
    both, one = Email.objects.order_by("to")
    assert (both.subject, one.subject) == (
        "Is what we say about your services still right?",
        "Is what we say about D still right?",
    )
    assert len(links_in(both)) == 2
    assert both.text.index("A\n") < both.text.index("B & C\n")
    assert "Nothing happens just because you open a link" in both.text
    assert "Stop asking us" in both.text
    for address in [*links_in(both), *links_in(one)]:
        assert client.get(address).status_code == 200


def test_who_is_left_out_is_named_with_the_reason():
    lately, long_ago = owned("Lately"), owned("Long ago")
    asked(lately)
    asked(long_ago, created_at=timezone.now() - 31 * DAY)
    paused, hidden, nobody = owned("Paused"), owned("Hidden", published=False), make_resource("Nobody")
    Owner.objects.filter(entry=paused.pk).update(paused=True)
    found = ask([lately, long_ago, paused, hidden, nobody])
    assert [owner.entry.title for owner in found.to_ask] == ["Long ago"]
    today = timezone.localdate()
    assert {entry.title: why for entry, why in found.left_out} == {
        "Lately": f"Asked on {today:%-d %B %Y}.",
        "Paused": "They are not to be written to.",
        "Hidden": "Readers cannot see it.",
        "Nobody": "We have no address.",
    }


def test_asking_twice_sends_once():
    entry = owned()
    ask([entry])
    ask([entry])
    assert Email.objects.count() == ConfirmationLink.objects.count() == 1


def test_fifty_are_asked_in_as_few_queries_as_two(django_assert_max_num_queries):
    with batched_updates():
        entries = [owned(f"Helpers {number}", email=f"office{number}@example.org") for number in range(50)]
    by = curator()
    by.has_perm(asking.MANAGE)
    with django_assert_max_num_queries(12):
        ask(entries, by=by)
    assert Email.objects.count() == 50


def test_an_owner_is_reminded_twice_with_the_same_link():
    now = timezone.now()
    ask([owned()], now=now)
    first = links_in(Email.objects.get())
    sent = {}
    for day in (1, 13, 14, 15, 27, 28, 29, 59, 61):
        remind_owners(now=now + day * DAY)
        sent[day] = Email.objects.count() - 1
    assert sent == {1: 0, 13: 0, 14: 1, 15: 1, 27: 1, 28: 2, 29: 2, 59: 2, 61: 2}
    assert {tuple(links_in(email)) for email in Email.objects.all()} == {tuple(first)}
    assert Email.objects.filter(subject__startswith="Reminder:").count() == 2


def test_a_job_that_did_not_run_for_a_month_reminds_once():
    now = timezone.now()
    ask([owned()], now=now)
    assert remind_owners(now=now + 40 * DAY) == "Reminders sent: 1"
    assert remind_owners(now=now + 41 * DAY) == "Reminders sent: 0"


@pytest.mark.parametrize("ends", ["answered", "stopped", "revoked", "other address", "forgotten", "archived"])
def test_nobody_is_reminded_of_what_has_ended(client, ends):
    entry, by = owned(), curator()
    ask([entry], by=by)
    link = ConfirmationLink.objects.get()
    {
        "answered": lambda: yes(client, link),
        "stopped": lambda: client.post(page_of(link), {"answer": "stop"}),
        "revoked": lambda: asking.revoke(entry=entry, by=by),
        "other address": lambda: asking.set_owner(entry=entry, by=by, email="new@example.org"),
        "forgotten": lambda: asking.forget_owner(entry=entry, by=by),
        "archived": lambda: archive(entry=entry),
    }[ends]()
    assert remind_owners(now=timezone.now() + 20 * DAY) == "Reminders sent: 0"
    assert client.get(page_of(link)).status_code == 404


def test_links_that_ended_a_year_ago_are_forgotten():
    ask([owned()])
    remind_owners(now=timezone.now() + 420 * DAY)
    assert ConfirmationLink.objects.count() == 1
    remind_owners(now=timezone.now() + 430 * DAY)
    assert not ConfirmationLink.objects.exists()


def test_one_link_is_withdrawn_and_the_other_stays():
    entry, by = owned(), curator()
    one, other = asked(entry), asked(entry)
    assert asking.revoke(entry=entry, by=by, link=one.pk) == 1
    assert list(ConfirmationLink.objects.open()) == [other]
    assert asking.revoke(entry=entry, by=by) == 1


def test_an_address_is_proposed_from_what_readers_see_and_made_owner_by_a_tick():
    points = [
        {"channel": "phone", "value": "0800 1111"},
        {"channel": "email", "value": "first@example.org"},
        {"channel": "email", "value": "second@example.org"},
    ]
    one = make_organisation("One", contact_points=points)
    make_organisation("Two", contact_points=points[:1])
    taken = owned("Taken", contact_points=points)
    ids = list(Entry.objects.values_list("pk", flat=True))
    assert [(entry.title, address) for entry, address in asking.proposed_owners(ids)] == [
        ("One", "first@example.org")
    ]
    assert asking.accept_owners(ids=[one.pk, taken.pk], by=curator()) == 1
    assert Owner.objects.get(entry=one.pk).email == "first@example.org"


def test_an_owner_is_due_again_after_so_many_months(client):
    entry = owned()
    assert Owner.objects.due().exists()
    yes(client, asked(entry))
    assert not Owner.objects.due().exists()
    ConfirmationLink.objects.update(created_at=timezone.now() - 60 * DAY)
    in_a_year = timezone.localdate() + timedelta(days=366)
    assert Owner.objects.due(today=in_a_year).exists()


def test_who_was_asked_lately_is_not_due():
    entry = owned()
    assert Owner.objects.due().exists()
    ask([entry])
    assert not Owner.objects.due().exists()


def test_asking_again_ends_the_link_before(client):
    entry = owned()
    before = asked(entry, created_at=timezone.now() - 40 * DAY)
    ask([entry])
    assert client.get(page_of(before)).status_code == 404
    assert client.get(links_in(Email.objects.get())[0]).status_code == 200


def test_an_address_is_in_no_record_history_export_or_page(client):
    entry = owned(email="secret@example.org")
    ask([entry])
    send(client, ConfirmationLink.objects.get(), summary="More.", new_email="secret2@example.org")
    resource = EntryResource(Organisation)
    texts = [str(record_of(entry)), str(resource.export(resource.get_queryset()))]
    texts += [str(change.record) + change.why for change in entry.revisions.all()]
    texts += [client.get(page).text for page in (entry.get_absolute_url(), "/search/", "/feeds/atom/")]
    assert all("secret" not in text for text in texts)


@pytest.mark.parametrize("role", ["Editor", "Contributor", "Administrator", None])
def test_only_curators_ask(role):
    entry, by = owned(), make_user(role)
    for action in (
        lambda: asking.ask(ids=[entry.pk], by=by),
        lambda: asking.set_owner(entry=entry, by=by, email="a@example.org"),
        lambda: asking.forget_owner(entry=entry, by=by),
        lambda: asking.revoke(entry=entry, by=by),
        lambda: asking.accept_owners(ids=[entry.pk], by=by),
    ):
        with pytest.raises(PermissionDenied):
            action()


# The pages


@pytest.fixture
def by(client):
    user = curator()
    sign_in(client, user)
    return user


@pytest.mark.parametrize("where", ["admin:catalogue_entry_changelist", "admin:owners_owner_changelist"])
def test_a_list_shows_first_who_would_get_which(client, by, where):
    entry, nobody = owned("Helpers"), make_resource("Nobody")
    from_entries = "catalogue" in where
    chosen = [entry.pk, nobody.pk] if from_entries else [entry.owner.pk]
    action = "ask_owners" if from_entries else "ask_these"
    page = client.post(reverse(where), {"action": action, "_selected_action": chosen})
    assert "office@example.org" in page.text
    assert ("Nobody" in page.text) == from_entries
    assert not Email.objects.exists()
    response = client.post(reverse("admin:owners_owner_ask"), {"ids": [entry.pk]}, follow=True)
    assert "Emails sent: 1. Entries asked about: 1. Left out: 0." in response.text
    assert Email.objects.count() == 1


def test_addresses_are_proposed_from_a_list_and_ticked(client, by):
    entry = make_organisation("One", contact_points=[{"channel": "email", "value": "first@example.org"}])
    page = client.post(
        reverse("admin:catalogue_entry_changelist"), {"action": "propose_owners", "_selected_action": [entry.pk]}
    )
    assert "first@example.org" in page.text
    assert "checked" not in page.text
    client.post(reverse("admin:owners_owner_propose"), {"ids": [entry.pk]})
    assert Owner.objects.get().entry_id == entry.pk


def test_the_page_of_an_entry_says_who_was_asked_and_what_they_answered(client, by):
    entry = owned("Helpers")
    yes(client, asked(entry))
    asked(entry, created_by=by)
    page = reverse("admin:owners_owner_entry", args=[entry.pk])
    today = timezone.localdate()
    text = client.get(page).text
    assert f"All still right, {today:%-d %B %Y}" in text
    assert "No answer yet" in text
    assert "opened" not in text.lower(), "nobody tracks that"
    client.post(page, {"do": str(ConfirmationLink.objects.open().get().pk)})
    assert not ConfirmationLink.objects.open().exists()


def test_an_owner_is_set_on_the_page_of_an_entry_and_removed(client, by):
    entry = make_organisation("Helpers")
    page = reverse("admin:owners_owner_entry", args=[entry.pk])
    assert page in client.get(reverse("admin:organisations_organisation_change", args=[entry.pk])).text
    data = {"email": "office@example.org", "role": "Office", "every_months": "6"}
    client.post(page, data)
    assert (Owner.objects.get().email, Owner.objects.get().created_by) == ("office@example.org", by)
    assert client.post(page, {**data, "email": "no"}).status_code == 200
    assert Owner.objects.get().email == "office@example.org"
    assert "looks like" in client.post(page, {**data, "role": "Ann, born 3 March 2015"}).text
    client.post(page, {"do": "forget"})
    assert not Owner.objects.exists()


@pytest.mark.parametrize("do", ["", "x", "²", "9" * 30])
def test_a_button_that_means_nothing_changes_nothing(client, by, do):
    entry = owned()
    asked(entry)
    assert client.post(reverse("admin:owners_owner_entry", args=[entry.pk]), {"do": do}).status_code == 302
    assert ConfirmationLink.objects.open().exists()


@pytest.mark.parametrize("ids", [["x"], ["9" * 30], ["-1"], []])
def test_ids_that_mean_nothing_ask_nobody(client, by, ids):
    for page in ("ask", "propose"):
        assert client.post(reverse(f"admin:owners_owner_{page}"), {"ids": ids}).status_code == 302
    assert not Email.objects.exists()

"""The pages on which curators follow a bank and decide on what it proposes."""

from functools import partial

import pytest
from django.urls import reverse

from directory.catalogue.actions.versions import versions_of
from directory.catalogue.models import Entry
from directory.curation.desk.my_work import what_has_stopped
from directory.curation.desk.queues import queues_for
from directory.fetching.fetch_outcome import Fetched
from directory.following.cases import case_of
from directory.following.deciding import accept
from directory.following.models import Bank, Proposal
from tests.factories import make_organisation, make_resource
from tests.following.conftest import HELPLINE
from tests.following.other_bank import read, waiting
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ADD = "admin:following_bank_add"
KINDS = ["resource", "organisation"]
US = {"address": "https://us.example/"}


@pytest.fixture
def desk(client, curator):
    return sign_in(client, curator)


@pytest.fixture
def proposed(other, helpline):
    """A helpline with markup in its words, as new."""
    other.publish(partial(helpline, summary="<script>alert(1)</script> & more."))
    bank = other.followed()
    read(bank, other)
    return Proposal.objects.get()


def page_of(proposal):
    return reverse("admin:following_proposal_decide", args=[proposal.pk])


def queues(user):
    return {queue.name: queue for queue in queues_for(user)}


def test_a_bank_is_followed_paused_and_stopped(desk, other, helpline, curator, settings):
    settings.SITE_ADDRESS = "https://us.example"
    said = {"name": "Derbyshire", "address": "https://Other.example/", "kinds": KINDS, "state": "followed"}
    assert desk.get(reverse(ADD)).status_code == 200
    for wrong in ({"address": "http://other.example"}, {"address": "https://a:b@other.example"}, {"kinds": []}, US):
        assert desk.post(reverse(ADD), said | wrong).status_code == 200
    assert not Bank.objects.exists()
    assert desk.post(reverse(ADD), said).status_code == 302
    bank = Bank.objects.get()
    assert (bank.address, bank.kinds, bank.asked) == ("https://other.example", KINDS, True)
    other.publish(helpline)
    read(bank, other)
    assert list(Bank.objects.asked_for()) == []
    change = reverse("admin:following_bank_change", args=[bank.pk])
    assert "Proposals: 1 new." in desk.get(change).text
    for state, number in (("paused", 1), ("stopped", 0), ("followed", 1)):
        version = desk.get(change).context["adminform"].form.initial["version"]
        assert desk.post(change, said | {"state": state, "version": version}).status_code == 302
        assert len(waiting()) == queues(curator)["banks"].count == number
    assert Bank.objects.get().files == {}  # all of it is read anew
    assert [version.record["state"] for version in versions_of(bank)] == ["followed", "stopped", "paused", "followed"]


def test_reading_is_asked_for_by_whoever_waits(desk, other):
    other.publish()
    bank = other.followed()
    read(bank, other)
    desk.post(reverse("admin:following_bank_changelist"), {"action": "read_now", "_selected_action": [bank.pk]})
    assert list(Bank.objects.asked_for()) == [bank]


def test_the_list_of_banks_says_what_came_and_what_failed(desk, other, django_assert_max_num_queries):
    other.publish()
    other.instead = {"datapackage.json": Fetched(404, other.address)}
    for number in range(6):
        read(Bank.objects.create(name=f"Bank {number}", address=f"https://{number}.example"), other)
    with django_assert_max_num_queries(12):
        text = desk.get(reverse("admin:following_bank_changelist")).text
    assert text.count("an older release makes no list of them") == 6
    assert any("The bank “Bank 0” could not be read since" in line for line in what_has_stopped())


def test_what_a_bank_says_is_shown_as_text_beside_where_it_is_from(desk, proposed):
    text = desk.get(page_of(proposed)).text
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more." in text
    for words in (
        "Derbyshire",
        "https://other.example",
        str(proposed.uuid),
        "Open Government Licence",
        "Call 0800 1111",
    ):
        assert words in text


def test_a_draft_is_made_with_one_button_and_the_next_is_offered(desk, other, proposed, curator):
    page = desk.get(page_of(proposed))
    sent = {"version": page.context["case"].version}
    response = desk.post(page_of(proposed), sent | {"accept": "yes"}, follow=True)
    own = Entry.objects.get()
    assert own.state == "draft"
    assert own.title in response.text
    assert f"Accepted</strong> by {curator}" in desk.get(page_of(proposed)).text
    assert "already" in desk.post(page_of(proposed), sent | {"accept": "yes"}).text


def test_what_is_said_by_an_identifier_alone_is_said_to_be_that_and_nothing_is_ticked(desk, other, helpline):
    other.publish(partial(make_organisation, "Another line", uuid=HELPLINE, summary="Theirs."))
    helpline()
    read(other.followed(), other)
    page = desk.get(page_of(Proposal.objects.get())).text
    assert "They say that it is the same as “Listening Line”: it has the same identifier." in page
    assert 'name="parts"' in page
    assert " checked" not in page


def test_their_page_is_linked_to_only_if_it_is_on_their_site(desk, proposed):
    for address, is_linked in (
        ("https://other.example/help/line/", True),
        ("https://other.example.evil.example/help/line/", False),
        ("https://evil.example/", False),
    ):
        Proposal.objects.update(page=address)
        page = desk.get(page_of(proposed)).text
        assert address in page
        assert (f'href="{address}"' in page) == is_linked


def test_a_change_shows_all_three_and_takes_what_is_ticked(desk, other, helpline, proposed, curator):
    own = accept(proposal=proposed, by=curator, version=case_of(proposed).version)
    other.publish(partial(helpline, phone="0808 800 5000"))
    read(Bank.objects.get(), other)
    change = Proposal.objects.waiting().get()
    assert queues(curator)["banks_urgent"].urgent
    assert queues(curator)["banks_urgent"].count == 1
    address = queues(curator)["banks_urgent"].url
    assert change.title in desk.get(address).text
    page = desk.get(page_of(change))
    assert "Another number: call it before you accept" in page.text
    sent = {"version": page.context["case"].version, "parts": ["summary", "contact_points"], "accept": "yes"}
    assert "Call the number first" in desk.post(page_of(change), sent).text
    desk.post(page_of(change), sent | {"rang": "on", "answered_as": "Listening Line"})
    own.refresh_from_db()
    assert own.summary == "What it is."
    assert own.contact_points.get().value == "+448088005000"


def test_a_refusal_keeps_its_note_and_no_personal_data(desk, proposed):
    sent = {"version": desk.get(page_of(proposed)).context["case"].version, "refuse": "yes"}
    assert "It looks like" in desk.post(page_of(proposed), sent | {"reason": "NHS number 943 476 5919"}).text
    desk.post(page_of(proposed), sent | {"reason": "We have a better one."})
    proposed.refresh_from_db()
    assert (proposed.state, proposed.reason) == ("refused", "We have a better one.")
    assert "We have a better one." in desk.get(page_of(proposed)).text


def test_the_list_takes_as_few_queries_for_many_and_says_how_many_more_wait(
    desk, other, django_assert_max_num_queries
):
    other.publish(*(partial(make_resource, f"Lesson {number}") for number in range(12)))
    bank = other.followed(more=400)
    read(bank, other)
    Bank.objects.update(more=400)
    with django_assert_max_num_queries(14):
        page = desk.get(reverse("admin:following_proposal_changelist"))
    assert "400 more wait at Derbyshire" in page.text
    assert page.text.count("Lesson ") == 12

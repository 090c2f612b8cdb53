"""Who may send how much: enough for everybody, and nobody silences anybody else."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, timedelta
from itertools import count as count_from

import pytest
from django.utils import timezone

from directory.inbox import limits
from directory.inbox.limits import A_DAY, AN_HOUR, HARM, LISTS, MESSAGES, VOTES, Limit, TooManyError, count
from directory.inbox.models import Message, Submission
from directory.search.documents.index_writer import batched_updates
from tests.at_once import at_once, problems
from tests.factories import make_resource

pytestmark = pytest.mark.django_db

FEEDBACK = "/resources/ours/feedback/"


def addresses(number):
    """Each of a provider of its own, as far as there are so many."""
    return [f"{11 + n % 100}.{n // 100}.0.1" for n in range(number)]


@pytest.fixture
def few(monkeypatch):
    """Twenty messages an hour from everybody, and two from one range."""
    monkeypatch.setattr(limits, "MESSAGES", Limit("message", AN_HOUR, 2, 20))
    return limits.MESSAGES


@pytest.fixture
def report_harm(client, begun):
    make_resource(slug="ours")
    number = count_from(1)

    def send(address="203.0.113.9"):
        told = {"trouble": "harmful", "words": f"It shows how to hide it ({next(number)})", "begun": begun}
        return client.post(FEEDBACK, told, REMOTE_ADDR=address)

    return send


def reports():
    return Message.objects.filter(trouble="harmful").count()


def test_no_number_of_votes_and_lists_keeps_a_report_of_harm_out(client, report_harm):
    with batched_updates():
        for number in range(41):
            make_resource(slug=f"other-{number}")
    for number in range(41):
        for _ in range(5):
            client.post(f"/resources/other-{number}/feedback/", {"helped": "no"}, REMOTE_ADDR="203.0.113.9")
    for _ in range(10):
        client.post("/list/", REMOTE_ADDR="203.0.113.9")
    assert report_harm().status_code == 302
    assert reports() == 1


def test_no_number_of_messages_from_everywhere_keeps_a_report_of_harm_out(client, begun, report_harm, few):
    for address in addresses(2 * few.from_all):
        count(few, address)
    refused = client.post("/suggest/", {"title": "A pack", "begun": begun}, REMOTE_ADDR="203.0.113.9")
    assert refused.status_code == 429
    assert "from many places" in refused.text
    assert int(refused.headers["Retry-After"]) <= 3_600
    assert report_harm().status_code == 302


def test_not_even_reports_of_harm_from_everywhere_keep_one_out(report_harm):
    for address in addresses(500):
        count(HARM, address)
    assert report_harm().status_code == 302


@pytest.mark.parametrize("network", ["2001:db8:7:{}::1", "203.0.113.{}"])
def test_somebody_with_many_networks_of_one_range_cannot_close_it_for_others(few, network):
    for number in (1, 2):
        count(few, network.format(number))
    with pytest.raises(TooManyError) as refused:
        count(few, network.format(3))
    assert refused.value.own
    count(few, "192.0.2.1")


@pytest.mark.parametrize("network", ["2001:db8:{}::1", "203.0.{}.9"])
def test_somebody_with_all_networks_of_a_provider_cannot_close_it_for_others(few, network):
    for number in range(few.from_all):
        count(few, network.format(number))
    for number in (0, few.from_all):
        with pytest.raises(TooManyError) as refused:
            count(few, network.format(number))
        assert not refused.value.own
    count(few, "192.0.2.1")


@pytest.mark.parametrize("network", ["2001:db8:{}::1", "203.0.{}.9"])
def test_a_few_noisy_customers_of_a_provider_do_not_close_it_for_the_others_once_each(few, network):
    for number in range(few.from_provider // 2):
        for _ in range(2):
            count(few, network.format(number))
    count(few, network.format(100))
    with pytest.raises(TooManyError):
        count(few, network.format(100))


@pytest.mark.parametrize(
    ("network", "networks"),
    [("2001:db8:7:{}::1", 10), ("203.0.113.{}", 10), ("2001:db8:{}::1", 200), ("203.0.{}.9", 200)],
)
@pytest.mark.parametrize("about", ["", "an entry"])
def test_votes_and_lists_of_many_networks_of_one_provider_have_a_ceiling(network, networks, about):
    once = Limit("list", A_DAY, 1)
    for number in range(networks):
        count(once, network.format(number), about)
    with pytest.raises(TooManyError):
        count(once, network.format(networks), about)
    count(once, "192.0.2.1", about)
    count(once, network.format(networks), "another")


def test_what_is_used_up_is_open_to_whoever_has_sent_nothing_once_each(few):
    for address in addresses(few.from_all):
        count(few, address)
    count(few, "192.0.2.1")
    with pytest.raises(TooManyError) as refused:
        count(few, "192.0.2.2")
    assert not refused.value.own


def test_no_part_of_an_address_is_kept(few):
    count(few, "203.0.113.9")
    sent = Submission.objects.get()
    kept = {sent.sender, sent.wider, sent.widest}
    assert [len(one) for one in kept] == [64, 64, 64]
    assert not any("203.0" in one for one in kept)
    count(HARM, "203.0.113.9")
    harm = Submission.objects.get(limit="harm")
    assert harm.wider == harm.widest == ""  # nothing that is not needed


def test_no_number_of_messages_keeps_out_that_a_number_is_wrong(client, begun, few):
    make_resource(slug="ours")
    for address in addresses(2 * few.from_all):
        count(few, address)
    told = {"trouble": "number", "words": "It is the number of a shop", "begun": begun}
    assert client.post(FEEDBACK, told, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_a_networks_suggestions_do_not_keep_its_own_report_of_harm_out(client, begun, report_harm):
    for number in range(MESSAGES.from_one + 1):
        refused = client.post("/suggest/", {"title": f"A pack {number}", "begun": begun}, REMOTE_ADDR="203.0.113.9")
    assert refused.status_code == 429
    assert report_harm().status_code == 302


def test_one_network_cannot_flood_the_curators_with_reports_of_harm(report_harm):
    answers = [report_harm().status_code for _ in range(HARM.from_one + 2)]
    assert answers == [302] * HARM.from_one + [429, 429]
    assert reports() == HARM.from_one


def test_votes_have_a_ceiling_of_their_own_for_each_network(client, monkeypatch):
    monkeypatch.setattr(limits, "VOTES", replace(VOTES, from_one=3))
    for number in range(5):
        make_resource(slug=f"other-{number}")
        client.post(f"/resources/other-{number}/feedback/", {"helped": "yes"})
    assert Submission.objects.filter(limit="vote").count() == 3


def test_new_lists_have_a_ceiling_of_their_own(client, monkeypatch):
    monkeypatch.setattr(limits, "LISTS", replace(LISTS, from_one=2))
    answers = [client.post("/list/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert int(answers[-1].headers["Retry-After"]) <= A_DAY.total_seconds()


def test_a_limit_frees_again_once_its_span_has_passed_and_not_before():
    limit = Limit("message", AN_HOUR, 1)
    count(limit, "203.0.113.9")
    with pytest.raises(TooManyError) as refused:
        count(limit, "203.0.113.9")
    assert refused.value.own
    an_hour = min(3_600, (limits.midnight() - timezone.now()).total_seconds())  # at midnight all counts begin anew
    assert an_hour - 10 < refused.value.retry_after <= an_hour + 1
    Submission.objects.update(at=timezone.now() - AN_HOUR + timedelta(minutes=1))
    with pytest.raises(TooManyError) as refused:
        count(limit, "203.0.113.9")
    assert refused.value.retry_after <= 60
    Submission.objects.update(at=timezone.now() - AN_HOUR)
    count(limit, "203.0.113.9")


def test_what_is_refused_does_not_count():
    for _ in range(3):
        with suppress(TooManyError):
            count(Limit("message", AN_HOUR, 1), "203.0.113.9")
    assert Submission.objects.count() == 1


def test_a_sender_is_not_told_to_wait_longer_than_until_midnight():
    limit = Limit("list", A_DAY, 1)
    count(limit, "203.0.113.9")
    with pytest.raises(TooManyError) as refused:
        count(limit, "203.0.113.9")
    tomorrow = timezone.localtime() + timedelta(days=1)
    midnight = tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
    left = midnight.astimezone(UTC) - timezone.now()  # in one night it is an hour more than the clock says
    assert refused.value.retry_after <= left.total_seconds() + 1


def test_a_report_of_harm_is_kept_whatever_else_is_sent_with_it(client, begun):
    make_resource(slug="ours")
    client.post(FEEDBACK, {"helped": "no", "trouble": "harmful", "words": "It shames a child", "begun": begun})
    assert reports() == 1


@pytest.mark.parametrize("of_a_program", [{"begun": "made up"}, {"website": "https://filled-in-by.example"}])
def test_a_report_of_harm_is_kept_however_it_was_filled_in(client, begun, of_a_program):
    make_resource(slug="ours")
    client.post(FEEDBACK, {"begun": begun, **of_a_program, "trouble": "harmful", "words": "It shames a child"})
    client.post(FEEDBACK, {"begun": begun, **of_a_program, "trouble": "link", "words": "Spam"})
    assert Message.objects.get().trouble == "harmful"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("limit", "most"), [(replace(MESSAGES, from_all=8), 6), (HARM, 6), (LISTS, 60)])
def test_no_more_are_taken_of_many_at_once_than_one_by_one(limit, most):
    """One short of the limit, then ten in the same moment."""
    Submission.objects.bulk_create(
        Submission(limit=limit.name, sender=limits.sender_of("203.0.113.9")) for _ in range(most - 1)
    )
    came = at_once(*[lambda: count(limit, "203.0.113.9")] * 10)
    assert [type(one) for one in problems(came)] == [TooManyError] * 9
    assert Submission.objects.count() == most

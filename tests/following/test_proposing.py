"""What the files of another bank come to, from its own bulk files to what waits for a curator."""

import json
from functools import partial
from uuid import UUID, uuid4

import pytest

from directory.catalogue.models import Entry
from directory.correspondence.rendering import site_address
from directory.following import proposing
from directory.following.cases import case_of
from directory.following.deciding import accept, refuse
from directory.following.models import Bank, Origin, Proposal, TheirEntry
from directory.taxonomy.models import Topic
from tests.factories import archive, make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.following.conftest import HELPLINE
from tests.following.other_bank import OtherBank, derived, read, waiting

pytestmark = pytest.mark.django_db
LESSON = UUID("22222222-2222-4222-8222-222222222222")


def decided(what, by, **said):
    proposal = Proposal.objects.waiting().get()
    return what(proposal=proposal, by=by, version=case_of(proposal).version, **said)


def test_what_is_national_is_proposed_once_and_nothing_changes_here(other, helpline):
    other.publish(helpline, partial(make_resource, "Theirs alone", districts=["tamworth"]))
    bank = other.followed()
    assert read(bank, other) == "Proposals: 1 new."
    assert waiting() == [("new", "Listening Line")]
    assert not Entry.objects.exists()
    assert read(bank, other) == "Nothing has changed there."
    assert waiting() == [("new", "Listening Line")]
    assert sum(one.endswith("organisations.jsonl") for one in other.asked) == 1


def test_what_serves_some_districts_too_is_theirs(other):
    other.publish(partial(make_organisation, "Both", districts=["national", "tamworth"]))
    read(other.followed(), other)
    assert waiting() == []


def test_every_kind_comes_and_only_those_that_are_wanted(other):
    makers = (make_resource, make_organisation, make_course, make_case_study, make_guidance)
    other.publish(*(partial(make, f"A {make.__name__}") for make in makers))
    bank = other.followed(kinds=["guidance", "resource"])
    read(bank, other)
    assert {title for _, title in waiting()} == {"A make_resource", "A make_guidance"}
    Bank.objects.filter(pk=bank.pk).update(kinds=list("resource organisation training case_study guidance".split()))
    read(bank, other)
    assert len(waiting()) == 6  # the course brought its provider


def test_only_the_topics_that_are_wanted_come(other):
    other.publish(partial(make_resource, "Consent"), partial(make_resource, "Online", topics=["online_safety"]))
    bank = other.followed()
    bank.topics.add(Topic.objects.get(code="online_safety"))
    read(bank, other)
    assert waiting() == [("new", "Online")]
    bank.topics.set([Topic.objects.get(code="consent")])
    read(bank, other)
    assert waiting() == [("new", "Consent")]


def test_what_is_like_one_of_ours_is_no_second_entry(other):
    makers = [
        partial(make_resource, "Same address", url="https://www.same.example/page/", summary="Theirs."),
        partial(make_resource, "same  TITLE", publisher="Publisher", summary="Theirs."),
        partial(make_resource, "Same identifier", uuid=LESSON, summary="Theirs."),
        partial(make_resource, "The very same", url="https://very.example/"),
        partial(make_resource, "Archived here", url="https://archived.example/"),
    ]
    other.publish(*makers)
    make_resource("Another name", url="http://same.example/page")
    make_resource("Same title", publisher="publisher")
    make_resource("Quite another", uuid=LESSON)
    make_resource("The very same", url="https://very.example/")
    archive(entry=make_resource("Archived here", url="https://archived.example/"))
    read(other.followed(), other)
    assert {what for what, _ in waiting()} == {"alike"}
    assert {title for _, title in waiting()} == {"Same address", "same  TITLE", "Same identifier"}
    assert TheirEntry.objects.get().entry.title == "The very same"


def test_two_of_theirs_at_one_address_are_two(other, curator):
    said = {"url": "https://lessons.example/", "uuid": LESSON}
    other.publish(
        partial(make_resource, "Lesson A", summary="Theirs.", **said),
        partial(make_resource, "Lesson B", **said | {"uuid": uuid4()}),
    )
    make_resource("Lesson A", url="https://lessons.example")
    bank = other.followed()
    read(bank, other)
    assert waiting() == [("alike", "Lesson A")]
    decided(accept, curator)
    Bank.objects.update(files={})
    read(bank, other)
    assert waiting() == [("new", "Lesson B")]
    decided(accept, curator)
    assert Entry.objects.count() == 2


def test_an_address_that_several_of_ours_have_says_nothing_of_which(other):
    other.publish(partial(make_resource, "Lesson C", url="https://lessons.example/"))
    for title in ("Lesson A", "Lesson B"):
        make_resource(title, url="https://lessons.example/")
    read(other.followed(), other)
    assert waiting() == [("new", "Lesson C")]


def test_one_identifier_in_two_files_is_one(other, helpline):
    other.publish(helpline, partial(make_resource, "Another"))
    as_resource = lambda body: body.replace(json.loads(body)["uuid"].encode(), str(HELPLINE).encode())  # noqa: E731
    other.rewrite("resources.jsonl", as_resource)
    read(other.followed(), other)
    assert len(waiting()) == 1


def test_a_change_is_proposed_until_it_is_no_longer_so(other, helpline, curator):
    other.publish(helpline)
    bank = other.followed()
    read(bank, other)
    decided(accept, curator)
    other.publish(partial(helpline, summary="They listen day and night."))
    read(bank, other)
    assert waiting() == [("changed", "Listening Line")]
    other.publish(helpline)
    read(bank, other)
    assert waiting() == []


def test_another_number_and_a_closing_are_urgent_and_a_withdrawal_most(other, helpline, curator):
    other.publish(helpline)
    bank = other.followed()
    read(bank, other)
    own = decided(accept, curator)
    for maker in (
        partial(helpline, phone="0808 800 5000"),
        partial(helpline, status="withdrawn"),
    ):
        other.publish(maker)
        read(bank, other)
        assert Proposal.objects.waiting().urgent().get().what == "changed"
    other.publish(partial(make_resource, "Something new"))
    read(bank, other)
    assert waiting() == [("withdrawn", "Listening Line"), ("new", "Something new")]
    own.refresh_from_db()
    assert (own.state, own.status) == ("draft", "active")


def test_what_becomes_local_there_is_withdrawn_and_what_comes_back_waits_no_more(other, helpline, curator):
    other.publish(helpline)
    bank = other.followed()
    read(bank, other)
    decided(accept, curator)
    other.publish(partial(helpline, districts=["tamworth"]))
    read(bank, other)
    assert waiting() == [("withdrawn", "Listening Line")]
    other.publish(helpline)
    read(bank, other)
    assert waiting() == []


def test_whoever_has_looked_at_a_withdrawal_is_not_asked_again(other, helpline, curator):
    other.publish(helpline)
    bank = other.followed()
    read(bank, other)
    decided(accept, curator)
    other.publish()
    read(bank, other)
    decided(accept, curator)
    other.publish(partial(make_resource, "Something new"))
    read(bank, other)
    assert waiting() == [("new", "Something new")]


def test_what_was_refused_comes_again_only_with_other_words(other, helpline, curator):
    other.publish(helpline)
    bank = other.followed()
    read(bank, other)
    decided(refuse, curator)
    Bank.objects.update(files={})
    read(bank, other)
    assert waiting() == []
    other.publish(partial(helpline, summary="They have become better."))
    read(bank, other)
    assert waiting() == [("new", "Listening Line")]


def test_of_a_refused_change_only_what_is_said_later_comes(other, helpline, curator):
    other.publish(helpline)
    bank = other.followed()
    read(bank, other)
    decided(accept, curator)
    other.publish(partial(helpline, summary="Refused words."))
    read(bank, other)
    decided(refuse, curator)
    other.publish(partial(helpline, summary="Refused words.", waiting_time="None."))
    read(bank, other)
    (part,) = case_of(Proposal.objects.waiting().get()).parts
    assert part.name == "waiting_time"


def test_ten_thousand_new_entries_flood_nobody(other, django_assert_max_num_queries):
    other.publish(partial(make_resource, "Lesson 1", url="https://lessons.example/1"))

    def many(body):
        record = json.loads(body)
        for number in range(10_000):
            named = {"title": f"Lesson {number}", "url": f"https://lessons.example/{number}"}
            yield json.dumps(record | {"uuid": str(uuid4())} | named).encode()

    other.rewrite("resources.jsonl", lambda body: b"\n".join(many(body)))
    bank = other.followed()
    with django_assert_max_num_queries(100):
        assert read(bank, other) == "Proposals: 50 new. 9,950 more wait there."
    assert (bank.more, Proposal.objects.waiting().count()) == (9_950, 50)


def test_more_come_when_those_before_are_decided(other, curator, monkeypatch):
    monkeypatch.setattr(proposing, "A_NIGHT", 2)
    monkeypatch.setattr(proposing, "MOST_WAITING", 3)
    other.publish(*(partial(make_resource, f"Lesson {number}") for number in range(6)))
    bank = other.followed()
    read(bank, other)
    assert (bank.more, len(waiting())) == (4, 2)
    read(bank, other)  # although nothing has changed there
    assert (bank.more, len(waiting())) == (3, 3)
    for proposal in Proposal.objects.waiting()[:2]:
        refuse(proposal=proposal, by=curator, version=case_of(proposal).version)
    read(bank, other)
    assert (bank.more, len(waiting())) == (1, 3)


def test_a_withdrawal_comes_however_much_waits(other, helpline, curator, monkeypatch):
    monkeypatch.setattr(proposing, "MOST_WAITING", 1)
    other.publish(helpline)
    bank = other.followed()
    read(bank, other)
    decided(accept, curator)
    other.publish(helpline, *(partial(make_resource, f"New {n}") for n in range(3)))
    read(bank, other)
    other.publish(*(partial(make_resource, f"Newer {n}") for n in range(3)))
    read(bank, other)
    assert [what for what, _ in waiting()] == ["withdrawn", "new"]


def test_a_process_that_is_killed_leaves_nothing_half(other, helpline, monkeypatch):
    class KilledError(BaseException):
        pass

    def killed(*args):
        raise KilledError

    other.publish(helpline, partial(make_resource, "Another"))
    bank = other.followed()
    monkeypatch.setattr(proposing, "note_what_is_the_same", killed)
    with pytest.raises(KilledError):
        read(bank, other)
    bank.refresh_from_db()
    assert (waiting(), bank.files, TheirEntry.objects.count()) == ([], {}, 0)
    monkeypatch.undo()
    read(bank, other)
    assert len(waiting()) == 2


# From bank to bank


def test_what_was_taken_over_from_us_does_not_come_back(other, helpline):
    ours = helpline(summary="Ours.")
    theirs = partial(make_organisation, "Renamed there", uuid=uuid4(), summary="Theirs.")
    other.publish(derived(theirs, (ours.uuid, "Staffordshire", site_address("").rstrip("/"))))
    read(other.followed(), other)
    assert waiting() == []
    assert not TheirEntry.objects.exists()


def test_what_came_from_another_bank_is_not_taken_for_ours_by_its_identifier(other, helpline):
    """Banks that began with the same content have the same identifiers, and say different things under them."""
    ours = helpline(summary="Ours.")
    theirs = partial(make_organisation, "Another line", uuid=uuid4(), summary="Theirs.")
    other.publish(derived(theirs, (ours.uuid, "Cheshire", "https://third.example")))
    read(other.followed(), other)
    assert waiting() == [("new", "Another line")]


def test_what_we_have_from_one_bank_hides_nothing_that_came_from_another(other, helpline, curator, tmp_path):
    other.publish(helpline)
    bank = other.followed()
    read(bank, other)
    decided(accept, curator)
    third = OtherBank(tmp_path / "third", "https://third.example", "Cheshire")
    theirs = partial(make_organisation, "Another line", uuid=uuid4(), summary="Theirs.")
    third.publish(derived(theirs, (HELPLINE, "Kent", "https://fourth.example")))
    read(third.followed(), third)
    assert waiting() == [("new", "Another line")]
    Bank.objects.filter(pk=bank.pk).update(address="https://moved.example")
    for address in (other.address, "https://moved.example"):  # as we knew it then, and as we know it now
        third.publish(derived(theirs, (HELPLINE, "Derbyshire", address)))
        read(Bank.objects.get(name="Cheshire"), third)
        assert waiting() == []


def test_what_comes_by_two_ways_is_proposed_by_one(other, helpline, curator, tmp_path):
    other.publish(helpline)
    read(other.followed(), other)
    own = decided(accept, curator)
    third = OtherBank(tmp_path / "third", "https://third.example", "Cheshire")
    theirs = partial(make_organisation, "Renamed there", uuid=uuid4(), summary="Theirs.")
    third.publish(derived(theirs, (HELPLINE, "Derbyshire", other.address)))
    read(third.followed(), third)
    assert waiting() == []
    assert [origin.uuid for origin in own.origins.all()] == [HELPLINE]


def test_where_it_came_from_goes_on_with_it(other, helpline, curator):
    """So a third bank, or the first, knows it again."""
    first = uuid4()
    other.publish(derived(helpline, (first, "Cheshire", "https://first.example")))
    read(other.followed(), other)
    own = decided(accept, curator)
    assert own.uuid not in (first, HELPLINE)
    found = [(one.uuid, one.bank) for one in Origin.objects.filter(entry=own)]
    assert found == [(HELPLINE, "Derbyshire"), (first, "Cheshire")]


def test_nobody_elses_entry_is_changed_by_a_bank(other, helpline, curator, tmp_path):
    """Another bank with the same identifier can but propose, and what it withdraws was never its own."""
    other.publish(helpline)
    read(other.followed(), other)
    decided(accept, curator)
    hostile = OtherBank(tmp_path / "hostile", "https://hostile.example", "Hostile")
    hostile.publish(partial(helpline, phone="0808 800 5000"))
    bank = hostile.followed()
    read(bank, hostile)
    assert waiting() == [("alike", "Listening Line")]
    assert not Proposal.objects.waiting().urgent().exists()
    hostile.publish()
    read(bank, hostile)
    assert waiting() == []


@pytest.mark.parametrize("whose", ["ours", "of another bank"])
def test_an_identifier_is_only_a_word_and_whoever_has_it_too_asks_apart(other, helpline, curator, tmp_path, whose):
    hostile = OtherBank(tmp_path / "hostile", "https://hostile.example", "Hostile")
    said = {"summary": "Theirs.", "phone": "0808 800 5000"}
    hostile.publish(partial(make_organisation, "Another line", uuid=HELPLINE, **said))
    if whose == "ours":
        own = helpline()
    else:
        other.publish(helpline)
        read(other.followed(), other)
        own = decided(accept, curator)
    bank = hostile.followed()
    read(bank, hostile)
    proposal = Proposal.objects.waiting().get()
    assert (proposal.what, proposal.entry_id) == ("alike", own.pk)
    case = case_of(proposal)
    assert {part.name for part in case.parts} >= {"title", "contact_points"}
    assert not any(part.ticked for part in case.parts)
    decided(refuse, curator)
    hostile.rewrite("organisations.jsonl", lambda body: body.replace(b"Theirs.", b"Theirs again."))
    read(bank, hostile)
    assert waiting() == [("alike", "Another line")]  # never a change of what is ours
    assert not TheirEntry.objects.filter(bank=bank, entry=own).exists()


def test_what_looks_like_ours_counts_before_an_identifier(other, helpline):
    """So nobody chooses by a copied identifier which of ours a proposal is put beside."""
    other.publish(partial(helpline, uuid=LESSON, summary="Theirs."))
    make_organisation("A line that it names", uuid=LESSON)
    looks_like = helpline(uuid=uuid4())
    read(other.followed(), other)
    assert Proposal.objects.waiting().get().entry_id == looks_like.pk


def test_a_copied_identifier_takes_no_entry_of_ours_from_what_looks_like_it(other, helpline):
    copies = partial(make_organisation, "A line that is read first", uuid=LESSON)
    other.publish(copies, partial(helpline, summary="Theirs."))
    looks_like = helpline(uuid=LESSON)
    read(other.followed(), other)
    assert sorted(waiting()) == [("alike", "Listening Line"), ("new", "A line that is read first")]
    assert Proposal.objects.waiting().get(what="alike").entry_id == looks_like.pk


def test_an_identifier_of_an_entry_of_another_kind_says_nothing(other, helpline):
    other.publish(helpline)
    make_resource("A poster", uuid=HELPLINE)
    read(other.followed(), other)
    assert waiting() == [("new", "Listening Line")]


def test_what_a_bank_says_of_others_hides_nothing_of_theirs(other, helpline, curator, tmp_path):
    """Not by naming their entries as what it took over, and not while ours is archived either."""
    hostile = OtherBank(tmp_path / "hostile", "https://hostile.example", "Hostile")
    named = [(uuid, "Derbyshire", other.address) for uuid in (HELPLINE, LESSON)]
    hostile.publish(derived(partial(make_organisation, "A decoy", summary="Theirs."), *named))
    read(hostile.followed(), hostile)
    decoy = decided(accept, curator)
    other.publish(helpline, partial(make_organisation, "Second line", uuid=LESSON))
    bank = other.followed()
    read(bank, other)
    assert sorted(waiting()) == [("alike", "Listening Line"), ("new", "Second line")]
    Entry.objects.filter(pk=decoy.pk).update(state="archived")
    Bank.objects.update(files={})
    read(bank, other)
    assert sorted(waiting()) == [("new", "Listening Line"), ("new", "Second line")]


def test_what_a_bank_says_it_has_from_another_is_compared_with_that_once(other, helpline, curator, tmp_path):
    """Or what was put under its name with a wrong number would stay wrong for good."""
    first = OtherBank(tmp_path / "first", "https://first.example", "Cheshire")
    other.publish(derived(partial(helpline, phone="0808 800 5000"), (LESSON, "Cheshire", first.address)))
    read(other.followed(), other)
    own = decided(accept, curator)
    first.publish(partial(helpline, uuid=LESSON))
    bank = first.followed()
    read(bank, first)
    proposal = Proposal.objects.waiting().get()
    assert (proposal.what, proposal.entry_id) == ("alike", own.pk)
    decided(accept, curator)
    Bank.objects.update(files={})
    read(bank, first)
    assert waiting() == []


def test_what_a_bank_says_it_has_from_a_third_hides_nothing_that_others_have_from_there(
    other, helpline, curator, tmp_path
):
    third = (LESSON, "Cheshire", "https://third.example")
    hostile = OtherBank(tmp_path / "hostile", "https://hostile.example", "Hostile")
    hostile.publish(derived(partial(make_organisation, "A decoy"), third))
    read(hostile.followed(), hostile)
    decided(accept, curator)
    other.publish(derived(helpline, third))
    read(other.followed(), other)
    assert waiting() == [("new", "Listening Line")]


def test_two_banks_that_propose_the_same_add_it_once(other, helpline, curator, tmp_path):
    third = OtherBank(tmp_path / "third", "https://third.example", "Cheshire")
    for bank, uuid in ((other, HELPLINE), (third, uuid4())):
        bank.publish(partial(helpline, uuid=uuid))
        read(bank.followed(), bank)
    first, second = Proposal.objects.waiting()
    seen = case_of(second).version
    accept(proposal=first, by=curator, version=case_of(first).version)
    with pytest.raises(Exception, match="is here by now"):
        accept(proposal=second, by=curator, version=seen)
    assert Entry.objects.count() == 1

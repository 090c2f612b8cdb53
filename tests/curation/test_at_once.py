"""Two people who change the same entries in the same moment: neither stops the other, and nothing is lost."""

import time

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import locked, record_revision
from directory.catalogue.actions.steps import take_step
from directory.catalogue.models import Entry, Revision
from directory.catalogue.signals import revisions_recorded
from directory.catalogue.states import Action
from directory.curation.bulk.edits import bulk_edit
from directory.curation.checks import checking
from directory.curation.topic_merging import merge_topics
from directory.owners import answering, asking
from directory.owners.models import ConfirmationLink, Owner
from directory.taxonomy.models import Cost, Topic
from tests.at_once import at_once, problems
from tests.conftest import load_the_vocabularies
from tests.factories import make_contact, make_organisation, make_resource
from tests.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def vocabularies():
    load_the_vocabularies()


@pytest.fixture
def slowly():
    """Whoever keeps a version takes their time, so that the other is in the middle of it too."""

    def wait(sender, **kwargs):
        time.sleep(0.05)

    revisions_recorded.connect(wait)
    yield
    revisions_recorded.disconnect(wait)


def topic(code):
    return Topic.objects.get(code=code)


def edited(entry, by, **values):
    with transaction.atomic():
        own = locked(entry).specific
        for name, value in values.items():
            setattr(own, name, value)
        save_entry(entry=own)
        return record_revision(entry=own, action=Action.EDITED, by=by)


def entries_of_two_kinds():
    """Their kinds are in another order than their ids."""
    return [make(topics=["banter"]) for make in (make_resource, make_organisation) * 3]


def test_a_merge_of_topics_and_saves_of_the_same_entries(slowly):
    entries, (one, other) = entries_of_two_kinds(), (make_user("Curator"), make_user("Curator"))
    merge = lambda: merge_topics(topic=topic("banter"), into=topic("consent"), by=one)  # noqa: E731
    saves = lambda: [edited(entry, other, note="Seen") for entry in reversed(entries)]  # noqa: E731
    assert problems(at_once(merge, saves)) == []
    for entry in Entry.objects.all():
        assert (entry.note, [item.code for item in entry.topics.all()]) == ("Seen", ["consent"])
        assert sorted(entry.revisions.values_list("number", flat=True)) == [1, 2, 3]


def test_a_merge_of_topics_and_a_bulk_edit_of_entries_of_two_kinds(slowly):
    entries, (one, other) = entries_of_two_kinds(), (make_user("Curator"), make_user("Curator"))
    ids, change = [entry.pk for entry in entries], {"add": {"audiences": ["governors"]}}
    came = at_once(
        lambda: merge_topics(topic=topic("banter"), into=topic("consent"), by=one),
        lambda: bulk_edit(ids=ids, change=change, by=other, what="For governors"),
    )
    assert problems(came) == []
    for entry in Entry.objects.all():
        assert [item.code for item in entry.topics.all()] == ["consent"]
        assert "governors" in {item.code for item in entry.audiences.all()}


def test_two_entries_that_name_each_other_are_saved(slowly):
    one, other = [Entry.objects.get(pk=make_resource().pk) for _ in range(2)]
    by = make_user("Curator")

    def save(entry, successor):
        return lambda: [edited(entry, by, note=f"Edit {number}", successor=successor) for number in range(5)]

    assert problems(at_once(save(one, other), save(other, one))) == []


def test_two_contacts_that_take_each_others_places_are_hidden_one_after_the_other(slowly):
    """The second is told that its place is not to be had any more, or that the other has gone."""
    first, second = [make_organisation(phone=f"0300 111 111{number}") for number in range(2)]
    places = {entry.pk: make_contact(code, entry) for code, entry in (("help", first), ("police", second))}
    one, other = make_user("Curator"), make_user("Curator")

    def hide(entry, instead, by):
        chosen = {str(places[entry.pk].pk): str(instead.contact_points.get().pk)}
        take_step(step="archive", entry=entry, by=by, why="Gone", instead=chosen, knows=True)

    came = at_once(lambda: hide(first, second, one), lambda: hide(second, first, other))
    assert [type(error) for error in problems(came)] == [ValidationError]


def test_what_waited_for_somebody_keeps_what_they_said(slowly):
    """The price is another row of the database: that is read anew as well."""
    entry, by = make_resource(cost="free"), make_user("Curator")
    paid = Cost.objects.get(code="paid")
    edits = [lambda: edited(entry, by, cost=paid), lambda: edited(entry, by, note="Seen")] * 2
    assert problems(at_once(*edits)) == []
    assert Entry.objects.get(pk=entry.pk).revisions.first().record["cost"] == "paid"


def test_of_two_who_press_right_one_checks_and_the_other_is_told():
    entry, people = make_organisation(confidence="medium"), [make_user("Curator"), make_user("Curator")]
    version = Entry.objects.get(pk=entry.pk).version
    presses = [lambda by=by: checking.confirm(entry=entry, version=version, by=by) for by in people]
    [error] = problems(at_once(*presses))
    assert "changed this while you had it open" in " ".join(error.messages)
    assert Revision.objects.of(Action.CHECKED).filter(entry=entry.pk).count() == 1


def test_an_organisation_answers_while_it_is_asked_again():
    entry, by = make_organisation(), make_user("Curator")
    Owner.objects.create(entry_id=entry.pk, email="office@example.org")
    asking.ask(ids=[entry.pk], by=by)
    link = ConfirmationLink.objects.get()
    came = at_once(
        lambda: answering.confirm(link=link, sent="x"),
        lambda: asking.set_owner(entry=entry, by=by, email="other@example.org"),
        lambda: asking.ask(ids=[entry.pk], by=by),
    )
    assert [error for error in problems(came) if not isinstance(error, answering.ClosedError)] == []

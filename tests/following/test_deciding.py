"""Accepting and refusing: a curator's words stay, and nothing reaches readers by itself."""

from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from directory.catalogue.actions.history import forget_versions, record_revision
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import record_of
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action
from directory.following.candidates import SERIOUS
from directory.following.cases import case_of
from directory.following.deciding import accept, refuse
from directory.following.models import Bank, Origin, Proposal, TheirEntry
from directory.following.reading.records import MOST_ORIGINS
from directory.taxonomy.models import Topic
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.following.other_bank import OtherBank, derived, read
from tests.people import make_user

pytestmark = pytest.mark.django_db
FOR_STAFF = {"channel": "phone", "value": "+448001111", "audience": "school_staff"}


@pytest.fixture
def bank(other):
    return other.followed()


@pytest.fixture
def taken_over(other, bank, helpline, curator):
    """The helpline, accepted and published here."""
    own = accept_what_comes(other, bank, curator, helpline)
    publish_by_hand(own)
    return own


def publish_by_hand(own):
    Entry.objects.filter(pk=own.pk).update(published_at="2026-01-01T00:00:00Z", state="published")
    own.refresh_from_db()


def only():
    return Proposal.objects.waiting().get()


def accept_only(by, **said):
    proposal = only()
    case = case_of(proposal)
    names = said.pop("names", [part.name for part in case.parts if part.ticked])
    return accept(proposal=proposal, by=by, names=names, version=case.version, **said)


def accept_what_comes(other, bank, curator, *makers):
    other.publish(*makers)
    read(bank, other)
    return accept_only(curator)


def edit(own, by, **values):
    """As a curator does."""
    apply_record(own, record_of(own) | values)
    record_revision(entry=own, action=Action.EDITED, by=by)


def parts():
    return {part.name: part for part in case_of(only()).parts}


def test_accepting_makes_a_draft_that_says_what_they_say(other, bank, helpline, curator):
    points = [
        {
            "channel": "phone",
            "value": "0808 800 5000",
            "opening_times": "Mon-Fri 09:00-17:00",
            "hours_note": "In term",
        },
        {"channel": "form", "value": "https://line.example/chat", "name": "Chat", "audience": "children"},
    ]
    said = {"aliases": "LL", "content_warning": "Explicit.", "waiting_time": "A day", "ages": (18, 25)}
    own = accept_what_comes(
        other,
        bank,
        curator,
        partial(
            make_organisation,
            "Adults' Line",
            uuid=uuid4(),
            contact_points=points,
            help_kinds=["adults"],
            quality="quality_assured",
            crisis=True,
            **said,
        ),
    )
    record = record_of(own)
    assert (record["age_min"], record["age_max"], record["help_kinds"]) == (18, 25, ["adults"])
    assert {name: record[name] for name in ("aliases", "content_warning", "waiting_time")} == {
        "aliases": "LL",
        "content_warning": "Explicit.",
        "waiting_time": "A day",
    }
    first, second = record["contact_points"]
    assert (first["value"], first["hours_note"]) == ("+448088005000", "In term")
    assert (second["name"], second["audience"]) == ("Chat", "children")
    assert (own.state, own.quality, own.checked_on, own.created_by) == ("draft", "unreviewed", None, curator)
    assert (record["districts"], own.scope, own.crisis) == (["national"], "national", False)
    (revision,) = own.revisions.all()
    assert "Derbyshire" in revision.why
    assert other.address in revision.why


@pytest.mark.parametrize("make", [make_resource, make_course, make_case_study, make_guidance])
def test_a_draft_of_every_kind_can_be_made(other, bank, curator, make):
    other.publish(partial(make, "The one"))
    read(bank, other)
    proposal = Proposal.objects.waiting().get(title="The one")
    own = accept(proposal=proposal, by=curator, version=case_of(proposal).version)
    assert (own.title, own.state, own.summary) == ("The one", "draft", "What it is.")
    if make is make_case_study:
        assert not any(getattr(own, name) for name in (*own.ANONYMITY, "published_source"))


def test_terms_and_entries_that_we_do_not_have_are_named_and_not_invented(other, bank, curator):
    def theirs():
        Topic.objects.create(code="well_dressing", name="Well dressing", group="learning")
        make_course("A course", topics=["consent", "well_dressing"], provider=make_organisation("Their trust"))

    other.publish(theirs)
    read(bank, other)
    proposal = Proposal.objects.waiting().get(title="A course")
    case = case_of(proposal)
    assert case.missing == ["Topics: “Well dressing”", "Provider: “Their trust”"]
    own = accept(proposal=proposal, by=curator, version=case.version)
    assert [topic.code for topic in own.topics.all()] == ["consent"]
    assert own.provider is None
    assert "“Well dressing”" in own.note
    assert not Topic.objects.filter(code="well_dressing").exists()


def test_an_entry_that_theirs_names_is_ours_once_we_have_it(other, bank, curator):
    trust = uuid4()
    other.publish(lambda: make_course("A course", provider=make_organisation("Their trust", uuid=trust)))
    read(bank, other)
    for title in ("Their trust", "A course"):
        proposal = Proposal.objects.waiting().get(title=title)
        own = accept(proposal=proposal, by=curator, version=case_of(proposal).version)
    assert own.provider.title == "Their trust"


def test_an_entry_that_theirs_names_by_an_identifier_of_ours_is_not_ours_for_that(other, bank, curator):
    copied = uuid4()
    other.publish(lambda: make_course("A course", provider=make_organisation("Their trust", uuid=copied)))
    make_organisation("Our trust", uuid=copied)
    read(bank, other)
    case = case_of(Proposal.objects.waiting().get(title="A course"))
    assert case.missing == ["Provider: “Their trust”"]


def test_what_another_bank_says_it_has_from_theirs_is_not_what_theirs_names(other, bank, curator, tmp_path):
    """So no decoy takes the place of a provider in all that names it later."""
    trust = uuid4()
    hostile = OtherBank(tmp_path / "hostile", "https://hostile.example", "Hostile")
    decoy = derived(partial(make_organisation, "A decoy"), (trust, "Derbyshire", other.address))
    accept_what_comes(hostile, hostile.followed(), curator, decoy)
    other.publish(lambda: make_course("A course", provider=make_organisation("Their trust", uuid=trust)))
    read(bank, other)
    case = case_of(Proposal.objects.waiting().get(title="A course"))
    assert case.missing == ["Provider: “Their trust”"]


def test_a_curators_own_words_survive(other, bank, helpline, curator, taken_over):
    edit(taken_over, curator, summary="Our own words.")
    other.publish(partial(helpline, summary="Their new words.", waiting_time="A day"))
    read(bank, other)
    found = parts()
    assert (found["summary"].ticked, found["waiting_time"].ticked) == (False, True)
    said = found["summary"]
    assert (said.before, said.now, said.after) == ("What it is.", "Our own words.", "Their new words.")
    own = accept_only(curator)
    assert (own.summary, own.waiting_time) == ("Our own words.", "A day")
    last = own.revisions.first()
    assert last.by == curator
    assert "From the bank “Derbyshire”" in last.why
    other.publish(partial(helpline, summary="Their new words.", waiting_time="Two days"))
    read(bank, other)
    assert list(parts()) == ["waiting_time"]


def test_terms_that_a_curator_added_stay_beside_theirs(other, bank, helpline, curator, taken_over):
    edit(taken_over, curator, topics=["consent", "online_safety"])
    other.publish(partial(helpline, topics=["consent", "bullying"]))
    read(bank, other)
    own = accept_only(curator, names=["topics"])
    assert record_of(own)["topics"] == ["bullying", "consent", "online_safety"]


def test_another_number_is_called_first(other, bank, helpline, curator, taken_over):
    other.publish(partial(helpline, phone="0808 800 5000"))
    read(bank, other)
    assert parts()["contact_points"].is_number
    with pytest.raises(ValidationError, match="Call the number first, and say how it answered: 0808 800 5000"):
        accept_only(curator)
    assert taken_over.contact_points.get().value == "+448001111"
    own = accept_only(curator, rang="Listening Line, hello")
    assert own.contact_points.get().value == "+448088005000"
    assert "Called the number, which answered: Listening Line, hello." in own.revisions.first().why


def test_a_number_that_is_for_somebody_else_is_called_first_too(other, bank, helpline, taken_over):
    said = {name: value for name, value in helpline.keywords.items() if name != "phone"}
    other.publish(partial(make_organisation, *helpline.args, **said, contact_points=[FOR_STAFF]))
    read(bank, other)
    assert parts()["contact_points"].is_number


def test_what_leads_readers_to_another_place_is_urgent_and_not_ticked(other, bank, helpline, taken_over):
    other.publish(partial(helpline, url="https://elsewhere.example/"))
    read(bank, other)
    (part,) = parts().values()
    assert (part.name, part.ticked, part.leads_elsewhere) == ("url", False, True)
    assert Proposal.objects.waiting().get().rank == SERIOUS


def test_what_makes_ours_less_careful_is_not_ticked(other, bank, helpline, curator, taken_over):
    edit(taken_over, curator, content_warning="Explicit.", age_min=11)
    TheirEntry.objects.update(
        record=TheirEntry.objects.get().record | {"content_warning": "Explicit.", "age_min": 11}
    )
    other.publish(partial(helpline, ages=(5, 18)))
    read(bank, other)
    found = parts()
    assert {name for name, part in found.items() if part.warnings} == {"age_min", "content_warning"}
    assert not any(part.ticked for part in found.values())
    assert not any(part.clashes for part in found.values())


def test_what_looks_personal_is_asked_about_and_what_certainly_is_never_comes(other, bank, helpline, curator):
    certain = partial(make_resource, "Certain", how_to_use="Her NHS number is 943 476 5919.")
    other.publish(partial(helpline, how_to_use="Ask Emma Brown, 12 March 2019."), certain)
    assert "1 (it looks as if it were about a person)" in read(bank, other)
    case = case_of(only())
    with pytest.raises(ValidationError, match="looked as if it were about a person"):
        accept_only(curator)
    digest = case.personal(()).digest
    own = accept_only(curator, not_personal=digest)
    assert own.revisions.get().not_personal == digest


def test_only_curators_decide_and_only_what_they_were_shown(other, bank, helpline, curator, taken_over):
    other.publish(partial(helpline, summary="Their new words."))
    read(bank, other)
    with pytest.raises(PermissionDenied):
        accept_only(make_user("Editor"))
    proposal, seen = only(), case_of(only()).version
    edit(taken_over, curator, waiting_time="Ours.")
    for what in (partial(accept, names=["summary"]), refuse):
        with pytest.raises(ValidationError, match="Look at it again"):
            what(proposal=proposal, by=curator, version=seen)
    accept_only(curator)
    with pytest.raises(ValidationError, match="accepted already"):
        refuse(proposal=proposal, by=curator, version=seen)


def test_like_ours_can_be_the_same_with_nothing_taken(other, bank, curator):
    ours = make_resource("Ours", url="https://same.example/")
    theirs = partial(make_resource, "Theirs", uuid=uuid4(), url="https://same.example/", summary="Theirs.")
    other.publish(theirs)
    read(bank, other)
    assert not any(part.ticked for part in parts().values())
    accept_only(curator)
    assert record_of(ours)["summary"] == "What it is."
    assert not Origin.objects.exists()
    other.publish(partial(theirs, how_to_use="In a circle."))
    read(bank, other)
    assert list(parts()) == ["how_to_use"]
    accept_only(curator)
    assert Origin.objects.get().entry_id == ours.pk


def test_readers_and_other_banks_are_told_where_it_came_from(client, other, bank, taken_over, curator):
    page = client.get(taken_over.get_absolute_url())
    assert "Based on an entry of" in page.text
    assert 'href="https://other.example"' in page.text
    answer = client.get(reverse("api:entry", args=[taken_over.uuid])).json()
    their = TheirEntry.objects.get().uuid
    assert answer["origins"] == [{"uuid": str(their), "bank": "Derbyshire", "address": "https://other.example"}]


def test_only_the_bank_that_we_took_it_over_from_is_linked_to_and_what_it_says_of_others_is_text(
    client, other, bank, helpline, curator
):
    strange = [
        (uuid4(), "<b>Call 0900</b>", "https://stranger.example"),
        (uuid4(), "Not what we call it", "https://third.example/"),
    ]
    Bank.objects.create(name="Cheshire", address="https://third.example")  # followed, and we have nothing of it
    stopped = Bank.objects.create(name="Gone", address="https://gone.example", state="stopped")
    strange.append((uuid4(), "Gone", stopped.address))
    other.publish(derived(helpline, *strange))
    read(bank, other)
    own = accept_only(curator)
    publish_by_hand(own)
    page = client.get(own.get_absolute_url()).text
    assert "“&lt;b&gt;Call 0900&lt;/b&gt;”, https://stranger.example, licensed" in page
    assert "“Not what we call it”, https://third.example, licensed" in page
    assert 'href="https://other.example" rel="noopener noreferrer">Derbyshire</a>' in page
    for address in ("https://stranger.example", "https://third.example", stopped.address):
        assert f'href="{address}' not in page


def test_an_entry_has_so_many_origins_and_no_more_whatever_a_bank_says(other, bank, helpline, curator):
    def from_others(number):
        return [(uuid4(), f"Bank {number} {one}", "https://stranger.example") for one in range(9)]

    own = accept_what_comes(other, bank, curator, derived(helpline, *from_others(1)))
    assert own.origins.count() == MOST_ORIGINS
    accept_what_comes(other, bank, curator, derived(partial(helpline, summary="New."), *from_others(2)))
    assert own.origins.count() == MOST_ORIGINS
    assert own.origins.filter(bank="Derbyshire").exists()


def test_where_we_have_it_from_takes_the_place_of_what_somebody_else_said_of_it(
    other, bank, helpline, curator, tmp_path
):
    hostile = OtherBank(tmp_path / "hostile", "https://hostile.example", "Hostile")
    theirs = partial(helpline, uuid=uuid4())
    other_uuid = helpline.keywords["uuid"]
    own = accept_what_comes(
        hostile, hostile.followed(), curator, derived(theirs, (other_uuid, "Derby", "https://stranger.example"))
    )
    other.publish(partial(helpline, summary="The first."))
    read(bank, other)
    accept_only(curator, names=["summary"])
    origin = own.origins.get(uuid=other_uuid)
    assert (origin.bank, origin.address, origin.accepted) == ("Derbyshire", other.address, True)


def test_whoever_copies_an_identifier_does_not_become_where_we_have_it_from(
    other, bank, helpline, curator, taken_over, tmp_path
):
    hostile = OtherBank(tmp_path / "hostile", "https://hostile.example", "Hostile")
    hostile.publish(partial(helpline, summary="Theirs."))
    read(hostile.followed(), hostile)
    accept_only(curator, names=["summary"])
    assert [(origin.bank, origin.address) for origin in taken_over.origins.all()] == [("Derbyshire", other.address)]


def test_banks_that_follow_each_other_give_nothing_back(
    other, bank, helpline, curator, taken_over, tmp_path, settings
):
    """First this database is the bank that took it over, then the one from which it came."""
    edit(taken_over, curator, title="Renamed", url="https://renamed.example/")
    follower = OtherBank(tmp_path / "follower", "https://follower.example", "The follower")
    follower.publish_what_is_here()
    Entry.objects.all().delete()
    helpline()
    settings.SITE_ADDRESS = other.address
    assert read(follower.followed(), follower) == "Nothing new for us."
    assert not Proposal.objects.exists()


def test_what_is_blanked_in_the_history_is_not_kept_here(other, bank, helpline, curator, taken_over):
    edit(taken_over, curator, summary="Our own words.")
    forget_versions(entry=taken_over)
    assert TheirEntry.objects.get().record == {}
    assert Proposal.objects.get().record == {}
    other.publish(partial(helpline, summary="Their new words."))
    read(bank, other)
    assert not any(part.ticked for part in parts().values())
    other.publish()
    read(bank, other)
    assert (only().what, only().title) == ("withdrawn", "Listening Line")

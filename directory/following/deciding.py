"""What curators do with a proposal: see it against what ours says now, accept what they tick of it, or refuse it.

What is decided is remembered as what theirs said then (`TheirEntry`): only what they say later is proposed again.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import locked, record_revision
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import model_of, record_of
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action
from directory.catalogue.usage import urgent_places
from directory.catalogue.workflow import may_edit
from directory.following.cases import case_of
from directory.following.models import Bank, Origin, Proposal, TheirEntry
from directory.following.reading.records import MOST_ORIGINS, Published
from directory.following.recognising import Ours
from directory.organisations.models import Organisation
from directory.taxonomy.models import District

DECIDE = "following.change_proposal"
State, What = Proposal.State, Proposal.What
RING = "Call the number first, and say how it answered: {}."
MOVED_ON = "Ours, or what they say, has changed since you opened this page. Look at it again."


@transaction.atomic
def accept(*, proposal, by, names=(), version, rang="", not_personal="", reason=""):
    """Make ours say what is ticked of it, or a draft of all of it. Raises ValidationError, and nothing is changed.

    `rang` says how a number answered, and `not_personal` is what somebody ticked of the texts. Of what they have
    withdrawn nothing follows but that somebody has looked at ours.
    """
    case = waiting(proposal, by, version)
    not_personal = case.ticked(names, not_personal)
    if problems := list(what_stands_in_the_way(case, by, names, rang, not_personal)):
        raise ValidationError(problems)
    proposal, own = case.proposal, case.entry
    if proposal.what != What.WITHDRAWN:
        own = changed(case, names, by, rang, not_personal) if own else new_draft(case, by, not_personal)
    remember(proposal, own)
    decide(proposal, State.ACCEPTED, by, entry_id=own.pk, rang=rang, reason=reason)
    return own


@transaction.atomic
def refuse(*, proposal, by, version, reason=""):
    """Leave ours as it is. The same words are not proposed again."""
    case = waiting(proposal, by, version)
    proposal = case.proposal
    linked = proposal.what in (What.CHANGED, What.WITHDRAWN)
    remember(proposal, case.entry if linked else None)
    decide(proposal, State.REFUSED, by, reason=reason)


def waiting(proposal, by, version):
    """The case, nobody else's until the transaction ends: the entry first, as everything locks it."""
    if not by.has_perm(DECIDE):
        raise PermissionDenied
    if proposal.entry_id:
        locked(proposal.entry)
    Bank.objects.select_for_update().get(pk=proposal.bank_id)
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("bank", "entry").filter(pk=proposal.pk)
    proposal = proposal.first()
    if proposal is None:
        raise ValidationError("They have taken this back since you opened the page.")
    if proposal.state != State.WAITING:
        raise ValidationError(f"This has been {proposal.get_state_display().lower()} already.")
    case = case_of(proposal)
    if version != case.version:
        raise ValidationError(MOVED_ON)
    return case


def what_stands_in_the_way(case, by, names, rang, not_personal):
    what, own = case.proposal.what, case.entry
    if own is None:
        yield from here_already(case.proposal)
    elif what != What.WITHDRAWN and case.taken(names) and not may_edit(by, own):
        yield "You cannot edit ours as it stands. If it is archived, change it back to a draft first."
    if what == What.CHANGED and case.parts and not case.taken(names):
        yield "Tick at least one change, or refuse this."
    if case.touches_numbers(names) and not rang.strip():
        yield RING.format("; ".join(case.numbers(names)) or "one that we have would go")
    if own is not None:
        yield from urgent_places.problems_of_change(own, case.ours, case.ours | case.after(names))
    yield from case.personal(names).problems(not_personal)


def here_already(proposal):
    """What somebody has added meanwhile, here or from another bank, is not added a second time."""
    theirs = Published(proposal.uuid, Kind(proposal.kind), proposal.record, "", proposal.origins, is_national=True)
    ours = Ours(proposal.bank)
    twin = ours.twin(theirs)
    if twin or ours.came_by_another_way(theirs):
        title = Entry.objects.get(pk=twin.pk).title if twin else "It"
        yield f"“{title}” is here by now ({twin.why})." if twin else "It is here by now, by way of another bank."


def changed(case, names, by, rang, not_personal):
    """Ours, saying what was ticked too. It stays where it is on its way to readers."""
    own, taken = case.entry, case.taken(names)
    if taken:
        apply_record(own, record_of(own) | case.after(names))
        why = f"{where_from(case.proposal)} {rang_words(rang)}".strip()
        record_revision(
            entry=own, action=Action.EDITED, by=by, why=why, not_personal=case.personal(names).digest and not_personal
        )
        note_origins(case.proposal, own)
    return own


def new_draft(case, by, not_personal):
    """A draft like any other: it waits for somebody's review, and says that its facts are being checked."""
    proposal, model = case.proposal, model_of(case.proposal.kind)
    own = model(title=proposal.title, created_by=by, source=f"{proposal.bank}: {proposal.page}"[:300])
    own.note = note_of(case)
    if isinstance(own, Organisation):
        own.scope = Organisation.Scope.NATIONAL
    save_entry(entry=own)
    apply_record(own, record_of(own) | case.theirs | {"districts": [District.NATIONAL]})
    digest = case.personal(()).digest and not_personal
    record_revision(entry=own, action=Action.CREATED, by=by, why=where_from(proposal), not_personal=digest)
    note_origins(proposal, own)
    return own


def note_of(case):
    """For curators: what did not come along."""
    lines = [f"Taken over from {case.proposal.bank} ({case.proposal.bank.address})."]
    lines += [f"Not here, so left out. {line}." for line in case.missing]
    return "\n".join(lines)


def where_from(proposal):
    return f"From the bank “{proposal.bank}” ({proposal.bank.address}), accepted."


def rang_words(rang):
    return f"Called the number, which answered: {rang.strip()}." if rang.strip() else ""


def note_origins(proposal, own):
    """Readers are told where it came from, and so are banks that follow ours.

    The nearest we know, unless it has the identifier of what we have from another bank. The others are what that bank
    says: they take the place of none, and there is an end to them.
    """
    nearest = {"bank": proposal.bank.name, "address": proposal.bank.address, "accepted": True}
    if not TheirEntry.objects.exclude(bank=proposal.bank).filter(entry=own.pk, uuid=proposal.uuid).exists():
        Origin.objects.update_or_create(entry_id=own.pk, uuid=proposal.uuid, defaults=nearest)
    known = set(Origin.objects.filter(entry_id=own.pk).values_list("uuid", flat=True))
    further = {UUID(uuid): {"bank": bank, "address": address} for uuid, bank, address in proposal.origins}
    new = [uuid for uuid in further if uuid not in known][: max(0, MOST_ORIGINS - len(known))]
    for uuid in new:  # each by itself: receivers hear of it
        Origin.objects.create(entry_id=own.pk, uuid=uuid, **further[uuid])


def remember(proposal, own):
    """What theirs says now was decided on. Of what is withdrawn, what it said stays."""
    said = {"gone": True} if proposal.what == What.WITHDRAWN else {"record": proposal.record, "gone": False}
    TheirEntry.objects.update_or_create(
        bank=proposal.bank,
        uuid=proposal.uuid,
        defaults={"kind": proposal.kind, "entry_id": own and own.pk, **said},
        create_defaults={"kind": proposal.kind, "entry_id": own and own.pk, "record": proposal.record, **said},
    )


def decide(proposal, state, by, **said):
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    for name, value in said.items():
        setattr(proposal, name, value.strip() if isinstance(value, str) else value)
    proposal.save()

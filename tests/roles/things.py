"""One of everything that an address can name, all of it somebody else's, and the addresses of it."""

import re
from datetime import timedelta
from uuid import uuid4

from django.apps import apps
from django.contrib.auth.models import Group
from django.utils import timezone

from directory.catalogue.actions.history import record_check
from directory.catalogue.actions.versions import keep_what_was
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import record_of
from directory.catalogue.working_copies.actions import begin
from directory.correspondence.models import Email
from directory.curation.models import BulkEdit
from directory.exchange.models import ImportBatch, Upload
from directory.following.models import Bank, Proposal
from directory.freshness.models import Link
from directory.inbox.models import Message
from directory.insight.models import PlannedGap, SearchedPhrase
from directory.networks.models import Meeting, Network
from directory.notices.models import EmailChoices
from directory.owners.changes.named_fields import said_by
from directory.owners.models import AddressLink, ConfirmationLink, Owner, ProposedChange
from directory.quality.models import Assessment, ReviewInvitation
from directory.resources.models import Pick
from directory.search.documents.index_writer import batched_updates
from directory.search.documents.models import SynonymGroup
from directory.shortlist.models import Item, Shortlist
from directory.staff.models import SignIn, UnsentForm
from directory.subscriptions.models import Subscription
from directory.taxonomy.models import GlossaryTerm, KeyStage, Topic
from directory.topics.models import AuditArea, Collection, Hub
from directory.who_to_call.models import Need
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import app_of

KINDS = ("resources", "organisations", "training", "casestudies", "guidance")
MAKERS = dict(
    zip(KINDS, (make_resource, make_organisation, make_course, make_case_study, make_guidance), strict=True)
)
VOCABULARIES = [
    f"taxonomy_{name}"
    for name in (
        "ability audience cost deliverymode district glossaryterm helpkind keystage place resourcekind rshestrand "
        "sector topic traininglevel yeargroup"
    ).split()
]
# What regular expressions name
OF_PATTERNS = {"app_label": "resources", "url": "nothing-such", "provider_id": "directory"}
QUESTIONS = {"admin:autocomplete": "?app_label=resources&model_name=resource&field_name=successor"}
VERSIONED = ("topics_", "networks_", "who_to_call_", "search_", "following_bank")


def one_of_everything():
    """Entries of every kind, published and drafts, and one of all else. By the name of its model in addresses."""
    author, curator = make_user("Contributor"), make_user("Curator")
    with batched_updates():
        published = {kind: make() for kind, make in MAKERS.items()}
        drafts = {kind: make(published=False, created_by=author) for kind, make in MAKERS.items()}
        for one in published.values():
            begin(entry=one, record=record_of(one), by=curator)
    things = {"published": published, "drafts": drafts, "checks": uuid4()}
    entry, soon = Entry.objects.get(pk=published["resources"].pk), timezone.now() + timedelta(days=9)
    record_check(entry=entry, on=timezone.localdate(), by=curator, batch=things["checks"])
    things |= what_curators_look_after(entry, soon) | what_staff_made(entry, author, curator)
    things |= what_is_open_by_a_secret(entry, soon)
    things["session"] = published["training"].sessions.create(starts_at=soon, ends_at=soon + timedelta(hours=1))
    keep_versions(things)
    return things


def what_curators_look_after(entry, soon):
    GlossaryTerm.objects.get_or_create(term="Consent", defaults={"definition": "Agreement."})
    topic = Topic.objects.get(code="consent")
    network = Network.objects.create(name="Leads", slug="leads", summary="They meet.")
    times = {"starts_at": soon, "ends_at": soon + timedelta(hours=1)}
    return {
        "search_synonymgroup": SynonymGroup.objects.create(phrases="boundaries"),
        "insight_plannedgap": PlannedGap.objects.create(topic=topic, plan="We will write one."),
        "insight_searchedphrase": SearchedPhrase.objects.create(words="boundaries"),
        "resources_pick": Pick.objects.create(topic=topic, key_stage=KeyStage.objects.first(), entry_id=entry.pk),
        "topics_hub": Hub.objects.get_or_create(topic=topic, defaults={"definition": "Agreement."})[0],
        "topics_collection": Collection.objects.create(title="Essentials", slug="essentials", summary="For leads."),
        "topics_auditarea": AuditArea.objects.create(title="Policy", questions="Is there one?"),
        "who_to_call_need": Need.objects.get_or_create(code="band")[0],
        "networks_network": network,
        "networks_meeting": Meeting.objects.create(network=network, theme=topic, **times),
    }


def what_staff_made(entry, author, curator):
    """Each for whoever may, or for one person alone."""
    return {
        "assessment": Assessment.objects.create(entry=entry, result="disputed"),
        "owners_owner": Owner.objects.create(entry=entry, email="office@example.org"),
        "owners_proposedchange": ProposedChange.objects.create(
            entry=entry, seen=said_by(entry.specific), wanted={"summary": "More."}
        ),
        **what_another_bank_sent(entry),
        "freshness_link": Link.objects.create(entry=entry, address="https://example.org/"),
        "curation_bulkedit": BulkEdit.objects.create(by=curator, what="Something"),
        "upload": Upload.objects.create(by=curator, kind="resource", name="a.csv", content=b""),
        "exchange_importbatch": ImportBatch.objects.create(
            by=curator, kind="resource", name="a.csv", rows=1, state="complete"
        ),
        "auth_user": author,
        "factor": app_of(author),
        "auth_group": Group.objects.get(name="Reviewer"),
        "staff_signin": SignIn.objects.create(what="signed_in", user=author),
        "notices_emailchoices": EmailChoices.objects.create(user=author),
        "correspondence_email": Email.objects.create(key="harm:1:1", to="a@example.org", subject="Something"),
        "unsent": UnsentForm.objects.create(user=author, path="/admin/", typed=[["title", "Mine"]]),
    }


def what_another_bank_sent(entry):
    bank = Bank.objects.create(name="Derbyshire", address="https://other.example")
    said = {"uuid": uuid4(), "kind": "resource", "title": "Theirs", "record": {}}
    proposal = Proposal.objects.create(bank=bank, entry=entry, what="withdrawn", rank=0, **said)
    return {"following_bank": bank, "following_proposal": proposal}


def what_is_open_by_a_secret(entry, soon):
    """For whoever has the address, and for nobody else."""
    shortlist = Shortlist.objects.create(title="For the staff room")
    Item.objects.create(shortlist=shortlist, entry=entry)
    sent = {"to": "dsl@school.example", "expires_at": soon}
    return {
        "list": shortlist,
        "inbox_message": Message.objects.create(purpose="suggestion", title="Something"),
        "invitation": ReviewInvitation.objects.create(entry=entry, role="dsl", **sent),
        "confirmation": ConfirmationLink.objects.create(entry=entry, **sent),
        "address": AddressLink.objects.create(entry=entry, new_email="new@example.org", **sent),
        "subscription": Subscription.objects.create(what="guidance", **sent),
    }


def keep_versions(things):
    """Of all that has any, so that there is one to restore."""
    for thing in (thing for name, thing in things.items() if name.startswith(VERSIONED)):
        keep_what_was(thing)
    for name in VOCABULARIES:
        keep_what_was(first_of(name))


def first_of(name):
    return apps.get_model("taxonomy", name.split("_")[1]).objects.order_by("pk").first()


# The addresses


def places(name, path, things):
    """{whose or which thing: address} of one pattern."""
    found = {}
    if name.endswith(":None"):  # by what it stands below
        name = "admin:" + "_".join(path.split("/")[1:3]) + "_"
    for which, values in choices(name, things).items():
        place = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda part: OF_PATTERNS[part[1]], path).replace(
            r"[\s\S]+", "nothing-such"
        )
        place = re.sub(r"<(?:\w+:)?(\w+)>", lambda part, values=values: str(values.get(part[1], "1")), place)
        found.setdefault("/" + re.sub(r"[\^$]", "", place) + QUESTIONS.get(name, ""), which)
    return {which: place for place, which in found.items()}


def choices(name, things):
    """{whose or which thing: what stands in the address}."""
    secrets = tokens_of(name, things)
    if secrets:
        return {which: {"token": token} for which, token in secrets.items()}
    return {state: values_of(name, things, things[state]) for state in ("published", "drafts")}


def tokens_of(name, things):
    room, _, page = name.partition(":")
    if room == "shortlist":
        tokens = {"to change": things["list"].token, "to read": things["list"].share, "by number": things["list"].pk}
    elif room == "owners" and page == "address":
        tokens = {"open": things["address"].token, "of another purpose": things["confirmation"].token}
    elif room == "owners" and page != "thanks":
        tokens = {"open": things["confirmation"].token, "of another purpose": things["address"].token}
    elif name == "quality:review":
        tokens = {"open": things["invitation"].token, "by number": things["invitation"].pk}
    elif name == "inbox:progress":
        tokens = {"open": things["inbox_message"].token, "by number": things["inbox_message"].pk}
    elif page in ("manage", "stop"):
        tokens = {"open": things["subscription"].token, "by number": things["subscription"].pk}
    else:
        tokens = {}
    return tokens


def values_of(name, things, entries):
    kind = next((kind for kind in KINDS if name.startswith((f"{kind}:", f"admin:{kind}_"))), "resources")
    if name.startswith("inbox:feedback_"):
        kind = name.removeprefix("inbox:feedback_")
    entry = entries[kind]
    thing = entry.pk
    for model in (*VOCABULARIES, *(part for part in things if f"_{part}_" in f"_{name.partition(':')[2]}")):
        if f":{model}_" in name:
            thing = (things.get(model) or first_of(model)).pk
    if name == "admin:owners_owner_entry":
        thing = entry.pk
    if "import_preview" in name or "import_matching" in name:
        thing = things["upload"].pk
    values = {
        "slug": entry.slug,
        "uuid": entry.uuid,
        "batch": things["checks"],
        "step": "publish",
        "task": "submit",
        "what": "renew",
        "number": things["invitation"].pk if "review_link" in name else 1,
        "uidb64": "MQ",
        "token": "set-password",
    }
    return dict.fromkeys(("pk", "object_id", "id"), thing) | values | elsewhere(name, things)


def elsewhere(name, things):
    """What stands in the addresses of things that are no entries."""
    room = name.partition(":")[0]
    network, meeting = things["networks_network"], things["networks_meeting"]
    if room == "networks" or name in ("inbox:learnt", "subscriptions:meetings"):
        return {"slug": network.slug, "pk": meeting.pk}
    if room in ("topics", "who_to_call") or name == "embeds:topic":
        return {"slug": "essentials" if name == "topics:collection" else "consent"}
    return {
        "embeds:directory": {"district": "tamworth"},
        "opendata:session_calendar": {"slug": things["published"]["training"].slug, "pk": things["session"].pk},
        "opendata:atom": {"what": "latest"},
        "opendata:rss": {"what": "latest"},
        "pages:sitemap": {"section": "organisations"},
        "api:topic": {"slug": "consent"},
        "api:vocabulary": {"name": "sectors"},
        "bulk:version": {"day": "latest"},
        "bulk:file": {"day": "latest", "name": "entries.csv"},
        "owners:thanks": {"answer": "yes"},
        "admin:unsent_form": {"pk": things["unsent"].pk},
        "remove_factor": {"pk": things["factor"].pk},
    }.get(name, {})

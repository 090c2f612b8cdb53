"""Every address is classified: who may open it and who may send to it. One that is not listed here fails.

The matrix walks Django's resolver, so a new address cannot be forgotten. For each cell, every role asks for the page
of something that it may see and of somebody else's draft, with GET and with POST.
"""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from directory.catalogue.actions.history import record_check
from directory.catalogue.actions.versions import keep_what_was
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import record_of
from directory.catalogue.working_copies.actions import begin
from directory.correspondence.models import Email
from directory.curation.models import BulkEdit
from directory.exchange.models import ImportBatch, Upload
from directory.freshness.models import Link
from directory.inbox.models import Message
from directory.insight.models import PlannedGap, SearchedPhrase
from directory.networks.models import Meeting, Network
from directory.notices.models import EmailChoices
from directory.owners.changes.named_fields import said_by
from directory.owners.models import Owner, ProposedChange
from directory.quality.models import Assessment, ReviewInvitation
from directory.resources.models import Pick
from directory.search.documents.index_writer import batched_updates
from directory.search.documents.models import SynonymGroup
from directory.shortlist.models import Shortlist
from directory.taxonomy.models import GlossaryTerm, KeyStage, Topic
from directory.topics.models import AuditArea, Collection, Hub
from directory.who_to_call.models import Need
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.people import ROLES, make_user
from tests.quick import some_of
from tests.signing_in import sign_in

KINDS = ("resources", "organisations", "training", "casestudies", "guidance")
EVERYBODY = {
    "pages:home",
    "pages:get_help_now",
    "pages:what_happens_if_i_tell",
    "pages:about",
    "pages:quality",
    "pages:accessibility",
    "pages:privacy",
    "pages:cookies",
    "pages:glossary",
    "pages:healthz",
    *(f"pages:{file}" for file in ("robots", "sitemap_index", "sitemap", "opensearch", "security")),
    "search:search",
    "search:suggestions",
    "search:opensearch_suggestions",
    "inbox:suggest",
    "inbox:thanks",
    "inbox:progress",
    "inbox:contribute",
    *(f"owners:{page}" for page in ("confirm", "change", "address", "thanks")),
    "inbox:learnt",
    "quality:review",
    *(
        f"pages:{page}"
        for page in (
            "my_setting",
            "remember_setting",
            "forget_setting",
            "who_do_i_call",
            "governors",
            "governors_pack",
            "governors_pdf",
            "timeline",
            "checklist",
        )
    ),
    *(f"easy:{page}" for page in ("index", "get_help_now", "who_do_i_call", "what_happens_if_i_tell")),
    *(f"embeds:{page}" for page in ("choose", "topic", "directory", "who_do_i_call")),
    "lessons:finder",
    "topics:topics",
    "topics:hub",
    "topics:collection",
    *(f"who_to_call:{page}" for page in ("hub_pdf", "incident_sheet", "incident_sheet_pdf")),
    "casestudies:compare",
    "casestudies:session",
    "open_referral:about",
    "open_referral:nothing",
    *(
        f"open_referral:{page}{slash}"
        for page in (
            *("description", "services", "service", "organizations", "organization", "service_at_locations"),
            *("service_at_location", "taxonomies", "taxonomy", "taxonomy_terms", "taxonomy_term"),
        )
        for slash in ("", "_slash")
    ),
    "organisations:card",
    *(f"bulk:{page}" for page in ("data", "version", "file")),
    *(f"api:{page}" for page in ("about", "openapi", "nothing", "entries", "entry", "counts", "changes", *KINDS)),
    *(
        f"api:{page}"
        for page in ("addresses", "topics", "topic", "vocabularies", "vocabulary", "training_dates", "meetings")
    ),
    "opendata:atom",
    "opendata:rss",
    "opendata:guidance_calendar",
    "opendata:training_calendar",
    "opendata:session_calendar",
    *(f"networks:{page}" for page in ("networks", "network", "network_agenda", "meeting", "agenda")),
    *(f"networks:{page}" for page in ("calendar", "network_calendar", "meeting_calendar")),
    *(f"networks:{page}" for page in ("agenda_pdf", "network_agenda_pdf", "meeting_pdf")),
    *(
        f"shortlist:{page}"
        for page in ("lists", "add", "list", "pack", "table", "plan", "plan_calendar", "directory", "directory_pdf")
    ),
    "shortlist:plan_pdf",
    *(f"subscriptions:{page}" for page in ("guidance", "new", "meetings", "sent", "manage", "stop")),
    *(f"insight:{page}" for page in ("impact", "report", "report_csv", "map", "map_csv", "gap")),
    *(f"search:{kind}" for kind in ("lessons", *KINDS)),
    *(f"{kind}:detail" for kind in KINDS),
    *(f"inbox:feedback_{kind}" for kind in KINDS),
}

# Who may open an address of the staff's. "own" is a contributor, for what is theirs or published; all else is closed.
C, E, R, K, A = ROLES
ENTRY_ROLES = {C, E, K}
ANY_STAFF = {C, E, R, K, A, "nobody"}
EVERY_ROLE = ["reader", "nobody", *ROLES]

ENTRY_MODELS = (
    "resources_resource",
    "organisations_organisation",
    "training_course",
    "casestudies_casestudy",
    "guidance_guidanceupdate",
)
VOCABULARIES = [
    f"taxonomy_{name}"
    for name in (
        "ability audience cost deliverymode district glossaryterm helpkind keystage place resourcekind rshestrand "
        "sector topic traininglevel yeargroup"
    ).split()
]

MATRIX = {
    **{f"{kind}:preview": ENTRY_ROLES | {R} for kind in KINDS},
    # Signing in and out: for everybody on the staff, whatever their rights.
    "admin:index": ANY_STAFF,
    "admin:login": ANY_STAFF | {"reader"},
    "admin:logout": ANY_STAFF | {"reader"},
    "admin:password_change": ANY_STAFF,
    "admin:password_change_done": ANY_STAFF,
    "admin:unsent_form": ANY_STAFF,
    **{
        name: ANY_STAFF | {"reader"}
        for name in (
            "admin_password_reset",
            "password_reset_done",
            "password_reset_confirm",
            "password_reset_complete",
        )
    },
    "account_login": ANY_STAFF | {"reader"},
    "mfa_authenticate": set(),  # only between the password and the desk
    "openid_connect_login": set(),  # only where the council's directory is set up: tests/staff/test_single_sign_on.py
    "openid_connect_callback": set(),
    "confirm": ANY_STAFF,
    "mfa_index": ANY_STAFF,
    "mfa_activate_totp": ANY_STAFF,
    "mfa_add_webauthn": ANY_STAFF,
    "new_recovery_codes": ANY_STAFF,
    "remove_factor": ANY_STAFF,  # only one's own
    "admin:jsi18n": ANY_STAFF,
    "admin:autocomplete": ENTRY_ROLES,
    "admin:app_list": ANY_STAFF,
    # Entries
    **{
        f"admin:{model}_{page}": ENTRY_ROLES
        for model in ENTRY_MODELS
        for page in ("changelist", "add", "change", "history", "versions")
    },
    **{f"admin:{model}_undo_checks": {K} for model in (*ENTRY_MODELS, "catalogue_entry")},
    **{f"admin:{model}_step": {K} for model in ENTRY_MODELS},  # that to publish; the others are below
    **{f"admin:{model}_restore": ENTRY_ROLES for model in ENTRY_MODELS},  # only what they may edit
    **{f"admin:{model}_delete": set() for model in (*ENTRY_MODELS, "catalogue_entry")},
    # A working copy of somebody else: a contributor has those of their own entries only
    **{f"admin:{model}_{page}": {E, K} for model in ENTRY_MODELS for page in ("copy", "copy_edit", "copy_preview")},
    **{f"admin:{model}_copy_step": {K} for model in ENTRY_MODELS},
    "admin:catalogue_entry_changelist": ENTRY_ROLES | {R},
    "admin:catalogue_entry_history": ENTRY_ROLES,
    "admin:catalogue_entry_change": ENTRY_ROLES,
    "admin:catalogue_entry_add": set(),
    **{
        f"admin:catalogue_entry_{page}": {K}
        for page in (
            "settle",
            "invite",
            "review_link",
            "check_next",
            "check",
            "check_undo",
            "bulk",
            "many_steps",
            "import",
            "import_template",
            "export",
        )
    },
    **{f"admin:catalogue_entry_{page}": ENTRY_ROLES for page in ("add_from_address", "add_proposed")},
    "admin:catalogue_entry_quality": {R, K},
    "admin:catalogue_entry_check_links": ENTRY_ROLES,  # only what they may edit
    **{f"admin:exchange_importbatch_{page}": {K} for page in ("changelist", "change", "history", "do")},
    **{f"admin:exchange_importbatch_{page}": set() for page in ("add", "delete")},
    "admin:exchange_importbatch_left_out": set(),  # for nobody but whoever made it
    "admin:catalogue_entry_import_preview": set(),  # an upload is seen by nobody but whoever made it
    "admin:catalogue_entry_import_matching": set(),
    # What curators look after
    **{f"admin:{name}_{page}": {K} for name in VOCABULARIES for page in ("changelist", "add", "change", "history")},
    **{f"admin:{name}_delete": set() for name in VOCABULARIES},
    "admin:taxonomy_topic_merge": {K},
    "admin:taxonomy_topic_separate": {K},
    **{f"admin:search_synonymgroup_{page}": {K} for page in ("changelist", "add", "change", "history", "delete")},
    **{
        f"admin:{name}_{page}": {K}
        for name in ("curation_bulkedit", "freshness_link", "inbox_message")
        for page in ("changelist", "change", "history")
    },
    **{
        f"admin:{name}_{page}": set()
        for name in ("curation_bulkedit", "freshness_link", "inbox_message")
        for page in ("add", "delete")
    },
    **{f"admin:curation_bulkedit_{page}": {K} for page in ("report", "undo")},
    **{f"admin:insight_searchedphrase_{page}": {K} for page in ("changelist", "change", "history")},
    **{f"admin:insight_searchedphrase_{page}": set() for page in ("add", "delete")},
    **{f"admin:insight_plannedgap_{page}": {K} for page in ("changelist", "add", "change", "history", "delete")},
    **{f"admin:owners_owner_{page}": {K} for page in ("changelist", "change", "history", "entry", "ask", "propose")},
    **{f"admin:owners_proposedchange_{page}": {K} for page in ("changelist", "change", "history", "decide", "amend")},
    **{f"admin:owners_{name}_{page}": set() for name in ("owner", "proposedchange") for page in ("add", "delete")},
    "admin:inbox_message_answer": {K},
    "admin:inbox_message_draft": {K},
    **{
        f"admin:topics_{name}_{page}": {K}
        for name in ("hub", "auditarea", "collection")
        for page in ("changelist", "add", "change", "history")
    },
    **{f"admin:topics_{name}_delete": set() for name in ("hub", "auditarea")},
    **{
        f"admin:{name}_{page}": {K}
        for name in (
            *VOCABULARIES,
            "topics_hub",
            "topics_auditarea",
            "topics_collection",
            "search_synonymgroup",
            "who_to_call_need",
        )
        for page in ("versions", "restore")
    },
    **{
        f"admin:networks_{name}_{page}": {E, K} for name in ("network", "meeting") for page in ("versions", "restore")
    },
    "admin:topics_collection_delete": {K},
    **{f"admin:resources_pick_{page}": {K} for page in ("changelist", "add", "change", "history", "delete")},
    **{f"admin:who_to_call_need_{page}": {K} for page in ("changelist", "change", "history")},
    **{f"admin:who_to_call_need_{page}": set() for page in ("add", "delete")},
    # What editors look after too
    **{
        f"admin:networks_{name}_{page}": {E, K}
        for name in ("network", "meeting")
        for page in ("changelist", "add", "change", "history")
    },
    **{f"admin:networks_{name}_delete": set() for name in ("network", "meeting")},
    # Email
    "admin:notices_emailchoices_mine": ANY_STAFF,
    **{f"admin:notices_emailchoices_{page}": set() for page in ("changelist", "add", "change", "history", "delete")},
    **{f"admin:correspondence_email_{page}": {K, A} for page in ("changelist", "change", "history")},
    **{f"admin:correspondence_email_{page}": set() for page in ("add", "delete")},
    # Accounts
    **{f"admin:auth_user_{page}": {A} for page in ("changelist", "add", "change", "history")},
    "admin:auth_user_password_change": {A},
    "admin:auth_user_delete": set(),
    **{f"admin:auth_group_{page}": {A} for page in ("changelist", "change", "history")},
    **{f"admin:auth_group_{page}": set() for page in ("add", "delete")},
}
MATRIX["admin:taxonomy_glossaryterm_delete"] = set()
SESSION = settings.SESSION_COOKIE_NAME
NAMELESS = {"admin:None"}  # the admin's own redirects and its page for what is not there

MAKERS = {
    "resources": make_resource,
    "organisations": make_organisation,
    "training": make_course,
    "casestudies": make_case_study,
    "guidance": make_guidance,
}


def patterns(resolver, namespace="", path=""):
    """(name with its namespace, path) of every pattern."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", f"{path}{pattern.pattern}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, inner, f"{path}{pattern.pattern}")


def test_every_address_is_classified():
    names = {name for name, _ in patterns(get_resolver())}
    assert names - NAMELESS == EVERYBODY | MATRIX.keys()


@pytest.fixture
def things(db):
    return one_of_everything()


def one_of_everything():
    """What an address can name: entries of every kind, published, drafts of somebody else, and one of all else."""
    author, curator = make_user("Contributor"), make_user("Curator")
    with batched_updates():
        published = {kind: make() for kind, make in MAKERS.items()}
        drafts = {kind: make(published=False, created_by=author) for kind, make in MAKERS.items()}
        for one in published.values():
            begin(entry=one, record=record_of(one), by=curator)
    entry = published["resources"]
    GlossaryTerm.objects.get_or_create(term="Consent", defaults={"definition": "Agreement."})
    topic = Topic.objects.get(code="consent")
    network = Network.objects.create(name="Leads", slug="leads", summary="They meet.")
    starts = timezone.now() + timedelta(days=9)
    meeting = Meeting.objects.create(
        network=network, theme=topic, starts_at=starts, ends_at=starts + timedelta(hours=1)
    )
    checks = uuid4()
    record_check(entry=entry.entry_ptr, on=timezone.localdate(), by=curator, batch=checks)
    found = {
        "published": published,
        "checks": checks,
        "drafts": drafts,
        "assessment": Assessment.objects.create(entry=Entry.objects.get(pk=entry.pk), result="disputed"),
        "invitation": ReviewInvitation.objects.create(
            entry=Entry.objects.get(pk=entry.pk), to="dsl@school.example", role="dsl", expires_at=starts
        ),
        "search_synonymgroup": SynonymGroup.objects.create(phrases="boundaries"),
        "message": Message.objects.create(purpose="suggestion", title="Something"),
        "owners_owner": Owner.objects.create(entry_id=entry.pk, email="office@example.org"),
        "owners_proposedchange": ProposedChange.objects.create(
            entry_id=entry.pk, seen=said_by(entry), wanted={"summary": "More."}
        ),
        "link": Link.objects.create(entry=Entry.objects.get(pk=entry.pk), address="https://example.org/"),
        "edit": BulkEdit.objects.create(by=curator, what="Something"),
        "upload": Upload.objects.create(by=curator, kind="resource", name="a.csv", content=b""),
        "batch": ImportBatch.objects.create(by=curator, kind="resource", name="a.csv", rows=1, state="complete"),
        "user": author,
        "insight_plannedgap": PlannedGap.objects.create(topic=topic, plan="We will write one."),
        "insight_searchedphrase": SearchedPhrase.objects.create(words="boundaries"),
        "resources_pick": Pick.objects.create(topic=topic, key_stage=KeyStage.objects.first(), entry=entry),
        "topics_hub": Hub.objects.get_or_create(topic=topic, defaults={"definition": "Agreement."})[0],
        "topics_collection": Collection.objects.create(title="Essentials", slug="essentials", summary="For leads."),
        "topics_auditarea": AuditArea.objects.create(title="Policy", questions="Is there one?"),
        "who_to_call_need": Need.objects.get_or_create(code="band")[0],
        "notices_emailchoices": EmailChoices.objects.create(user=author),
        "correspondence_email": Email.objects.create(key="harm:1:1", to="a@example.org", subject="Something"),
        "networks_network": network,
        "networks_meeting": meeting,
    }
    keep_versions(found)
    return found


def keep_versions(things):
    """Of all that has any, so that there is one to restore."""
    versioned = ("topics_", "networks_", "who_to_call_", "search_")
    for thing in (thing for name, thing in things.items() if name.startswith(versioned)):
        keep_what_was(thing)
    for name in VOCABULARIES:
        keep_what_was(apps.get_model("taxonomy", name.split("_")[1]).objects.order_by("pk").first())


BY_NAME = (
    "owners_",
    "resources_pick",
    "topics_",
    "networks_",
    "insight_",
    "who_to_call_",
    "notices_",
    "correspondence_",
    "search_",
)


def address(name, path, things, state):
    """The path with something that is there in the place of each parameter."""
    kind = next((kind for kind in KINDS if name.startswith((f"{kind}:", f"admin:{kind}_"))), "resources")
    entry = things[state][kind]
    thing = entry.pk
    for part, pk in {
        "taxonomy_": None,
        "curation_bulkedit": things["edit"].pk,
        "exchange_importbatch": things["batch"].pk,
        "freshness_link": things["link"].pk,
        "inbox_message": things["message"].pk,
        "auth_user": things["user"].pk,
        "auth_group": 1,
        **{part: thing.pk for part, thing in things.items() if part.startswith(BY_NAME)},
    }.items():
        if part in name:
            thing = pk if pk is not None else first_of(name)
    if name == "admin:owners_owner_entry":
        thing = entry.pk
    if "import_preview" in name or "import_matching" in name:
        thing = things["upload"].pk
    if "undo_checks" in name:
        thing = things["checks"]
    values = {
        "slug:slug": entry.slug,
        "slug:step": "publish",
        "slug:task": "submit",
        "int:content_type_id": 1,
        "slug:token": "x",
        "slug:what": "renew",
        "int:number": things["invitation"].pk if "review_link" in name else 1,
    }
    path = re.sub(r"<([^>]+)>", lambda found: str(values.get(found[1], thing)), path)
    path = re.sub(r"\(\?P<app_label>[^)]*\)", "resources", path)
    return "/" + re.sub(r"[\^$]", "", path)


def first_of(name):
    return apps.get_model("taxonomy", name.split("_")[1]).objects.order_by("pk").first().pk


def refused(response):
    """Sent to the front door, told no, or told that nothing is there."""
    if response.status_code in (403, 404, 405):
        return True
    return response.status_code == 302 and "/login/" in response.headers["Location"]


def gone_to_the_desk(response):
    """The admin's way of saying that there is no such thing for this person."""
    return response.status_code == 302 and response.headers["Location"] in ("/admin/", "/admin")


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", EVERY_ROLE)
def test_role_matrix(client, things, role, django_user_model):
    """For every address: GET and POST, of what is published and, where it names an entry, of another's draft."""
    wrong, asked = [], 0
    user = None if role == "reader" else make_user(None if role == "nobody" else role)
    classified = [(name, path) for name, path in patterns(get_resolver()) if name in MATRIX]
    for name, path in some_of(classified, EVERY_ROLE.index(role)):
        places = {state: address(name, path, things, state) for state in ("published", "drafts")}
        if places["drafts"] == places["published"]:
            del places["drafts"]  # it names no entry
        for state, place in places.items():
            for method in ("get", "post"):
                if user and SESSION not in client.cookies:
                    sign_in(client, user)
                response = getattr(client, method)(place)
                asked += 1
                if name in {"admin:logout", "admin:login", "admin:password_change"}:
                    client.cookies.clear()  # the next address is asked for by somebody signed in afresh
                if response.status_code >= 500:
                    wrong.append((name, state, method, response.status_code))
                allowed = role in MATRIX[name] and not hidden(name, role, state)
                shut = refused(response) or gone_to_the_desk(response)
                if not allowed and not shut:
                    wrong.append((name, state, method, "open", response.status_code))
                if allowed and method == "get" and shut and not closed_all_the_same(name, role, state):
                    wrong.append((name, state, method, "shut", response.status_code))
    print(f"{role}: {asked} requests")
    assert not wrong, "\n".join(map(str, wrong))


def hidden(name, role, state):
    """A contributor's rights end where another's draft begins."""
    of_an_entry = name.endswith((":preview", "_change", "_history", "_versions", "_step", "_restore", "_check_links"))
    of_entries = (
        name.startswith(tuple(f"admin:{model}" for model in (*ENTRY_MODELS, "catalogue_entry"))) or "preview" in name
    )
    if role == R:
        return state == "drafts" and (name.endswith(":preview") or name == "admin:catalogue_entry_quality")
    return role == C and state == "drafts" and of_an_entry and of_entries


def closed_all_the_same(name, role, state):
    """Open to this role in general, and not in the state that the things of this test are in."""
    if name in {
        "admin:logout",  # POST only
        "admin:unsent_form",  # only one's own
        "admin:freshness_link_change",  # a link goes with its address, which another page here changes
        "admin:freshness_link_history",
        "admin:autocomplete",  # asks for what to complete
        "remove_factor",
        "admin:catalogue_entry_bulk",
        "admin:catalogue_entry_add_proposed",  # POST only
        "admin:inbox_message_draft",
        "admin:app_list",
        "admin:catalogue_entry_settle",
        "admin:catalogue_entry_review_link",  # that of the entry which is published
        "admin:catalogue_entry_history",
        "admin:catalogue_entry_change",
        "admin:login",
        "account_login",  # the same page, by the name that allauth knows
    }:
        return True
    if "_copy" in name and state == "drafts":
        return True  # what readers cannot see has no working copy
    if name.endswith(("_restore", "_check_links")):
        return role in (C, E) and state == "published"
    return False


# Cells that the walk cannot tell apart


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "step", "state", "allowed"),
    [
        (C, "submit", "draft", False),  # somebody else's
        (E, "submit", "draft", True),
        (K, "submit", "draft", True),
        *((role, "withdraw", "in_review", False) for role in (C, E, K)),  # somebody else sent it
        (C, "unpublish", "published", False),
        (E, "unpublish", "published", True),
        (K, "unpublish", "published", True),
        *((role, step, "in_review", role == K) for role in (C, E, K) for step in ("publish", "send_back", "archive")),
        *((role, "archive", "published", role == K) for role in (C, E, K)),
        *((role, "reopen", "archived", role == K) for role in (C, E, K)),
    ],
)
def test_step_is_taken_by(client, role, step, state, allowed):
    entry = make_resource(created_by=make_user("Contributor"))
    Entry.objects.filter(pk=entry.pk).update(state=state)
    sign_in(client, make_user(role))
    client.post(reverse("admin:resources_resource_step", args=[entry.pk, step]), {"why": "A good reason"})
    assert (Entry.objects.get(pk=entry.pk).state != state) == allowed


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("whose", ["own", "another's"])
@pytest.mark.parametrize("state", ["draft", "in_review", "published", "archived"])
def test_entry_is_edited_by(client, role, whose, state):
    user = make_user(role)
    entry = make_resource("As it was", created_by=user if whose == "own" else make_user("Editor"))
    Entry.objects.filter(pk=entry.pk).update(state=state)
    sign_in(client, user)
    page = reverse("admin:resources_resource_change", args=[entry.pk])
    form = client.get(page).context
    if form and "adminform" in form:
        fields = form["adminform"].form.initial
        data = {name: value for name, value in fields.items() if value not in (None, "", [], False)}
        data = {
            name: [item.pk for item in value] if isinstance(value, list) else value for name, value in data.items()
        }
        client.post(page, {**data, "title": "Changed", "version": entry.version})
    else:
        client.post(page, {"title": "Changed"})
    may = {
        C: state == "draft" and whose == "own",
        E: state == "draft",
        R: False,
        K: state != "archived",
        A: False,
    }[role]
    assert (Entry.objects.get(pk=entry.pk).title == "Changed") == may


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("where", "action"),
    [
        ("admin:resources_resource_changelist", "publish_selected"),
        ("admin:resources_resource_changelist", "checked_today"),
        ("admin:catalogue_entry_changelist", "bulk_edit"),
        ("admin:catalogue_entry_changelist", "ask_owners"),
        ("admin:catalogue_entry_changelist", "propose_owners"),
    ],
)
def test_list_actions_are_for_curators(client, role, where, action):
    entry = make_resource(published=False, created_by=make_user("Editor"))
    Entry.objects.filter(pk=entry.pk).update(state="in_review")
    before = Entry.objects.values().get(pk=entry.pk)
    sign_in(client, make_user(role))
    data = {"action": action, "_selected_action": [entry.pk], "confirm": "yes" if action == "checked_today" else ""}
    response = client.post(reverse(where), data)
    if role == K:
        assert response.status_code in (200, 302)
        assert action != "checked_today" or Entry.objects.values().get(pk=entry.pk) != before
    else:
        assert Entry.objects.values().get(pk=entry.pk) == before
        shown = ("Show what would change", "Left out", "None of the", "Approve and publish: 1 entry")
        assert all(words not in response.text for words in shown)


@pytest.mark.django_db
def test_autocomplete_names_no_draft_of_somebody_else_to_a_contributor(client):
    make_resource("Secret draft", published=False, created_by=make_user("Editor"))
    make_resource("Secret no more")
    question = {"app_label": "resources", "model_name": "resource", "field_name": "successor", "term": "secret"}
    found = {}
    for role in (C, E):
        client.logout()
        answer = sign_in(client, make_user(role)).get(reverse("admin:autocomplete"), question).json()
        found[role] = {item["text"] for item in answer["results"]}
    assert found == {C: {"Secret no more"}, E: {"Secret draft", "Secret no more"}}


@pytest.mark.django_db
def test_no_form_names_a_draft_of_somebody_else_to_a_contributor(client):
    secret = make_resource("Zebrafish", published=False, created_by=make_user("Editor"))
    provider = make_organisation("Zebrafish Trust", published=False, created_by=make_user("Editor"))
    sign_in(client, make_user("Contributor"))
    for kind, sent in (
        ("resources_resource", {"successor": secret.pk, "cites": [secret.pk], "follows": [secret.pk]}),
        ("training_course", {"provider": provider.pk}),
        ("guidance_guidanceupdate", {"related_resource": secret.pk}),
    ):
        response = client.post(reverse(f"admin:{kind}_add"), {"title": "Mine", **sent})
        assert response.status_code == 200
        assert "Zebrafish" not in response.text


@pytest.mark.django_db
def test_lists_show_a_contributor_their_own_drafts_and_what_is_published(client):
    user = make_user("Contributor")
    make_resource("Mine", published=False, created_by=user)
    make_resource("Another's", published=False, created_by=make_user("Contributor"))
    make_resource("Everybody's")
    sign_in(client, user)
    for name in ("resources_resource", "catalogue_entry"):
        listed = client.get(reverse(f"admin:{name}_changelist")).context["cl"].queryset
        assert {entry.title for entry in listed} == {"Mine", "Everybody's"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, *ROLES])
def test_no_address_of_the_admin_leads_to_a_readers_list_or_anothers_draft(client, role):
    """Django's own `r/<content type>/<id>/` would tell both to anybody who has signed in."""
    shortlist = Shortlist.objects.create(title="Ours")
    draft = make_resource("Secret draft", published=False, created_by=make_user("Editor"))
    sign_in(client, make_user(role))
    for thing in (shortlist, draft, draft.entry_ptr):
        kind = ContentType.objects.get_for_model(thing)
        response = client.get(f"/admin/r/{kind.pk}/{thing.pk}/")
        assert response.status_code in (302, 404)
        assert {shortlist.token, shortlist.share, draft.slug}.isdisjoint(
            re.split(r"[/?=]", response.get("Location", ""))
        )


@pytest.mark.django_db
def test_whoever_may_see_an_entry_finds_its_page_from_the_admin(client, things):
    sign_in(client, make_user("Curator"))
    for name in ("networks_network", "networks_meeting", "topics_collection", "topics_hub"):
        page = client.get(reverse(f"admin:{name}_change", args=[things[name].pk]))
        assert f'href="{things[name].get_absolute_url()}"' in page.text
    entry = things["published"]["resources"]
    for name in ("resources_resource", "catalogue_entry"):
        page = client.get(reverse(f"admin:{name}_change", args=[entry.pk]))
        assert f'href="{entry.get_absolute_url()}"' in page.text


def test_every_kind_has_a_feedback_page():
    assert {f"inbox:feedback_{kind.namespace}" for kind in Kind} <= EVERYBODY

"""Every address is classified: who may open it and who may send to it. One that is not listed here fails.

What each of them answers to whom, exactly, stands in `roles/statuses.txt`; `roles/test_role_matrix.py` asks them all.
"""

import pytest
from django.urls import reverse

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from tests.factories import make_organisation, make_resource
from tests.people import ROLES, make_user
from tests.roles.table import ENTRY_MODELS, patterns
from tests.roles.things import KINDS, VOCABULARIES, one_of_everything
from tests.signing_in import sign_in

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
    "admin:autocomplete": ENTRY_ROLES | {R},  # only of what they see in the list of entries
    "admin:app_list": ENTRY_ROLES,  # that of resources
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
    **{
        f"admin:following_bank_{page}": {K}
        for page in ("changelist", "add", "change", "history", "versions", "restore")
    },
    **{f"admin:following_proposal_{page}": {K} for page in ("changelist", "change", "history", "decide")},
    **{f"admin:following_{page}": set() for page in ("bank_delete", "proposal_add", "proposal_delete")},
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
    **{f"admin:staff_signin_{page}": {A} for page in ("changelist", "change", "history")},
    **{f"admin:staff_signin_{page}": set() for page in ("add", "delete")},
}
MATRIX["admin:taxonomy_glossaryterm_delete"] = set()
NAMELESS = {"admin:None"}  # the admin's own redirects and its page for what is not there


def test_every_address_is_classified():
    names = {name for name, _ in patterns()}
    assert names - NAMELESS == EVERYBODY | MATRIX.keys()


@pytest.fixture
def things(db):
    return one_of_everything()


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
def test_autocomplete_names_no_draft_of_somebody_else_to_a_contributor_or_a_reviewer(client):
    make_resource("Secret draft", published=False, created_by=make_user("Editor"))
    make_resource("Secret no more")
    question = {"app_label": "resources", "model_name": "resource", "field_name": "successor", "term": "secret"}
    found = {}
    for role in (C, R, E):
        client.logout()
        answer = sign_in(client, make_user(role)).get(reverse("admin:autocomplete"), question).json()
        found[role] = {item["text"] for item in answer["results"]}
    assert found == {C: {"Secret no more"}, R: {"Secret no more"}, E: {"Secret draft", "Secret no more"}}


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

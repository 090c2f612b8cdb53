"""Who may do what: the roles, as groups. Editors hold all that contributors do, and curators all that editors and
reviewers do.

Which entries a permission reaches is said in `catalogue.workflow`: a contributor's "change" means their own drafts.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions

KINDS = (
    "resources.resource",
    "organisations.organisation",
    "training.course",
    "casestudies.casestudy",
    "guidance.guidanceupdate",
)

VOCABULARIES = (
    "ability audience cost deliverymode district glossaryterm helpkind keystage place resourcekind rshestrand "
    "sector topic traininglevel yeargroup"
).split()


def permissions(models, *verbs):
    """ "app.verb_model" for each of `models`, given as "app.model"."""
    return {f"{app}.{verb}_{model}" for app, model in (name.split(".") for name in models) for verb in verbs}


CONTRIBUTOR = permissions(KINDS, "view", "add", "change") | {"catalogue.view_entry"}

EDITOR = (
    CONTRIBUTOR
    | {"catalogue.edit_any_draft", "catalogue.unpublish_entry"}
    | permissions(["networks.network", "networks.meeting"], "view", "add", "change")
)

# No kind of entry: what they see of one is its public page, and what was said of its quality.
REVIEWER = {"catalogue.view_entry", "catalogue.assure_entry"}

CURATOR = (
    EDITOR
    | REVIEWER
    | permissions(["catalogue.entry"], "review", "bulk_edit", "import", "export")
    | permissions([f"taxonomy.{name}" for name in VOCABULARIES], "view", "add", "change")
    | permissions(["search.synonymgroup"], "view", "add", "change", "delete")
    | permissions(["topics.hub", "topics.auditarea"], "view", "add", "change")
    | permissions(
        ["topics.collection", "topics.step", "topics.hubcontact", "topics.item"], "view", "add", "change", "delete"
    )
    | permissions(["resources.pick"], "view", "add", "change", "delete")
    | permissions(["who_to_call.need"], "view", "change")
    | permissions(["who_to_call.contact"], "view", "add", "change", "delete")
    | permissions(["inbox.message", "freshness.link", "quality.assessment"], "view", "change")
    | permissions(["quality.reviewinvitation"], "view", "add", "change")
    | permissions(["owners.owner", "owners.proposedchange", "following.proposal"], "view", "change")
    | permissions(["following.bank"], "view", "add", "change")
    | permissions(["curation.bulkedit", "exchange.importbatch"], "view")
    | permissions(["insight.searchedphrase"], "view", "change")
    | permissions(["correspondence.email"], "view", "change")
    | permissions(["insight.plannedgap"], "view", "add", "change", "delete")
)

ADMINISTRATOR = (
    permissions(["auth.user"], "view", "add", "change")
    | {"auth.view_group", "staff.view_signin"}
    | permissions(["correspondence.email"], "view", "change")
)
ROLES = {
    "Contributor": CONTRIBUTOR,
    "Editor": EDITOR,
    "Reviewer": REVIEWER,
    "Curator": CURATOR,
    "Administrator": ADMINISTRATOR,
}


def grant(using="default", **kwargs):
    """Give each role just what stands here. Runs after every migration, once all permissions can be there."""
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    wanted = {name.split(".")[0] for held in ROLES.values() for name in held}
    for label in sorted(wanted):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    known = {
        f"{item.content_type.app_label}.{item.codename}": item
        for item in permission.objects.using(using).select_related("content_type")
    }
    for role, names in ROLES.items():
        group.objects.using(using).get_or_create(name=role)[0].permissions.set(known[name] for name in names)

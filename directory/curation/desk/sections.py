"""What the admin's lists are for, in the words of those who work with them: a section for a job, not for an app."""

SECTIONS = {
    "Entries": (
        "catalogue.Entry",
        "resources.Resource",
        "organisations.Organisation",
        "training.Course",
        "casestudies.CaseStudy",
        "guidance.GuidanceUpdate",
    ),
    "What people send us": ("inbox.Message", "owners.ProposedChange", "following.Proposal"),
    "Many at once": ("exchange.ImportBatch", "curation.BulkEdit"),
    "Keeping it right": ("freshness.Link", "owners.Owner", "following.Bank"),
    "What pages say": (
        "topics.Hub",
        "who_to_call.Need",
        "topics.Collection",
        "resources.Pick",
        "topics.AuditArea",
        "networks.Network",
        "networks.Meeting",
        "insight.PlannedGap",
    ),
    "Words that are searched": (
        "taxonomy.Topic",
        "search.SynonymGroup",
        "insight.SearchedPhrase",
        "taxonomy.Place",
        "taxonomy.GlossaryTerm",
    ),
    "Lists to choose from": (
        "taxonomy.Sector",
        "taxonomy.KeyStage",
        "taxonomy.YearGroup",
        "taxonomy.Ability",
        "taxonomy.Audience",
        "taxonomy.District",
        "taxonomy.Cost",
        "taxonomy.HelpKind",
        "taxonomy.ResourceKind",
        "taxonomy.RsheStrand",
        "taxonomy.DeliveryMode",
        "taxonomy.TrainingLevel",
    ),
    "People and email": ("auth.User", "auth.Group", "staff.SignIn", "correspondence.Email", "notices.EmailChoices"),
}
SECTION_OF = {label: section for section, labels in SECTIONS.items() for label in labels}
PLACE_OF = {label: place for place, label in enumerate(SECTION_OF)}


def sections_of(apps):
    """Django's list of apps with their models, as one of sections with theirs; a section without any is left out."""
    found = {}
    models = [(item["model"]._meta.label, item) for app in apps for item in app["models"]]
    for label, item in sorted(models, key=lambda pair: PLACE_OF.get(pair[0], len(PLACE_OF))):
        found.setdefault(SECTION_OF.get(label, "Other"), []).append(item)
    return [{"name": name, "models": items} for name, items in found.items()]

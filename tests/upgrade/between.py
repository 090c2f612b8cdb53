"""What sites wrote where they ran what was not released yet: those rows are upgraded as well."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

# The last migration with a table for the versions of hubs alone.
HUBS_APART = [("topics", "0003_evidence_of_audit_areas")]
WORDS = ("What it said at first.", "What a curator made of it.")


def keep_versions_of_a_hub():
    """Two versions of the first hub, as the code of that time kept them."""
    executor = MigrationExecutor(connection)
    executor.migrate(HUBS_APART)
    apps = executor.loader.project_state(HUBS_APART).apps
    hub = apps.get_model("topics", "Hub").objects.earliest("pk")
    user = apps.get_model("auth", "User").objects.earliest("pk")
    for number, words in enumerate(WORDS, start=1):
        apps.get_model("topics", "HubRevision").objects.create(
            hub=hub,
            number=number,
            at=timezone.now(),
            by=user if number > 1 else None,
            action="edited" if number > 1 else "created",
            why=f"Why {number}",
            record={"definition": words, "never": "Blame.", "checked_on": None, "steps": [], "contacts": []},
        )

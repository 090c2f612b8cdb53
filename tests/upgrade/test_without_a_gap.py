"""Upgrade without a gap: the database may be a release ahead of the code that still runs on it.

So a migration only adds what the code of before need not know (expand), and what is no longer needed goes with a
later release (contract): docs/adr/0044.
"""

import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django_migration_linter.sql_analyser import analyse_sql_statements
from django_migration_linter.sql_analyser.postgresql import PostgresqlAnalyser

from directory.catalogue.actions.history import record_revision, restore_revision
from directory.catalogue.models import Entry
from directory.catalogue.states import Action
from directory.correspondence.models import Email
from directory.inbox.models import Message
from directory.organisations.models import Organisation
from directory.search.documents import consistency
from directory.search.documents.index_store import index_store
from directory.shortlist import actions as shortlist
from tests.factories import make_course, make_organisation, make_resource
from tests.people import make_user
from tests.upgrade.release_file import newest, read

pytestmark = pytest.mark.django_db

# These were made before there was the rule: an upgrade from 0.2.0 needs the site to stop. The next release empties
# this. Add one only with a reason, and say in docs/operations.md that this upgrade needs a stop too.
NEEDS_A_STOP = {
    "catalogue.0002_entry_for_everyone",
    "catalogue.0005_not_personal",
    "curation.0004_bulk_edits_in_steps",
    "exchange.0003_import_batches",
    "freshness.0002_accepted_target",
    "freshness.0003_runs_are_claimed",
    "guidance.0002_changes_counted",
    "inbox.0003_one_message_for_one_form",
    "networks.0002_permanent_identifiers",
    "organisations.0004_remove_old_contact_fields",
    "organisations.0005_remove_urgent_order",
    "quality.0002_reviewers_without_accounts",
    "search.0002_standing",
    "search.0003_searchdocument_meaning",
    "shortlist.0002_plans",
    "taxonomy.0002_sayings",
    "taxonomy.0003_use_of_resource_kinds",
    "topics.0004_hubs_have_versions",
    "training.0002_permanent_identifiers",
}


@pytest.fixture
def postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("The linter reads what PostgreSQL is told.")


def test_the_running_release_can_live_with_every_migration_since_the_last(postgresql):
    wrong = {name for name, problems in linted() if problems and name not in NEEDS_A_STOP}
    assert not wrong, "Expand now, and contract in a later release: see docs/adr/0044."


def linted():
    """(name, what the release of before cannot live with) of each migration of ours since the last release."""
    executor, state = MigrationExecutor(connection), ProjectState()
    released = {tuple(migration) for migration in read(newest())["migrations"]}
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True):
        ours = migration.__module__.startswith("directory.")
        if ours and (migration.app_label, migration.name) not in released:
            yield str(migration), problems_of(migration, state)
        state = migration.mutate_state(state, preserve=True)


def problems_of(migration, state):
    with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        migration.apply(state.clone(), editor, collect_sql=True)
    errors, _, _ = analyse_sql_statements(PostgresqlAnalyser, editor.collected_sql, [])
    return [error.code for error in errors]


@pytest.mark.parametrize(
    ("operation", "problems"),
    [
        (migrations.AddField("organisation", "fax", models.TextField(default="")), ["NOT_NULL"]),
        (migrations.RenameField("organisation", "scope", "reach"), ["RENAME_COLUMN"]),
        (migrations.RemoveField("organisation", "scope"), ["DROP_COLUMN"]),
        (migrations.DeleteModel("contactpoint"), ["DROP_TABLE"]),
        (migrations.AddField("organisation", "fax", models.TextField(null=True)), []),
        (migrations.AddField("organisation", "fax", models.TextField(db_default="")), []),
        (migrations.CreateModel("Fax", [("id", models.BigAutoField(primary_key=True))]), []),
    ],
)
def test_the_linter_tells_what_expands_from_what_does_not(postgresql, operation, problems):
    migration = migrations.Migration("9999_next", "organisations")
    migration.operations = [operation]
    assert problems_of(migration, ProjectState.from_apps(apps)) == problems


def test_this_release_works_on_a_database_that_the_next_has_expanded():
    """Every table of ours has columns that this code knows nothing of: it reads, writes, finds and goes back."""
    expand_every_table()
    resource, organisation = make_resource("Made on a newer database"), make_organisation(phone="01785 111111")
    make_course(provider=organisation)
    Entry.objects.filter(pk=resource.pk).update(title="Changed on a newer database")
    record_revision(entry=resource, action=Action.EDITED)
    restore_revision(change=resource.revisions.get(number=1), by=make_user("Curator"))
    kept = shortlist.start(address="made-up")
    shortlist.add(shortlist=kept, entry=resource)
    Message.objects.create(purpose="problem", words="Words")
    Email.objects.create(key="a key", to="reader@example.org", subject="News")
    assert Entry.objects.get(pk=resource.pk).title == "Made on a newer database"
    assert Organisation.objects.get(pk=organisation.pk).contact_points.count() == 1
    assert resource.pk in index_store.snapshot().index.entries
    consistency.rebuild()
    assert consistency.find_differences() == {}


def expand_every_table():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            name = connection.ops.quote_name(table)
            cursor.execute(f"ALTER TABLE {name} ADD COLUMN of_the_next_release text")
            cursor.execute(f"ALTER TABLE {name} ADD COLUMN counted_by_the_next integer NOT NULL DEFAULT 0")
        cursor.execute("CREATE TABLE of_the_next_release (id integer)")

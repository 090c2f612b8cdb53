"""Upgrade without a gap: the database may be a release ahead of the code that still runs on it.

So a migration only adds what the code of before need not know (expand), and what is no longer needed goes with a
later release (contract): docs/adr/0044.
"""

import pytest
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
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

pytestmark = pytest.mark.django_db

# The last migration of each app that was made before there was this rule: the upgrade from 0.2.0 needs the
# site to stop. Raise one only with a reason, and say in CHANGELOG.md that this upgrade needs a stop too.
BEFORE_THE_RULE = {
    "casestudies": 2,
    "catalogue": 9,
    "correspondence": 1,
    "curation": 4,
    "exchange": 4,
    "freshness": 3,
    "guidance": 2,
    "inbox": 3,
    "insight": 3,
    "networks": 2,
    "notices": 1,
    "opendata": 1,
    "organisations": 5,
    "owners": 1,
    "quality": 2,
    "resources": 2,
    "search": 3,
    "shortlist": 3,
    "staff": 2,
    "subscriptions": 1,
    "taxonomy": 3,
    "topics": 4,
    "training": 2,
    "who_to_call": 3,
}


@pytest.fixture
def postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("The linter reads what PostgreSQL is told.")


def test_the_running_release_can_live_with_every_migration_since_the_rule(postgresql):
    loader = MigrationExecutor(connection).loader
    new = [migration for key, migration in sorted(loader.disk_migrations.items()) if is_new(migration)]
    found = {str(migration): problems_in(loader.collect_sql([(migration, False)])) for migration in new}
    assert found
    assert not any(found.values()), f"Expand now, and contract in a later release (docs/adr/0044): {found}"


def is_new(migration):
    ours = migration.__module__.startswith("directory.")
    return ours and int(migration.name[:4]) > BEFORE_THE_RULE.get(migration.app_label, 0)


def problems_in(statements):
    errors, _, _ = analyse_sql_statements(PostgresqlAnalyser, statements, [])
    return [error.code for error in errors]


def test_the_linter_tells_what_expands_from_what_does_not(postgresql):
    scope = Organisation._meta.get_field("scope")
    assert changed(lambda editor: editor.add_field(Organisation, named("fax", default=""))) == ["NOT_NULL"]
    assert "RENAME_COLUMN" in changed(lambda editor: editor.alter_field(Organisation, scope, named("reach")))
    assert changed(lambda editor: editor.remove_field(Organisation, scope)) == ["DROP_COLUMN"]
    assert changed(lambda editor: editor.delete_model(Email)) == ["DROP_TABLE"]
    assert changed(lambda editor: editor.add_field(Organisation, named("fax", null=True))) == []
    assert changed(lambda editor: editor.add_field(Organisation, named("fax", db_default=""))) == []
    assert changed(lambda editor: editor.create_model(Email)) == []


def changed(change):
    """What is wrong with that change of the database."""
    with connection.schema_editor(collect_sql=True) as editor:
        change(editor)
    return problems_in(editor.collected_sql)


def named(name, **options):
    field = models.CharField(max_length=200, **options)
    field.set_attributes_from_name(name)
    field.model = Organisation
    return field


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

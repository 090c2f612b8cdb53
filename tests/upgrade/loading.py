"""Makes an empty database of either kind the one of a release."""

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from tests.upgrade import gone
from tests.upgrade.release_file import models_by_table

BATCH = 100  # rows


def load(content):
    """Give the database the schema of a release, then its rows. `content` is that of its file."""
    recorded = {(app, name) for app, name in content["migrations"] if app not in gone.APPS}
    models = models_by_table(migrate_to(recorded))
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        for table in models:  # a migration may have brought some rows itself
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        for table, rows in content["tables"].items():
            if table not in gone.TABLES:
                insert(cursor, models[table], **rows)
        connection.check_constraints()
    gone.make(content)
    execute_all(connection.ops.sequence_reset_sql(no_style(), models.values()))
    execute_all(content["triggers"][connection.vendor])


def migrate_to(recorded):
    """Apply just the `recorded` migrations, a set of (app, name). Returns the models as they were then."""
    executor = MigrationExecutor(connection)
    last = sorted(node for node in recorded if is_last(executor.loader.graph.node_map[node], recorded))
    executor.migrate(last)
    return executor.loader.project_state(last).apps


def is_last(node, recorded):
    """Whether no later migration of its app was applied."""
    return not any(child.key in recorded and child.key[0] == node.key[0] for child in node.children)


def insert(cursor, model, columns, rows):
    fields = {field.column: field for field in model._meta.local_concrete_fields}
    assert fields.keys() == set(columns), (
        f"The migrations of the release now differ in {fields.keys() ^ set(columns)} of {model._meta.db_table}. "
        "A migration that is out is never changed. Write another."
    )
    ready = [[prepared(fields[column], value) for column, value in zip(columns, row, strict=True)] for row in rows]
    for start in range(0, len(ready), BATCH):
        insert_some(cursor, model._meta.db_table, columns, ready[start : start + BATCH])


def prepared(field, value):
    """A plain value as the database of today takes it."""
    return field.get_db_prep_save(field.to_python(value), connection)


def insert_some(cursor, table, columns, rows):
    quote = connection.ops.quote_name
    places = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
    names = ", ".join(map(quote, columns))
    cursor.execute(f"INSERT INTO {quote(table)} ({names}) VALUES {places}", [value for row in rows for value in row])


def execute_all(statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

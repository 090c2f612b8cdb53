"""A rule that no check constraint can hold, as it spans two tables: a published entry lists a sector.

Database triggers refuse the change of state on SQLite and PostgreSQL alike. They are set after every migration,
because SQLite drops a table's triggers whenever Django rebuilds the table to alter it.
"""

# ruff: noqa: S608 (the only values in this SQL are written here)

from django.db import connections

MESSAGE = "A published entry lists at least one sector."

SQLITE = [
    f"""
    CREATE TRIGGER IF NOT EXISTS published_entry_lists_sector_on_{when.split()[0].lower()}
    BEFORE {when} ON catalogue_entry
    WHEN NEW.state = 'published'
     AND NOT EXISTS (SELECT 1 FROM catalogue_entry_sectors WHERE entry_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """
    for when in ("INSERT", "UPDATE OF state")
]

# After the change: one before it locks the entry as if it got another key, and whoever only names the entry waits.
POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION published_entry_lists_sector() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM catalogue_entry_sectors WHERE entry_id = NEW.id) THEN
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE OR REPLACE TRIGGER published_entry_lists_sector
    AFTER INSERT OR UPDATE OF state ON catalogue_entry
    FOR EACH ROW WHEN (NEW.state = 'published') EXECUTE FUNCTION published_entry_lists_sector()
    """,
]


def install(using, **kwargs):
    connection = connections[using]
    tables = connection.introspection.table_names()
    if "catalogue_entry_sectors" not in tables:
        return
    with connection.cursor() as cursor:
        for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor]:
            cursor.execute(statement)

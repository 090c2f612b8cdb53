"""Tables of libraries that have gone since the release: no model makes them, so they are made by hand."""

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

TABLES = {
    "otp_totp_totpdevice": """
        id integer PRIMARY KEY, name varchar(64) NOT NULL, confirmed bool NOT NULL, key varchar(80) NOT NULL,
        step smallint NOT NULL, t0 bigint NOT NULL, digits smallint NOT NULL, tolerance smallint NOT NULL,
        drift smallint NOT NULL, last_t bigint NOT NULL,
        user_id integer NOT NULL REFERENCES auth_user (id) DEFERRABLE INITIALLY DEFERRED,
        throttling_failure_count integer NOT NULL, throttling_failure_timestamp varchar(40),
        created_at varchar(40), last_used_at varchar(40)
    """,
}
APPS = {"otp_totp"}


def make(content):
    """The tables with their rows, and the note that their migrations were applied."""
    with connection.cursor() as cursor:
        for table, columns in TABLES.items():
            cursor.execute(f"CREATE TABLE {table} ({columns})")
            insert(cursor, table, **content["tables"].get(table, {"columns": [], "rows": []}))
    for app, name in content["migrations"]:
        if app in APPS:
            MigrationRecorder(connection).record_applied(app, name)


def insert(cursor, table, columns, rows):
    for row in rows:
        places = ", ".join(["%s"] * len(row))
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", row)

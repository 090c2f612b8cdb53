"""The database, from its address."""

import dj_database_url

from resourcebank import env


def database(embedded):
    """Django's settings of the database at DATABASE_URL; without one, of the SQLite file `embedded`."""
    settings = dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{embedded}"), conn_max_age=60, conn_health_checks=True
    )
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = SQLITE
    return settings


SQLITE = {
    # Readers and one writer at a time, without "database is locked".
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}

"""The database, from its address, and how long anybody waits for it.

Processes that serve readers wait for a lock and for a query much shorter: `directory/outages/waits.py`.
"""

import dj_database_url

from resourcebank import env


def database(embedded):
    """Django's settings of the database at DATABASE_URL; without one, of the SQLite file `embedded`."""
    settings = dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{embedded}"), conn_max_age=60, conn_health_checks=True
    )
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = SQLITE
    elif settings["ENGINE"].endswith("postgresql"):
        settings["OPTIONS"] = postgresql(settings.get("OPTIONS", {}))
    return settings


SQLITE = {
    # Readers and one writer at a time, without "database is locked".
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,  # seconds
}

# What jobs, commands and migrations wait: a migration that waits for a table keeps all others waiting behind it.
PATIENCE = "-c lock_timeout=60s -c statement_timeout=2h"


def postgresql(given):
    """`given` are the parameters at the end of DATABASE_URL, which go before ours."""
    return {**POSTGRESQL, **given, "options": f"{PATIENCE} {given.get('options', '')}".strip()}


POSTGRESQL = {
    "connect_timeout": 3,  # seconds
    # A server that has vanished without a word is noticed.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds
}

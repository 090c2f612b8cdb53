"""The database and its replicas, from their addresses, and how long anybody waits for them.

Processes that serve readers wait for a lock and for a query much shorter: `directory/outages/waits.py`.
"""

import dj_database_url
from psycopg2 import ProgrammingError
from psycopg2.extensions import make_dsn

from resourcebank import env
from resourcebank.sqlite import ExistingFile

EXAMPLE = "postgres://user:password@host:5432/name"
EMBEDDED = "sqlite:////srv/resourcebank/bank.sqlite3 for a small site"
ONLY_POSTGRESQL = f"a database on PostgreSQL that follows the one at DATABASE_URL, such as {EXAMPLE}"
NUMBERS = {
    "connect_timeout",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_count",
    "tcp_user_timeout",
}
SCHEMES = {"postgres", "postgresql", "sqlite"}


def database(*, embedded=None):
    """Django's settings of the database at DATABASE_URL. Without one, of the SQLite file `embedded`: only where a
    developer has one, since a site that made itself an empty database would look well and have nothing in it.
    """
    address = env.text("DATABASE_URL", f"sqlite:///{embedded}" if embedded else "")
    if not address:
        env.stop(f"Set DATABASE_URL to the site's database: {EXAMPLE}, or {EMBEDDED}.")
    settings = settings_of("DATABASE_URL", address)
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = {**SQLITE}
    elif settings["ENGINE"].endswith("postgresql"):
        settings["OPTIONS"] = postgresql(settings.get("OPTIONS", {}))
    return settings


def databases(*, embedded=None):
    """Django's settings of all: "default", and "replica1" and so on for those that follow it and answer readers."""
    found = {"default": database(embedded=embedded)}
    for number, address in enumerate(env.text("DATABASE_REPLICA_URL").split(), 1):
        found[f"replica{number}"] = replica(address, of=found["default"])
    return found


def replica(address, *, of):
    if address.startswith("sqlite") or not of["ENGINE"].endswith("postgresql"):
        env.stop(f"Set DATABASE_REPLICA_URL to {ONLY_POSTGRESQL}, or to several, between spaces.")
    settings = settings_of("DATABASE_REPLICA_URL", address)
    settings["OPTIONS"] = postgresql(settings.get("OPTIONS", {}))
    settings["TEST"] = {"MIRROR": "default"}
    return settings


def settings_of(variable, address):
    parts = env.parts_of(variable, address, EXAMPLE)
    if parts.scheme not in SCHEMES:
        env.stop(f"{variable} names no database that we know: set it to {EXAMPLE}, or {EMBEDDED}.")
    name = parts.path.lstrip("/")
    if parts.scheme == "sqlite" and (parts.netloc or not name):
        env.stop(f"{variable} names no file: set it to something like {EMBEDDED}.")
    if parts.scheme != "sqlite" and (not name or "/" in name):
        env.stop(f"{variable} names no database on its server: set it to something like {EXAMPLE}.")
    settings = dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True)
    if parts.scheme != "sqlite":
        refuse_unknown_options(variable, settings.get("OPTIONS", {}))
    return settings


def refuse_unknown_options(variable, options):
    try:
        make_dsn(**options)
    except ProgrammingError:
        env.stop(f"{variable} has an option that PostgreSQL does not know: {', '.join(options)}.")
    for name in NUMBERS & options.keys():
        if not str(options[name]).isdecimal():
            env.stop(f"{variable} has {name} set to what is no whole number.")


SQLITE = {
    # Readers and one writer at a time, without "database is locked".
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,  # seconds
    "factory": ExistingFile,
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

"""Which failures are the database's, and not a mistake of ours: by the codes of PostgreSQL and SQLite."""

import sqlite3
from enum import StrEnum

import psycopg2
from django.db import DatabaseError, Error, InterfaceError, OperationalError

from directory.search.documents import bounded_lock, index_store


class Kind(StrEnum):
    AWAY = "cannot be reached"
    CROWDED = "has no connection left"
    FULL = "has no room left"
    READ_ONLY = "can be read only"
    BLOCKED = "kept us waiting too long"
    UNREADY = "has not the tables of this release"
    DAMAGED = "cannot read its own files"
    BEHIND = "has not come as far as this process has read"  # a replica: the database itself is asked then


class BusyError(OperationalError):
    """So many requests of this process wait for the database that another may not."""

    kind = Kind.BLOCKED


# Beginnings of SQLSTATE, the longer before the shorter: postgresql.org/docs/current/errcodes-appendix.html
POSTGRESQL = {
    "25006": Kind.READ_ONLY,
    "53300": Kind.CROWDED,
    "55P03": Kind.BLOCKED,  # lock_timeout
    "57014": Kind.BLOCKED,  # statement_timeout
    "42P01": Kind.UNREADY,
    "42703": Kind.UNREADY,
    "42501": Kind.UNREADY,
    "25P03": Kind.AWAY,  # it ended a transaction that stood idle
    "40003": Kind.AWAY,  # nobody knows whether it was committed
    "08": Kind.AWAY,
    "28": Kind.AWAY,
    "3D": Kind.AWAY,
    "40": Kind.BLOCKED,  # deadlocks, and transactions that got into each other's way
    "53": Kind.FULL,
    "57": Kind.AWAY,
    "58": Kind.DAMAGED,
    "XX": Kind.DAMAGED,
}
SQLITE = {
    sqlite3.SQLITE_BUSY: Kind.BLOCKED,
    sqlite3.SQLITE_LOCKED: Kind.BLOCKED,
    sqlite3.SQLITE_INTERRUPT: Kind.BLOCKED,
    sqlite3.SQLITE_READONLY: Kind.READ_ONLY,
    sqlite3.SQLITE_FULL: Kind.FULL,
    sqlite3.SQLITE_IOERR: Kind.AWAY,
    sqlite3.SQLITE_CANTOPEN: Kind.AWAY,
    sqlite3.SQLITE_PERM: Kind.AWAY,
    sqlite3.SQLITE_AUTH: Kind.AWAY,
    sqlite3.SQLITE_CORRUPT: Kind.DAMAGED,
    sqlite3.SQLITE_NOTADB: Kind.DAMAGED,
}
# What comes without a code, by a part of its words.
WORDS = {
    "no such table": Kind.UNREADY,
    "no such column": Kind.UNREADY,
    "too many clients": Kind.CROWDED,
    "too many connections": Kind.CROWDED,
    "connection slots are reserved": Kind.CROWDED,
    bounded_lock.TOLD: Kind.BLOCKED,
    index_store.FALLEN_BEHIND: Kind.BEHIND,
    "new connection in an atomic block": Kind.AWAY,  # Django, where the connection was lost in a transaction
}
# Django wraps what its drivers raise, but for a few places: the end of rows that are read in pieces, for one.
BARE = (psycopg2.Error, sqlite3.Error)
CONNECTION = (OperationalError, InterfaceError, psycopg2.OperationalError, psycopg2.InterfaceError)


def kind_of(problem):
    """The `Kind` of a failure; None for what is no failure of the database."""
    return next(filter(None, map(kind_of_error, errors_of_database(problem))), None)


def errors_of_database(problem):
    """Of the exception and those that it came from, the last first."""
    return [error for error in causes_of(problem) if isinstance(error, (Error, *BARE))]


def causes_of(problem):
    seen = []
    while problem is not None and problem not in seen:
        seen.append(problem)
        problem = problem.__cause__ or problem.__context__
    return seen


def kind_of_error(error):
    driver_error = error if isinstance(error, BARE) else error.__cause__
    known = getattr(error, "kind", None) or kind_of_code(driver_error) or kind_of_words(str(error))
    return known or kind_without_code(error, driver_error)


def kind_of_code(driver_error):
    if state := getattr(driver_error, "pgcode", None):
        return next((kind for beginning, kind in POSTGRESQL.items() if state.startswith(beginning)), None)
    code = getattr(driver_error, "sqlite_errorcode", None)
    return SQLITE.get(code & 0xFF) if code else None  # the lowest byte: what follows says more of the same


def kind_of_words(words):
    return next((kind for part, kind in WORDS.items() if part in words), None)


def kind_without_code(error, driver_error):
    """PostgreSQL's client gives no code where the server could not: the connection broke, or was never made."""
    if getattr(driver_error, "pgcode", None) or getattr(driver_error, "sqlite_errorcode", None):
        return None
    vague = driver_error and type(error) in (DatabaseError, psycopg2.DatabaseError)
    return Kind.AWAY if vague or isinstance(error, CONNECTION) else None

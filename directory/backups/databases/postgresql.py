"""PostgreSQL as a whole: dumped by pg_dump, and replaced by psql in one transaction.

The password goes to these programs by their environment, as anybody on the machine can read a command line.
"""

import os
import subprocess
import tempfile
from contextlib import contextmanager, suppress

from django.db import connection
from django.db.utils import DatabaseError

from directory.backups.databases.standing_in import copy_called
from directory.backups.errors import BackupError, first_line

PIECE = 64 * 1024
BEFORE = "before_"  # begins the names of the temporary tables that hold what is replaced
DUMP = [
    "--encoding=UTF8",
    "--no-owner",
    "--no-privileges",
    "--no-comments",
    "--no-tablespaces",
    "--no-publications",
    "--no-subscriptions",
    "--lock-wait-timeout=30s",
    "--no-password",
]
RESTORE = ["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
# A dump and its digests take as long as they take, and how a value is written as text must not differ.
PATIENT = """
    SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '30s';
    SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'
"""
# Without those that belong to an extension, which stays.
OUR_TABLES = """
    SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
    AND oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e')
    ORDER BY relname
"""
OUR_FUNCTIONS = """
    SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
    AND oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_proc'::regclass AND deptype = 'e')
"""
DIGEST = """
    SELECT count(*), coalesce(sum(
        ('x' || encode(substr(sha256(convert_to(one_row::text, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint::numeric
    ), 0)::text FROM {} AS one_row
"""


class Snapshot:
    """The database at one moment, for its counts and its dump alike."""

    def __init__(self, cursor):
        self._cursor = cursor
        ((self._name,),) = self.ask("SELECT pg_export_snapshot()")

    def ask(self, query):
        self._cursor.execute(query)
        return self._cursor.fetchall()

    def tables(self):
        """Table -> [how many rows, a digest of them in whatever order]."""
        names = [name for (name,) in self.ask(OUR_TABLES)]
        return {name: list(self.ask(DIGEST.format(quoted(name)))[0]) for name in names}

    def pieces(self):
        with program("pg_dump", [*DUMP, f"--snapshot={self._name}"]) as dump:
            while piece := dump.stdout.read(PIECE):
                yield piece


@contextmanager
def snapshot():
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute(PATIENT)
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield Snapshot(cursor)
    finally:
        own.close()


def size():
    return asked("SELECT pg_database_size(current_database())")[0]


def replace(pieces, after):
    """Make the database what the `pieces` of a dump say, and run the statements of `after`: all of it, or nothing.

    Whoever reads or writes meanwhile waits. psql commits only at the last line, so it may be cut off at any moment.
    """
    first, last = opening(after), closing(after)
    with program("psql", RESTORE) as restore, suppress(BrokenPipeError):  # what it complained of says why
        restore.stdin.write(first)
        for piece in pieces:
            restore.stdin.write(piece)
        restore.stdin.write(last)


def opening(after):
    tables = [f"{schema()}.{quoted(name)}" for name in asked(OUR_TABLES)]
    lines = ["SET client_min_messages = warning", "SET statement_timeout = 0", "SET lock_timeout = '30s'", "BEGIN"]
    if tables:
        lines.append(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        lines += [f"CREATE TEMP TABLE {BEFORE}{name} AS TABLE {schema()}.{name}" for name in after.asked]
        lines.append(f"DROP TABLE {', '.join(tables)} CASCADE")
    lines += [f"DROP FUNCTION {function} CASCADE" for function in asked(OUR_FUNCTIONS)]
    return script(lines)


def closing(after):
    return script([*after.statements(before=f"pg_temp.{BEFORE}", now=f"{schema()}."), "COMMIT"])


def script(statements):
    return "".join(f"{statement};\n" for statement in statements).encode()


@contextmanager
def scratch():
    """A connection to an empty database beside the site's, which is gone after the block."""
    other = copy_called(f"{connection.settings_dict['NAME']}_rehearsal")
    name = quoted(other.settings_dict["NAME"])
    try:
        execute(f"DROP DATABASE IF EXISTS {name}")  # left by one that was killed
        execute(f"CREATE DATABASE {name}")
    except DatabaseError as problem:
        raise BackupError(f"No database could be made to rehearse in: {first_line(problem)}") from None
    try:
        yield other
    finally:
        other.close()
        execute(f"DROP DATABASE {name} WITH (FORCE)")


def execute(statement):
    """Run what cannot run in a transaction."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute(statement)
    finally:
        own.close()


@contextmanager
def program(name, options):
    """One of PostgreSQL's programs on our database, running. Raises BackupError if it fails, or cannot be started."""
    client = connection.client.settings_to_cmd_args_env(connection.settings_dict, options)
    (_, *arguments), environment = client
    with tempfile.TemporaryFile() as complaints:
        try:
            process = subprocess.Popen(  # noqa: S603 (its arguments are ours)
                [name, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                env=os.environ | (environment or {}),
            )
        except OSError:
            raise BackupError(f"{name} is not there: install the client programs of PostgreSQL.") from None
        with process:
            try:
                yield process
            except BaseException:
                process.kill()
                raise
            with suppress(BrokenPipeError):
                process.stdin.close()
        if process.returncode:
            complaints.seek(0)
            raise BackupError(f"{name}: {first_line(complaints.read().decode(errors='replace'))}")


def asked(query):
    """The first column of what the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [row[0] for row in cursor.fetchall()]


def schema():
    return quoted(asked("SELECT current_schema()")[0])


def quoted(name):
    return connection.ops.quote_name(name)

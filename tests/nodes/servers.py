"""PostgreSQL servers, of which one follows another: on Unix sockets, and gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg2

from tests import machine

OWNER = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}  # initdb refuses root
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
max_connections = 60
shared_buffers = 32MB
{more}
"""


class Server:
    def __init__(self, more=""):
        """In a folder of a short name, as that of a socket may have a hundred letters only."""
        self.folder, self.more = Path(tempfile.mkdtemp(prefix="resourcebank-server-")), more
        if OWNER:
            shutil.chown(self.folder, **OWNER)

    @property
    def url(self):
        return f"postgres://postgres@{quote(str(self.folder), safe='')}/postgres"

    @property
    def data(self):
        return self.folder / "data"

    def run(self, program, *arguments):
        command = [machine.postgres_folder() / program, "-D", self.data, *arguments]
        subprocess.run(command, check=True, cwd=self.folder, capture_output=True, **OWNER)

    def make(self):
        self.run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        self.begin()

    def follow(self, other):
        """As docs/operations.md says."""
        at = ("-h", other.folder, "-U", "postgres")
        self.run("pg_basebackup", *at, "--write-recovery-conf", "--checkpoint=fast", "--no-sync")
        self.begin()

    def begin(self):
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(SETTINGS.format(folder=self.folder, more=self.more))
        self.start()

    def start(self):
        # Its output goes to a file: else whoever waits for the end of ours waits for the server.
        self.run("pg_ctl", "start", "-w", "-l", self.folder / "log", "-o", "-c logging_collector=off")

    def stop(self, how="immediate"):
        self.run("pg_ctl", "stop", "-w", "-m", how)

    def promote(self):
        self.run("pg_ctl", "promote", "-w")

    def ask(self, statement):
        connection = psycopg2.connect(host=str(self.folder), user="postgres", dbname="postgres")
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchone()[0] if cursor.description else None
        finally:
            connection.close()

    def leave(self):
        with suppress(subprocess.CalledProcessError):
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def primary_and_replica(more=""):
    primary, replica = Server(more), Server(more)
    try:
        primary.make()
        replica.follow(primary)
        yield primary, replica
    finally:
        for server in (replica, primary):
            server.leave()

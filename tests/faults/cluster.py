"""A PostgreSQL server that can be hurt, on a disk of its own that can be filled."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg2

DISK = "400m"  # bytes


class Cluster:
    url = None

    def __init__(self, programs):
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="resourcebank-faults-"))
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", self.folder], check=True)
        shutil.chown(self.folder, "postgres", "postgres")
        self.run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale")
        with (self.folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(f"listen_addresses=''\nunix_socket_directories='{self.folder}'\nmax_connections=40\n")
        self.start()
        self.sql("create role site login", "create database site owner site")
        self.url = f"postgres://site@{quote(str(self.folder), safe='')}/site"

    def run(self, program, *arguments):
        command = [self.programs / program, "-D", self.folder / "data", *arguments]
        user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **user)

    def start(self):
        self.run("pg_ctl", "start", "-w", "-l", str(self.folder / "log"))

    def stop(self, how="immediate"):
        self.run("pg_ctl", "stop", "-w", "-m", how)

    def connect(self, database="site", user="postgres"):
        connection = psycopg2.connect(host=str(self.folder), dbname=database, user=user)
        connection.autocommit = True
        return connection

    def sql(self, *statements, database="postgres"):
        connection = self.connect(database)
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        connection.close()

    def ask(self, query):
        connection = self.connect()
        with connection.cursor() as cursor:
            cursor.execute(query)
            rows = cursor.fetchall()
        connection.close()
        return rows

    def leave(self):
        with suppress(subprocess.CalledProcessError):
            self.stop()
        subprocess.run(["umount", "--lazy", self.folder], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def cluster(programs):
    server = Cluster(programs)
    try:
        yield server
    finally:
        server.leave()

"""A PostgreSQL server of our own for one test run, on a Unix socket, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Nothing here has to survive a power cut. The tables of a test have no statistics, so that every query looks so long
# that the server compiles it first, which takes longer than the query.
FAST = "-c jit=off -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def temporary_server(programs):
    """Yields the address of a database server made with the programs in that folder."""
    folder = Path(tempfile.mkdtemp(prefix="resourcebank-postgres-"))
    owner = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}  # initdb refuses root
    if owner:
        shutil.chown(folder, **owner)

    def run(program, *arguments):
        command = [programs / program, "-D", folder / "data", *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **owner)

    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        options = f"-c listen_addresses='' -k {folder} {FAST}"
        run("pg_ctl", "start", "-w", "-l", folder / "log", "-o", options)
        try:
            yield f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            run("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)

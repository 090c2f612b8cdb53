"""Each fault: made on entry, mended on leaving. They are given the site and its cluster, or the file of SQLite."""

import os
import signal
import socket
import sqlite3
import threading
import time
from contextlib import contextmanager, suppress

import psycopg2


@contextmanager
def a_worker_killed(site, cluster):
    os.kill(site.workers()[0], signal.SIGKILL)
    yield 3


@contextmanager
def the_server_killed(site, cluster):
    site.kill_all()
    site.start()
    yield 3


@contextmanager
def only_the_master_killed(site, cluster):
    """systemd then ends the rest of the service and starts it again."""
    workers = site.workers()
    os.kill(site.process.pid, signal.SIGKILL)
    site.process.wait()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and any(map(alive, workers)):
        time.sleep(0.05)
    site.start()
    yield 3


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@contextmanager
def told_to_stop_and_started(site, cluster):
    site.stop()
    site.start()
    yield 3


@contextmanager
def told_to_reload(site, cluster):
    os.kill(site.process.pid, signal.SIGHUP)
    yield 8


@contextmanager
def database_restarted(site, cluster):
    cluster.stop()
    cluster.start()
    yield 5


@contextmanager
def database_away(site, cluster):
    cluster.stop()
    yield 30
    cluster.start()


@contextmanager
def started_with_the_database_away(site, cluster):
    cluster.stop()
    site.stop()
    site.start()
    yield 15
    cluster.start()


@contextmanager
def connections_ended_each_second(site, cluster):
    over = threading.Event()

    def end():
        while not over.wait(1):
            cluster.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'site'")

    thread = threading.Thread(target=end)
    thread.start()
    yield 15
    over.set()
    thread.join()


@contextmanager
def disk_full(site, cluster):
    filler = cluster.folder / "filler"
    with suppress(OSError), filler.open("wb") as file:
        while True:
            file.write(b"0" * 100_000)
            file.flush()
    yield 20
    filler.unlink()


@contextmanager
def database_read_only(site, cluster):
    cluster.sql("alter system set default_transaction_read_only = on", "select pg_reload_conf()")
    yield 20
    cluster.sql(
        "set default_transaction_read_only = off",
        "alter system reset default_transaction_read_only",
        "select pg_reload_conf()",
    )


def locked(table):
    @contextmanager
    def lock(site, cluster):
        connection = cluster.connect()
        connection.autocommit = False
        connection.cursor().execute(f"lock table {table} in access exclusive mode")
        yield 40
        connection.rollback()
        connection.close()

    lock.__name__ = f"{table}_locked"
    return lock


@contextmanager
def all_connections_taken(site, cluster):
    held = []
    with suppress(psycopg2.OperationalError):
        while True:
            held.append(cluster.connect(user="site"))
    yield 15
    for connection in held:
        connection.close()


@contextmanager
def a_column_added(site, cluster):
    cluster.sql("alter table catalogue_entry add column if not exists of_the_next_release integer", database="site")
    yield 5
    cluster.sql("alter table catalogue_entry drop column of_the_next_release", database="site")


@contextmanager
def search_rows_damaged_and_started(site, cluster):
    cluster.sql(
        "update search_searchdocument set options = substring(options from 1 for length(options) - 1)"
        " where entry_id in (select entry_id from search_searchdocument order by entry_id limit 3)",
        "delete from search_term where id in (select id from search_term order by id limit 200)",
        database="site",
    )
    site.stop()
    site.start()
    yield 8


@contextmanager
def two_hundred_slow_senders(site, cluster):
    """Straight at the server, as no proxy lets them."""
    connections = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(200)]
    for connection in connections:
        connection.send(b"GET / HTTP/1.1\r\n")
    yield 15
    for connection in connections:
        connection.close()


def file_locked(seconds):
    @contextmanager
    def lock(site, file):
        connection = sqlite3.connect(file, isolation_level=None, timeout=30)
        connection.execute("begin immediate")
        yield seconds
        connection.rollback()
        connection.close()

    lock.__name__ = f"file_locked_for_{seconds}_seconds"
    return lock


@contextmanager
def file_away(site, file):
    """As of a disk that is not there. The processes still hold the file open, and open none."""
    file.rename(file.with_suffix(".away"))
    yield 15
    file.with_suffix(".away").rename(file)


ON_POSTGRESQL = [
    a_worker_killed,
    the_server_killed,
    only_the_master_killed,
    told_to_stop_and_started,
    told_to_reload,
    database_restarted,
    database_away,
    started_with_the_database_away,
    connections_ended_each_second,
    disk_full,
    database_read_only,
    locked("search_edition"),
    locked("catalogue_entry"),
    all_connections_taken,
    a_column_added,
    search_rows_damaged_and_started,
    two_hundred_slow_senders,
]
ON_SQLITE = [the_server_killed, file_locked(3), file_locked(60), file_away]

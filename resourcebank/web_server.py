"""What gunicorn.conf.py asks for: how the server starts, logs, counts and ends."""

import errno
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import sleep

from gunicorn.glogging import Logger
from gunicorn.systemd import listen_fds

from resourcebank import env
from resourcebank.settings.logs import FORMATS, FORMATTERS, Private

ROOT = Path(__file__).resolve().parent.parent
LONGEST_CHECK = 60  # seconds
LONGEST_READING = 10  # seconds
LOOK_EVERY = 0.5  # seconds
METRICS = "resourcebank-metrics-"
FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # where all processes of one server count together
made = []


class PrivateLogger(Logger):
    """Writes as Django does, and as little."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(FORMATTERS[env.choice("LOG_FORMAT", FORMATS)]())
            handler.addFilter(Private())


def refuse_what_is_wrong(server):
    """A process of its own looks: what this one had loaded, its workers would go on with after a reload."""
    if not server.master_pid and not listen_fds(unset_environment=False):  # else another has opened it for this one
        for address in server.cfg.address:
            refuse_unless_free(address)
    try:
        subprocess.run([sys.executable, "manage.py", "check_start"], cwd=ROOT, check=True, timeout=LONGEST_CHECK)
    except subprocess.CalledProcessError as refused:
        raise SystemExit(refused.returncode) from None
    except subprocess.TimeoutExpired:
        pass  # something hangs that may come back: better to serve what can be served


def refuse_unless_free(address):
    """`address` as gunicorn has it: (host, port), the path of a socket, or the number of one that is open."""
    if isinstance(address, int):
        return
    if isinstance(address, str):
        if not os.access(Path(address).parent, os.W_OK):
            env.stop(f"BIND is a socket in {Path(address).parent}, which is no folder that the site can write to.")
        return
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind(address)
        except OSError as problem:
            reason = "is in use" if problem.errno == errno.EADDRINUSE else f"cannot be opened ({problem.strerror})"
            env.stop(
                f"{address[0]}, port {address[1]}, {reason}: set BIND or PORT to another one, or end what uses it."
            )


def make_folder_for_metrics():
    """Named after this process: what one that was killed has left is taken away."""
    for left in Path(tempfile.gettempdir()).glob(f"{METRICS}*"):
        if not is_running(int(left.name.removeprefix(METRICS).partition("-")[0])):
            shutil.rmtree(left, ignore_errors=True)
    made.append(tempfile.mkdtemp(prefix=f"{METRICS}{os.getpid()}-"))
    os.environ[FOLDER] = made[-1]  # where prometheus-client looks for it


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def remove_folder_for_metrics():
    while made:
        shutil.rmtree(made.pop(), ignore_errors=True)


def read_index(worker):
    """Before the first reader comes. What takes too long goes on beside: what needs no search is served already."""
    reading = threading.Thread(target=try_to_read_index, args=[worker.log], daemon=True, name="first-index")
    reading.start()
    reading.join(LONGEST_READING)


def try_to_read_index(log):
    from django.db import connections

    from directory.search.documents.index_store import index_store

    try:
        index_store.snapshot()
    except Exception as problem:  # noqa: BLE001 (help is there without a search, so nothing here may stop the server)
        log.warning("The search index could not be read yet: %s", type(problem).__name__)
    finally:
        connections.close_all()


def start_threads():
    """What readers see goes to the disk, and follows every change; how far replicas are behind is known; and files
    that were made for paper are forgotten in time.
    """
    from directory.outages.copy.copier import copier
    from directory.outages.replicas.watch import watch
    from directory.typesetting.jobs import keep_forgetting

    copier.start()
    watch.start()
    keep_forgetting()


def leave_with_master(worker):
    """If the master is killed, nobody tells its workers: they would hold the port, and answer nobody there."""
    threading.Thread(target=watch_master, args=[worker], daemon=True, name="master-watch").start()


def watch_master(worker):
    while os.getppid() == worker.ppid:
        sleep(LOOK_EVERY)
    worker.method_queue.defer(leave, worker)
    sleep(worker.cfg.graceful_timeout + LOOK_EVERY)
    os._exit(1)


def leave(worker):
    """Give up the port at once, and finish what is under way."""
    worker.alive = False
    worker.set_accept_enabled(False)
    for listener in worker.sockets:
        listener.close()

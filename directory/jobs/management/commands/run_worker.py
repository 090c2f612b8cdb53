import logging
import os
import signal
from threading import Thread, Timer
from time import sleep

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from directory.jobs.running import run_due_jobs

PAUSE = 3  # seconds between looks for work
SECONDS_TO_END = 5

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run jobs as they become due, until told to end. Two workers at once do no harm."

    def add_arguments(self, parser):
        parser.add_argument("--beside", type=int, metavar="PID", help="end when this process, which started it, has")

    def handle(self, *, beside, **options):
        call_command("check_start")
        for name in ("SIGTERM", "SIGINT"):
            signal.signal(getattr(signal, name), end)
        if beside:
            Thread(target=end_with, args=[beside], daemon=True).start()
        while True:
            look_for_work()
            sleep(PAUSE)


def end_with(parent):
    """However a server ended, killed too, its worker has another parent then."""
    while os.getppid() == parent:
        sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def look_for_work():
    """One pass. A database that is away for a while ends no worker."""
    close_old_connections()
    try:
        run_due_jobs()
    except Exception:
        logger.exception("The worker could not look for work")


def end(number, frame):
    """End at once: transactions undo what is half done, and nobody waits for what waits for the internet."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_IGN)
    at_last = Timer(SECONDS_TO_END, os._exit, [0])
    at_last.daemon = True
    at_last.start()
    raise SystemExit(0)

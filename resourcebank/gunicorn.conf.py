"""The production web server. It reads PORT and WEB_CONCURRENCY (processes) from the environment itself."""

import logging

from resourcebank import settings  # a missing setting stops it here, not in each process again
from resourcebank.settings.logs import Private

wsgi_app = "resourcebank.wsgi:application"
threads = settings.WEB_THREADS
limit_request_line = 8190  # a search with many filters has a long address
accesslog = None  # search terms are sensitive, and so is who asked: requests are not logged
control_socket_disable = True  # nobody uses it


def on_starting(server):
    logging.getLogger("gunicorn.error").addFilter(Private())


def post_worker_init(worker):
    """Read the index before the first reader comes. If the database is away now, that reader waits for it instead."""
    from django.db import DatabaseError, connections

    from directory.outages.copy.copier import copier
    from directory.search.documents.index_store import index_store

    try:
        index_store.snapshot()
    except DatabaseError as problem:
        worker.log.warning("The search index could not be read yet: %s", type(problem).__name__)
    finally:
        connections.close_all()
    copier.start()  # what readers see goes to the disk, and follows every change

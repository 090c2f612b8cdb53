"""The production web server. It reads PORT and WEB_CONCURRENCY (processes) from the environment itself."""

import logging

from resourcebank import settings  # noqa: F401 (a missing setting stops it here, not in each process again)
from resourcebank.settings.logs import Private

wsgi_app = "resourcebank.wsgi:application"
threads = 4
limit_request_line = 8190  # a search with many filters has a long address
accesslog = None  # search terms are sensitive, and so is who asked: requests are not logged
control_socket_disable = True  # nobody uses it


def on_starting(server):
    logging.getLogger("gunicorn.error").addFilter(Private())


def post_worker_init(worker):
    """Read the index before the first reader comes. Whatever is wrong with it now, other pages are served."""
    from django.db import connections

    from directory.search.documents.index_store import index_store

    try:
        index_store.snapshot()
    except Exception as problem:  # noqa: BLE001 (nothing that is derived may stop the site)
        worker.log.warning("The search index could not be read yet: %s", type(problem).__name__)
    finally:
        connections.close_all()

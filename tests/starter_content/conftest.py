import pytest
from django.db import connection, transaction

from directory.exchange.starter_content.loading import load_content
from directory.search.documents.index_store import advance, current_edition, index_store
from tests.conftest import FIXTURES


@pytest.fixture(scope="package")
def starter_content(django_db_setup, django_db_blocker):
    """The starter content, which takes seconds to load: once for all the tests here, in a transaction around them.

    What is not committed the index keeps for no other request, so that each page would read the whole bank. Here it
    is kept, as on a site whose content was loaded before it was started.
    """
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        load_content(folder=FIXTURES)
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")  # nobody else does for what is not committed
        patch.setattr(index_store, "_snapshot", advance(None, current_edition()))
        yield
        transaction.set_rollback(True)

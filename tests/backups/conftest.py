import pytest

from directory.backups.after_care import NOTHING
from directory.backups.databases.kind import database
from directory.backups.databases.standing_in import standing_in
from directory.search.documents import consistency


@pytest.fixture(scope="session")
def separate_database(django_db_setup, django_db_blocker):
    """A copy of the database of the tests, of the same kind, for tests that replace all of it."""
    with django_db_blocker.unblock():
        with database().snapshot() as snapshot:
            pieces = list(snapshot.pieces())
        with database().scratch() as other:
            with standing_in(other):
                database().replace(pieces, NOTHING)
                consistency.ensure_complete()
            yield other


@pytest.fixture
def site(separate_database, db, settings, tmp_path):
    """That copy is the site's database for this test, which finds in it what others left."""
    settings.BACKUP_FOLDER, settings.BACKUP_KEY = str(tmp_path), "a key that was made up for these tests"
    with standing_in(separate_database):
        yield tmp_path

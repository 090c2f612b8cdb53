import pytest
from django.core import signing

from directory.exchange.starter_content.loading import load_vocabularies
from directory.exchange.starter_content.reading import read_vocabularies
from directory.search.documents.index_store import index_store
from tests.machine import ROOT
from tests.signing_in import sign_in


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test starts with the real vocabularies and an otherwise empty bank."""
    with django_db_blocker.unblock():
        load_the_vocabularies()
        index_store.snapshot()


def load_the_vocabularies():
    load_vocabularies(read_vocabularies(ROOT / "fixtures"))


@pytest.fixture
def staff_client(client, django_user_model):
    user = django_user_model.objects.create_superuser("coordinator", password="made up for a test")
    return sign_in(client, user)


@pytest.fixture
def begun(monkeypatch):
    """What a reader's form that was opened a while ago carries."""
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now - 60)
    token = signing.dumps("begun")
    monkeypatch.setattr(signing.time, "time", lambda: now)
    return token

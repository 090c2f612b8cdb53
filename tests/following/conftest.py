from functools import partial
from uuid import UUID

import pytest

from tests.factories import make_organisation
from tests.following.other_bank import OtherBank
from tests.people import make_user

HELPLINE = UUID("11111111-1111-4111-8111-111111111111")


@pytest.fixture
def other(tmp_path):
    return OtherBank(tmp_path / "other")


@pytest.fixture
def curator(db):
    return make_user("Curator")


@pytest.fixture
def helpline():
    """Makes the helpline of the other bank, with what is said otherwise."""
    return partial(
        make_organisation,
        "Listening Line",
        uuid=HELPLINE,
        url="https://line.example/",
        phone="0800 1111",
        ages=(5, 18),
    )

"""A form whose answer is saved nowhere waits as long as a reader does, and no longer."""

import pytest

from directory.outages.kept_pages import is_read


@pytest.mark.parametrize(
    ("method", "path", "reads"),
    [("post", "/who-do-i-call/", True), ("post", "/suggest/", False), ("post", "/list/add/", False)],
)
def test_who_do_i_call_is_read_though_it_is_sent(rf, method, path, reads):
    assert is_read(getattr(rf, method)(path)) is reads

import pytest

from directory.caching import finished_pages, middleware


@pytest.fixture
def kept(monkeypatch):
    """The pages that this process keeps: none yet. A test is a transaction, in which nothing would be kept."""
    pages = finished_pages.FinishedPages()
    monkeypatch.setattr(middleware, "finished_pages", pages)
    monkeypatch.setattr(finished_pages, "is_in_doubt", lambda: False)
    return pages

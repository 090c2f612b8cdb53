"""Files that were made for paper are forgotten by each machine that makes them."""

import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from directory.typesetting import jobs, kept


def test_a_machine_without_a_worker_forgets_them_too(monkeypatch, settings, tmp_path):
    settings.PDF_FOLDER = tmp_path
    now = timezone.now()
    kept.keep("over", b"%PDF", now=now, until=now + timedelta(days=1))
    os.utime(tmp_path / "over.pdf", (now.timestamp() - 1,) * 2)
    passes = iter([None])
    monkeypatch.setattr(time, "sleep", lambda seconds: next(passes))
    with pytest.raises(StopIteration):
        jobs._run()
    assert list(tmp_path.glob("*.pdf")) == []

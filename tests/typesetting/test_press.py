"""Files are made once, one at a time, within a time that is bounded."""

import fcntl
import os
import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone

from directory.typesetting import jobs, kept, press
from directory.typesetting.blocks import paragraph
from directory.typesetting.responses import pdf_response
from tests.typesetting.documents import document

pytestmark = pytest.mark.usefixtures("an_empty_folder")


@pytest.fixture
def an_empty_folder(settings, tmp_path):
    settings.PDF_FOLDER = tmp_path / "made"
    return settings.PDF_FOLDER


@pytest.fixture
def orders(monkeypatch):
    """What was set, without setting it."""
    found = []

    def run(order):
        found.append(order)
        return b"%PDF"

    monkeypatch.setattr(press, "run", run)
    return found


def files(folder):
    return sorted(file.name for file in folder.glob("*.pdf"))


def test_a_document_is_made_once_for_all_that_it_says(orders, an_empty_folder):
    same, other = document(title="Same"), document(title="Other")
    assert [press.pdf_of(one) for one in (same, document(title="Same"), other)] == [b"%PDF"] * 3
    assert len(orders) == 2
    assert files(an_empty_folder) == sorted([f"{same.key}.pdf", f"{other.key}.pdf"])


def test_nothing_is_kept_for_nobody(orders, an_empty_folder):
    for _ in range(2):
        press.pdf_of(document(kept_for=None))
    assert len(orders) == 2
    assert files(an_empty_folder) == []


def test_a_file_is_forgotten_when_its_time_is_over(orders, an_empty_folder):
    press.pdf_of(document(kept_for=timedelta(minutes=10)))
    press.pdf_of(document(title="Longer"))
    assert jobs.forget_files(now=timezone.now() + timedelta(minutes=9)) == "0 forgotten"
    assert jobs.forget_files(now=timezone.now() + timedelta(minutes=11)) == "1 forgotten"
    assert files(an_empty_folder) == [f"{document(title='Longer').key}.pdf"]


def test_a_file_past_its_time_is_made_again(orders):
    for _ in range(2):
        press.pdf_of(document(kept_for=timedelta(seconds=-1)))
    assert len(orders) == 2


def test_the_folder_is_bounded_and_nobody_elses(orders, an_empty_folder, monkeypatch):
    monkeypatch.setattr(kept, "MOST_BYTES", 10)  # two files and a half
    for minutes in (30, 10, 20):
        press.pdf_of(document(title=f"For {minutes}", kept_for=timedelta(minutes=minutes)))
    assert files(an_empty_folder) == sorted(f"{document(title=f'For {one}').key}.pdf" for one in (20, 30))
    assert an_empty_folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.usefixtures("orders")
def test_a_folder_of_somebody_else_is_not_trusted(monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert kept.find("a", timezone.now()) is None
    with pytest.raises(press.NotSetError):
        press.pdf_of(document())


def test_a_full_disk_does_not_keep_a_file_from_whoever_asks(orders, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert press.pdf_of(document()) == b"%PDF"


def asked(rf, one):
    return pdf_response(rf.get("/"), lambda: one, "a.pdf")


def test_an_answer_is_a_file_to_save(rf, orders):
    answer = asked(rf, document())
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a.pdf"'


@pytest.mark.django_db
def test_whoever_finds_others_waiting_is_told_when_to_come_back(rf, orders, monkeypatch):
    monkeypatch.setattr(press, "WAIT", 0)
    with (kept.folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = asked(rf, document())
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "15"
    assert "not ready yet" in answer.content.decode()
    assert asked(rf, document()).status_code == 200  # once the others have theirs


@pytest.mark.django_db
def test_files_never_take_up_all_threads(rf, orders, monkeypatch):
    for _ in range(press.MOST_AT_ONCE):
        press.places.acquire()
    try:
        assert asked(rf, document()).status_code == 503
    finally:
        for _ in range(press.MOST_AT_ONCE):
            press.places.release()
    assert asked(rf, document()).status_code == 200


@pytest.mark.django_db
def test_nothing_is_put_together_for_whoever_finds_all_threads_for_files_busy(rf, monkeypatch):
    monkeypatch.setattr(press, "PATIENCE", 0)
    with press.place(), press.place():
        assert pdf_response(rf.get("/"), pytest.fail, "a.pdf").status_code == 503


@pytest.mark.django_db
def test_a_document_that_takes_too_long_is_given_up(rf, monkeypatch, caplog):
    monkeypatch.setattr(press, "LONGEST", 0.001)
    answer = asked(rf, document(paragraph("A secret"), title="A secret"))
    assert answer.status_code == 503
    assert "You have not done anything wrong" in answer.content.decode()
    assert "could not be set: a.pdf (TimeoutExpired)" in caplog.text
    assert "secret" not in caplog.text


def test_letters_that_cannot_be_put_together_are_left_out(monkeypatch):
    tried = []

    def run(order):
        tried.append(order["data"])
        if "\\u0e0a" in order["data"]:
            raise subprocess.CalledProcessError(1, "typst")
        return b"%PDF"

    monkeypatch.setattr(press, "run", run)
    odd = {"is": "paragraph", "look": "", "rtl": False, "words": [{"text": "Help \u0e0a!", "to": "tel:999"}]}
    assert press.pdf_of(document(odd)) == b"%PDF"
    assert '"Help !", "to": "tel:999"' in tried[1]

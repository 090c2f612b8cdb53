"""Before a restore replaces anything somebody says yes; where nobody can be asked, nothing is replaced."""

import pytest

from directory.backups.management.commands.restore import is_confirmed


@pytest.mark.parametrize(("said", "means"), [("yes", True), (" yes ", True), ("no", False), ("", False)])
def test_only_yes_is_yes(monkeypatch, said, means):
    monkeypatch.setattr("builtins.input", lambda _: said)
    assert is_confirmed() is means


def test_no_terminal_is_no(monkeypatch):
    def closed(_):
        raise EOFError

    monkeypatch.setattr("builtins.input", closed)
    assert is_confirmed() is False

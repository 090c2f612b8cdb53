"""No file takes the memory of the site: each is read, or refused in a sentence, within a bound."""

import subprocess
import sys

import pytest

from tests.exchange.files.hungry_files import HUNGRY

MOST = 150 * 1024  # kB beyond what the file itself and the program take


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("name", HUNGRY)
def test_reading_a_hungry_file_stays_within_its_bound(name):
    content, words = HUNGRY[name]()
    reader = [sys.executable, "-m", "tests.exchange.files.hungry_files"]
    done = subprocess.run(reader, input=content, capture_output=True, check=True, timeout=120)
    taken, _, said = done.stdout.decode().partition(" ")
    assert words in said if words else said.strip().isdigit(), said
    assert int(taken) < MOST

"""No file takes the memory of the site: each is read, or refused in a sentence, within a bound."""

import multiprocessing

import pytest

from tests.exchange.files.hungry_files import HUNGRY, read_and_measure
from tests.quick import some_of

MOST = 150 * 1024  # kB beyond what the file itself and the program take

# Each is read by a process of its own, which knows the modules already: to import them takes longer than to read.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([read_and_measure.__module__])


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("name", some_of(list(HUNGRY)))
def test_reading_a_hungry_file_stays_within_its_bound(name):
    content, words = HUNGRY[name]()
    with PROCESSES.Pool(1) as pool:
        taken, said = pool.apply(read_and_measure, [content])
    assert words in said if words else said.strip().isdigit(), said
    assert taken < MOST

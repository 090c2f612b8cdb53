"""The table of settings in docs/operations.md is all that there is, and all of it is there."""

import re

from tests.machine import ROOT

OURS = ("resourcebank", "directory")
READ = re.compile(r"env\.[a-z_]+\(\s*\"([A-Z][A-Z_]+)\"")


def names_read():
    files = [file for room in OURS for file in (ROOT / room).rglob("*.py")]
    return {name for file in files for name in READ.findall(file.read_text())}


def names_documented():
    page = (ROOT / "docs" / "operations.md").read_text()
    table = page.partition("| variable | meaning |")[2].partition("\n\n")[0]
    first_cells = re.findall(r"^\| ([^|]*) \|", table, re.MULTILINE)
    return {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}


def test_every_variable_that_is_read_is_documented_and_no_other():
    assert names_read() == names_documented()


def test_nothing_but_one_module_reads_the_environment():
    files = [file for room in OURS for file in (ROOT / room).rglob("*.py")]
    readers = {
        file.relative_to(ROOT).as_posix()
        for file in files
        if re.search(r"environ(\.get|\[\"\w+\"\](?! =))|getenv", file.read_text())
    }
    assert readers == {"resourcebank/env.py"}

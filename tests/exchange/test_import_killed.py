"""A process that is killed in the middle of an import leaves nothing half done, and the import can be run again.

KILLS says how often (20 for a thorough run); each kill comes at another moment of the import.
"""

import os
import random
import subprocess
import sys
import time

import pytest

from tests.machine import ROOT
from tests.quick import fewer

pytestmark = [pytest.mark.once, pytest.mark.slow]

KILLS = int(os.environ.get("KILLS", fewer(3)))
ROWS = fewer(2000)
HEADERS = "reference,title,summary,age_min,age_max,sectors,abilities,audiences,topics,districts,cost"


@pytest.fixture
def bank(tmp_path):
    """A database of its own, in a process of its own: what is killed here must not be the test."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "resourcebank.settings",
        "DEBUG": "true",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'bank.sqlite3'}",
    }

    def run(code):
        """What `code` prints, in a process of its own: to start one takes longer than most of what it does."""
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout

    run(BEGIN)
    run.environment = environment
    return run


BEGIN = """
from pathlib import Path
from django.core.management import call_command
from directory.exchange.starter_content.loading import load_vocabularies
from directory.exchange.starter_content.reading import read_vocabularies
call_command("migrate", verbosity=0)
load_vocabularies(read_vocabularies(Path("fixtures")))
call_command("development_sign_in")
"""


def written(folder, number):
    lines = [HEADERS]
    lines += [
        f"r{number}-{row},Title {row},Summary.,5,11,primary,mainstream,teaching_staff,consent; banter,national,free"
        for row in range(ROWS)
    ]
    file = folder / f"{number}.csv"
    file.write_text("\n".join(lines))
    return str(file)


COUNT_IMPORT_AND_COUNT = """
from django.core.management import call_command
from directory.catalogue.models import Entry, Revision, TopicTagging
from directory.resources.models import Resource
from directory.search.documents.consistency import find_differences

def count():
    mine = Entry.objects.filter(reference__startswith="r{number}-")
    print(mine.count(), Resource.objects.filter(reference__startswith="r{number}-").count(),
          TopicTagging.objects.filter(content_object__in=mine).count(),
          Revision.objects.filter(entry__in=mine).count(), len(find_differences()))

count()
call_command("import_entries", "resource", {file!r}, by="coordinator", verbosity=0)
count()
"""


def test_an_import_that_is_killed_is_all_or_nothing_and_can_be_run_again(bank, tmp_path):
    moments, outcomes = random.Random(4), []
    for number in range(KILLS):
        file = written(tmp_path, number)
        command = [sys.executable, "manage.py", "import_entries", "resource", file, "--by", "coordinator", "-v0"]
        process = subprocess.Popen(command, cwd=ROOT, env=bank.environment, stdout=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.8, 6))
        process.kill()
        process.wait()
        after_the_kill, _, after_another = bank(COUNT_IMPORT_AND_COUNT.format(number=number, file=file)).splitlines()
        outcomes.append(after_the_kill.split())
        assert after_another.split() == [str(ROWS), str(ROWS), str(2 * ROWS), str(ROWS), "0"]
    nothing, everything = ["0", "0", "0", "0", "0"], [str(ROWS), str(ROWS), str(2 * ROWS), str(ROWS), "0"]
    print(f"{KILLS} kills: {outcomes.count(nothing)} left nothing, {outcomes.count(everything)} came after the end")
    assert all(outcome in (nothing, everything) for outcome in outcomes)

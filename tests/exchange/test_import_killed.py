"""A process that is killed in the middle of an import shows nothing of it, and whoever comes next goes on with it.

KILLS says how often (20 for a thorough run), and EVERY_CASE=1 makes the import longer. Each comes at another moment.
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
ROWS = fewer(2000, usual=3)
HEADERS = "reference,title,summary,age_min,age_max,sectors,abilities,audiences,topics,districts,cost"


@pytest.fixture
def bank(own_environment):
    """A database of its own, in a process of its own: what is killed here must not be the test."""

    def run(*codes):
        """What they print, in one process of its own: to start one takes longer than most of what it does."""
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", "\n".join(codes)]
        done = subprocess.run(command, cwd=ROOT, env=own_environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run.environment = own_environment
    return run


SIGN_IN = """
from django.core.management import call_command
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
    mine = Entry.objects.arrived().filter(reference__startswith="r{number}-")
    print(mine.count(), Resource.objects.arrived().filter(reference__startswith="r{number}-").count(),
          TopicTagging.objects.filter(content_object__in=mine).count(),
          Revision.objects.filter(entry__in=mine).count(), len(find_differences()))

count()
call_command("import_entries", "resource", {file!r}, by="coordinator", anyway=True, verbosity=0)
count()
"""


def test_an_import_that_is_killed_shows_all_or_nothing_and_can_be_run_again(bank, tmp_path):
    moments, outcomes = random.Random(4), []
    bank(SIGN_IN)
    for number in range(KILLS):
        file = written(tmp_path, number)
        command = [
            sys.executable,
            "manage.py",
            "import_entries",
            "resource",
            file,
            "--by",
            "coordinator",
            "--anyway",
            "-v0",
        ]
        process = subprocess.Popen(command, cwd=ROOT, env=bank.environment, stdout=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.8, 1.5 + ROWS / 450))
        assert process.poll() in (None, 0)  # it was killed, or had come to its end
        process.kill()
        process.wait()
        after_the_kill, *_, after_another = bank(COUNT_IMPORT_AND_COUNT.format(number=number, file=file)).splitlines()
        outcomes.append(after_the_kill.split())
        assert after_another.split() == [str(ROWS), str(ROWS), str(2 * ROWS), str(ROWS), "0"]
    nothing, everything = ["0", "0", "0", "0", "0"], [str(ROWS), str(ROWS), str(2 * ROWS), str(ROWS), "0"]
    print(f"{KILLS} kills: {outcomes.count(nothing)} left nothing, {outcomes.count(everything)} came after the end")
    assert all(outcome in (nothing, everything) for outcome in outcomes)


BEGIN_MIXED = """
from django.contrib.auth import get_user_model
from tests.exchange.batches.importing import HEADERS, imported, new_rows, waiting
user = get_user_model().objects.get(username="coordinator")
imported(new_rows({rows}), user)
changed = [[row[0], "Changed " + row[0], *row[2:]] for row in new_rows({rows})]
print(waiting([*changed, *new_rows({rows}, {rows})], user).pk)
"""
WORK = "from directory.exchange.batches.working import work_on; work_on({batch!r})"
LOOK = """
from directory.catalogue.models import Entry
from directory.exchange.models import ImportBatch
from directory.search.documents.consistency import find_differences
here, batch = Entry.objects.arrived(), ImportBatch.objects.get(pk={batch!r})
print(here.count(), here.filter(title__startswith="Changed").count(), Entry.objects.count(), batch.state,
      batch.task or "none", len(batch.left) + len(batch.problems), len(find_differences()))
"""
TAKE_BACK = """
from directory.exchange.batches.beginning import begin_task
from directory.exchange.models import ImportBatch
batch = ImportBatch.objects.get(pk={batch!r})
begin_task(batch=batch, task="take_back", by=batch.by)
"""


def test_a_worker_that_is_killed_leaves_an_import_and_its_taking_back_to_the_next(bank):
    rows, moments = max(ROWS // 4, 110), random.Random(7)
    batch = bank(SIGN_IN, BEGIN_MIXED.format(rows=rows)).split()[-1]

    def killed_again_and_again():
        for _ in range(KILLS):
            command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", WORK.format(batch=batch)]
            process = subprocess.Popen(command, cwd=ROOT, env=bank.environment)
            time.sleep(moments.uniform(1.5, 4))
            assert process.poll() in (None, 0)
            process.kill()
            process.wait()
            yield bank(LOOK.format(batch=batch)).split()

    for here, _, _, state, *_ in killed_again_and_again():
        assert int(here) == (2 * rows if state == "complete" else rows)
    assert bank(WORK.format(batch=batch), LOOK.format(batch=batch)).split() == [
        *map(str, (2 * rows, rows, 2 * rows)),
        "complete",
        "none",
        "0",
        "0",
    ]
    bank(TAKE_BACK.format(batch=batch))
    assert all(row[-1] == "0" for row in killed_again_and_again())
    done = bank(WORK.format(batch=batch), LOOK.format(batch=batch)).split()
    assert done == [*map(str, (rows, 0, rows)), "taken_back", "none", "0", "0"]

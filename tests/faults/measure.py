"""python -m tests.faults.measure [name of a fault]... : these or all of them, each three times."""

import argparse
import json
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from tests.faults import faults
from tests.faults.cluster import cluster
from tests.faults.crowd import Crowd
from tests.faults.site import Site
from tests.machine import ROOT, postgres_folder

PLACES = """
from django.contrib.contenttypes.models import ContentType
from directory.catalogue.models import Entry
from directory.topics.models import Hub
import json
from directory.resources.models import Resource
shown = list(Resource.objects.published()[:30])
hubs = [f"/topics/{slug}/" for slug in Hub.objects.values_list("topic__slug", flat=True)[:20]]
print(json.dumps({"entries": [one.get_absolute_url() for one in shown],
                  "edited": [f"/admin/resources/resource/{one.pk}/change/" for one in shown[:3]], "hubs": hubs}))
"""
KEPT = """
import json, sys
from directory.catalogue.models import Revision
from directory.shortlist.models import Shortlist
said = json.dumps(list(Revision.objects.order_by("-pk").values_list("record", flat=True)[:20000]))
words, lists = json.load(open({file!r}))
print(json.dumps({{
    "words": [word for word in words if word in said],
    "lists": [path for path in lists if Shortlist.objects.filter(token=path.split("/list/")[1].split("/")[0])
              .filter(items__isnull=False).exists()],
    "empty": Shortlist.objects.filter(items=None).count(),
}}))
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = []
    for title, database, wanted in (
        ("PostgreSQL", postgresql, faults.ON_POSTGRESQL),
        ("SQLite", sqlite, faults.ON_SQLITE),
    ):
        wanted = [fault for fault in wanted if not options.names or fault.__name__ in options.names]
        if wanted:
            with database() as (site, hurt):
                for fault in wanted:
                    lines += [trial(site, hurt, fault, title) for _ in range(options.times)]
    if options.write:
        (ROOT / "docs" / "faults.md").write_text(HEAD + "\n".join(lines) + "\n")


@contextmanager
def postgresql():
    with cluster(postgres_folder()) as server:
        yield from served(server.url, server)


@contextmanager
def sqlite():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bank.sqlite3"
        yield from served(f"sqlite:///{file}", file)


def served(url, hurt):
    site = Site(url)
    site.prepare()
    site.start()
    try:
        yield site, hurt
    finally:
        site.stop()


def trial(site, hurt, fault, title):
    """One fault, in one line of a table."""
    places = json.loads(site.manage("shell", "--no-imports", "-c", PLACES).splitlines()[-1])
    cookies = [site.session_of(f"curator{number}") for number in range(2)]
    log = site.log.stat().st_size
    with Crowd(site=site, cookies=cookies, **places) as crowd:
        time.sleep(4)
        start = time.monotonic() - crowd.began
        with fault(site, hurt) as seconds:
            time.sleep(seconds)
        mended = time.monotonic() - crowd.began
        time.sleep(5)
    lost, untrue, empty = missing(site, crowd)
    after = [s.at for s in crowd.samples if s.at >= mended and s.got == "200" and s.who == "reader"]
    cells = [title, fault.__name__.replace("_", " "), f"{mended - start:.0f} s"]
    for who in ("reader", "curator", "starter"):
        cells += [said(crowd, who, start, mended), f"{crowd.longest(who, start, mended):.1f} s"]
    cells += [f"{min(after, default=999) - mended:.1f} s", len(crowd.acknowledged) + len(crowd.lists)]
    cells += [lost, untrue, empty, f"{(site.log.stat().st_size - log) / 1000:.0f} kB"]
    line = f"| {' | '.join(map(str, cells))} |"
    print(line, flush=True)
    return line


def said(crowd, who, start, end):
    came = crowd.table(who, start, end)
    return ", ".join(f"{got}: {number}" for got, number in Counter(came).most_common()) or "nothing asked"


def missing(site, crowd):
    """How much that was acknowledged is lost, how much was saved and said not to be, how many lists are empty."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump([crowd.acknowledged + crowd.denied, crowd.lists], file)
        file.flush()
        kept = json.loads(site.manage("shell", "--no-imports", "-c", KEPT.format(file=file.name)).splitlines()[-1])
    lost = len(set(crowd.acknowledged) - set(kept["words"])) + len(set(crowd.lists) - set(kept["lists"]))
    return lost, len(set(crowd.denied) & set(kept["words"])), kept["empty"]


DATABASES = [("PostgreSQL", postgresql, faults.ON_POSTGRESQL), ("SQLite", sqlite, faults.ON_SQLITE)]
COLUMNS = (
    "database, fault, for, readers got, longest, curators got, longest, starters of lists got, longest, next page,"
    " acknowledged, lost, untrue, empty lists, log"
).split(", ")
HEAD = f"""# What readers and curators get while something is broken

Made by `make faults`: gunicorn in production settings with two processes, 4 readers, 2 curators and somebody who
starts lists, without a pause, each fault three times. "kept" is a page of before, with its date at the top; every 503
has the numbers to call and says when to try again; 429 is the limit on new lists, which this crowd of one address
soon reaches. "Acknowledged" are the edits and lists that they were told were saved, "lost" those that were not there
afterwards; "untrue" is what they were told was not saved, and was.

The two hundred slow senders come straight to the server, as no proxy lets them: so it must not face the network.

| {" | ".join(COLUMNS)} |
{"|---" * len(COLUMNS)}|
"""

if __name__ == "__main__":
    main()

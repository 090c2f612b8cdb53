"""Writes docs/numbers-to-check.md from the starter content; `--check` says whether it is today's."""

import json
import sys
from pathlib import Path

from directory.organisations.telephone import written
from resourcebank.county_folder import COUNTY_FOLDER

NUMBERS = ("phone", "text")
ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "numbers-to-check.md"
NOT_READ = ("general knowledge", "memory", "archived")  # words of a source that nobody has read lately
HEAD = """# Numbers to call before launch

Written by `python scripts/numbers_to_check.py` from `organisations.json` of the nation and of the county.
Call each number, ask who it is for, from what age and when it answers, then correct the entry. Local numbers come
first, the least certain before the others.

| service | number | why |
|---|---|---|
"""


def numbers_of(record):
    """Every number of a service that a telephone reaches, as people write it."""
    points = [point for point in record["contact_points"] if point["channel"] in NUMBERS]
    return [written(point["value"], point.get("extension", "")) for point in points]


def why(record):
    """Why a number must be called: a sentence each, or nothing."""
    reasons = {
        "Details being checked.": record["confidence"] != "high",
        "Local.": record["scope"] == "local",
        "No source read.": any(words in record["source"] for words in NOT_READ),
        record["note"].replace("\n", " "): "check" in record["note"].lower(),
    }
    return " ".join(reason for reason, holds in reasons.items() if holds)


def page():
    records = {}
    for folder in (ROOT / "fixtures", COUNTY_FOLDER):
        for record in json.loads((folder / "organisations.json").read_text())["items"]:
            records[record["id"]] = records.get(record["id"], {}) | record
    active = [record for record in records.values() if record["status"] == "active"]
    rows = [
        (record["scope"] != "local", record["confidence"] == "high", record["title"], number, why(record))
        for record in active
        for number in numbers_of(record)
        if why(record) and len(number) > 3  # 999, 101 and 111 need no call
    ]
    return HEAD + "".join(f"| {title} | {number} | {reason} |\n" for _, _, title, number, reason in sorted(rows))


def main():
    if "--check" not in sys.argv:
        PAGE.write_text(page())
    elif not PAGE.exists() or PAGE.read_text() != page():
        sys.exit("docs/numbers-to-check.md is not of today's content: run python scripts/numbers_to_check.py")


if __name__ == "__main__":
    main()

"""Writes docs/who-do-i-call.md from the rules of "Who do I call"; `--check` says whether it is today's."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "who-do-i-call.md"
sys.path.insert(0, str(ROOT))

from directory.who_to_call.described import page  # noqa: E402 - found only with the line above


def main():
    if "--check" not in sys.argv:
        PAGE.write_text(page())
    elif not PAGE.exists() or PAGE.read_text() != page():
        sys.exit("docs/who-do-i-call.md shows other rules than the code: run python scripts/describe_who_to_call.py")


if __name__ == "__main__":
    main()

"""Draws the picture in docs/architecture.md from the import contracts; `--check` says whether it is today's."""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "```mermaid\n", "```\n"


def layers(container):
    """The layers of one contract, the highest first: a list of lists of rooms."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    found = next(one for one in contracts if one["type"] == "layers" and one["containers"] == [container])
    return [[room.strip() for room in layer.split("|")] for layer in found["layers"]]


def picture():
    rooms = layers("directory")
    lines = ["flowchart TB"]
    for number, layer in enumerate(rooms):
        lines.append(f'    subgraph layer{number}[" "]')
        lines += [f"        {room}" for room in layer if room != "search"]
        if "search" in layer:
            lines += ["        subgraph search", "            direction LR"]
            steps = [" & ".join(f"search.{name}" for name in inner) for inner in layers("directory.search")]
            lines += [f"            {' --> '.join(steps)}", "        end"]
        lines.append("    end")
    lines += [f"    layer{number} --> layer{number + 1}" for number in range(len(rooms) - 1)]
    return "\n".join(lines) + "\n"


def drawn(page):
    """The page with today's picture in it."""
    start = page.index(BEGIN) + len(BEGIN)
    return page[:start] + picture() + page[page.index(END, start) :]


def main():
    before = PAGE.read_text()
    after = drawn(before)
    if "--check" not in sys.argv:
        PAGE.write_text(after)
    elif before != after:
        sys.exit(
            "docs/architecture.md shows other rooms than pyproject.toml: run python scripts/draw_architecture.py"
        )


if __name__ == "__main__":
    main()

"""The README leads to every room and every page of the docs, and to nothing that is not there."""

import re

import pytest

from tests.machine import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ROOMS = sorted(path.parent.name for path in ROOT.glob("directory/*/__init__.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_it_says_what_each_room_is_for(room):
    assert re.search(rf"`(directory/)?{room}/", README)


def test_it_names_every_page_of_the_docs():
    assert [path.name for path in sorted(ROOT.glob("docs/*.md")) if f"docs/{path.name}" not in README] == []


@pytest.mark.parametrize(
    "document", ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))]
)
def test_its_links_lead_somewhere(document):
    path = ROOT / document
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []

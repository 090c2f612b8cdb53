"""Pages that browsers and caches keep are others after a change of the county's folder too."""

import shutil
from dataclasses import replace

import pytest

from directory.county.current import county
from directory.search.pages import code_version


@pytest.mark.parametrize("file", ["county.json", "places.csv", "static/images/social_card.png"])
def test_a_change_of_the_county_s_files_is_another_version(monkeypatch, tmp_path, file):
    copy = replace(county, folder=shutil.copytree(county.folder, tmp_path / "county"))
    monkeypatch.setattr(code_version, "county", copy)
    before = code_version.code_version()
    with (copy.folder / file).open("ab") as changed:
        changed.write(b" ")
    assert code_version.code_version() != before

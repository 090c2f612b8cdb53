"""The county is data: no name of it, its districts or its places stands in code, templates or styles."""

import re

from directory.county.current import county
from tests.machine import ROOT

LOOKED_AT = {
    "directory": (".py", ".html", ".txt"),
    "resourcebank": (".py",),
    "templates": (".html", ".txt", ".xml", ".typ"),
    "static": (".scss", ".css", ".js", ".svg"),
    "fixtures": (".json", ".csv"),  # the nation's
}
# Words of English, and what everybody types, which has names of places in it because people do; the county's own
# folder, what a release did, and what is made of these.
LEFT_OUT = ("word_frequencies.txt", "everyday_lines.txt", "fixtures/county/", "/migrations/", "static/build/")


def files():
    """Path from the root -> what it says."""
    for folder, endings in LOOKED_AT.items():
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix in endings and not any(part in name for part in LEFT_OUT):
                yield name, path.read_text(encoding="utf-8")


def names():
    """Those that are nothing else: no word, and no surname. And what its council has that another may not."""
    places = (place.name for place in county.places if place.districts and not place.ambiguous)
    team = county.advice_team
    own = (team, team.replace("the ", "county's ", 1), f"county {county.young_people_asked_in}")
    return {county.name, *county.other_names, *county.homes, *county.homes.values(), *county.towns, *places, *own}


def test_no_name_of_the_county_stands_in_code_or_templates():
    looked_for = re.compile(rf"\b({'|'.join(map(re.escape, names()))})\b", re.IGNORECASE)
    said = {name: set(looked_for.findall(text)) for name, text in files()}
    assert {name: found for name, found in said.items() if found} == {}
    assert len(said) > 700

"""What must hold on every page of the admin in a browser: accessible, and never wider than the screen."""

import pytest

from tests.journeys.accessibility import some_ways, violations_everywhere
from tests.journeys.ways import width_of
from tests.roles.table import ENTRY_MODELS, patterns
from tests.roles.things import VOCABULARIES, one_of_everything, places
from tests.test_urls import MATRIX

PARTS = 4  # which run side by side
NO_PAGES = ("logout", "jsi18n", "autocomplete", "import_template", "_history")
# One stands for all: of the vocabularies topics, of the kinds resources, but for their forms.
ONE_FOR_ALL = ("_versions", "_restore", "_delete")
ALIKE = tuple(f"admin:{name}_" for name in VOCABULARIES if name != "taxonomy_topic")
KINDS = tuple(f"admin:{name}_" for name in ENTRY_MODELS if name != "resources_resource")


def has_a_layout_of_its_own(name):
    if not MATRIX[name] or name.endswith(NO_PAGES) or name.startswith(ALIKE):
        return False
    if name.endswith(ONE_FOR_ALL):
        return name.startswith("admin:resources_")
    return not name.startswith(KINDS) or name.endswith(("_add", "_change"))


def problems_of(page, ways):
    page.evaluate("scrollTo(0, document.body.scrollHeight)")  # else its bar of buttons lies over what is below
    if width_of(page) > page.viewport_size["width"]:
        yield "scrolls sideways on a wide screen"
    yield from violations_everywhere(page, ways=ways)
    if width_of(page) > page.viewport_size["width"]:
        yield "scrolls sideways on a narrow screen"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_of_the_admin_is_accessible_and_never_scrolls_sideways(curator, bank, part):
    things, found, seen = one_of_everything(), {}, 0
    named = [(name, path) for name, path in patterns() if name in MATRIX]
    laid_out = [item for item in named if has_a_layout_of_its_own(item[0])]
    for number, (name, path) in [*enumerate(laid_out)][part::PARTS]:
        place = bank + next(iter(places(name, path, things).values()))
        curator.set_viewport_size({"width": 1280, "height": 900})
        answer = curator.goto(place)
        if answer.ok and curator.url == place:  # else it is there in another state, or leads to another page
            found[name] = [*problems_of(curator, some_ways(number))]
            seen += 1
    curator.context.complaints.clear()  # some answer 403 or 404
    assert seen > 15
    assert {name: problems for name, problems in found.items() if problems} == {}

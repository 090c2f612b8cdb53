"""Every number of the provision map is that of the search that it leads to."""

from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from directory.catalogue.doors import Door
from directory.insight.provision.layers import AXES, Layer
from directory.insight.provision.provision_map import ProvisionMap
from directory.search.documents.index_store import index_store
from directory.search.pages.filters.filterset import EntryFilterSet
from directory.search.pages.my_setting import Setting
from tests.quick import some_of

pytestmark = [pytest.mark.usefixtures("starter_content"), pytest.mark.django_db]

DOORS = {f"/{door.path}/": door for door in Door}


def number_at(address, snapshot):
    parts = urlsplit(address)
    assert parts.path in {"/search/", *DOORS}
    return EntryFilterSet(QueryDict(parts.query), snapshot=snapshot, door=DOORS.get(parts.path)).hits().total


@pytest.mark.parametrize("setting", ["", "sector=special&district=tamworth"])
@pytest.mark.parametrize("layer", list(Layer))
def test_every_cell_counts_what_its_search_finds(layer, setting):
    snapshot, wrong = index_store.snapshot(), []
    for by, also in [*((by, "") for by in AXES), ("stage", "need")]:
        found = ProvisionMap(Setting(QueryDict(setting)), layer, by, also, snapshot=snapshot)
        rows = some_of(found.rows + ([found.any_topic] if found.any_topic else []))
        wrong += [cell.url for row in rows for cell in row.cells if number_at(cell.url, snapshot) != cell.total]
    assert wrong == []


def test_lessons_have_gaps_where_policies_and_helplines_hid_them():
    empty = {layer: ProvisionMap(Setting(), layer).empty for layer in Layer}
    assert empty[Layer.LESSONS] > 10 * empty[Layer.EVERYTHING]

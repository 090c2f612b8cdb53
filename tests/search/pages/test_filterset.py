import pytest

from directory.catalogue.doors import Door
from tests.search.asking import filterset_for

pytestmark = pytest.mark.django_db


def problems(address, door=None):
    return filterset_for(address, door).problems


@pytest.mark.parametrize(
    "address",
    [
        "",
        "q=consent&sector=primary&sector=special&age=9&ability=mld&kind=resource",
        "year=y5&year=ks2&district=tamworth&local=yes&cost=free&sort=newest&page=2",
        "q=&age=&year=&sector=",
        "help=victims&type=lesson_plan&mode=elearning&level=level1&evidence=reported&strand=p_being_safe",
    ],
)
def test_filters_accept(address):
    assert problems(address) == []


@pytest.mark.parametrize(
    "address",
    [
        "age=nine",
        "age=9.5",
        "age=-1",
        "age=26",
        "age=9&age=14",
        "q=a&q=b",
        "year=y99",
        "sector=primary&sector=nonsense",
        "ability='; drop table",
        "local=maybe",
        "sort=worst",
        "page=0",
        "page=two",
        "page=99999999999999999999",
        "q=%00",
        "q=" + "x" * 1_001,
        "sector=%F0%9F%92%A9",
    ],
)
def test_filters_refuse_in_one_sentence(address):
    assert len(problems(address)) == 1


def test_filters_name_what_they_cannot_use():
    assert problems("sector=nonsense") == ["Sector: nonsense is not a choice for “Sector”."]


def test_filters_report_unknown_parameters():
    assert filterset_for("q=consent&utm_source=x").unknown == ["utm_source"]


def test_filters_of_one_kind_leave_out_those_of_the_others():
    names = set(filterset_for("", Door.LESSONS).filters)
    assert {"type", "strand", "sector"} <= names
    assert not {"kind", "help", "mode", "evidence"} & names

"""Two people's changes of one record."""

from hypothesis import given
from hypothesis import strategies as st

from directory.catalogue.records.merging import three_way
from directory.resources.models import Resource

FIELDS = ["title", "summary", "sectors", "age_min"]
VALUES = {
    "title": st.sampled_from(["A", "B", "C"]),
    "summary": st.sampled_from(["", "One", "Two", "Three"]),
    "sectors": st.sampled_from([[], ["primary"], ["special"], ["primary", "special"]]),
    "age_min": st.sampled_from([None, 5, 9, 13]),
}
RECORDS = st.fixed_dictionaries(VALUES)


@given(RECORDS, RECORDS, RECORDS)
def test_what_one_changed_is_kept_and_what_both_changed_is_asked_about(base, mine, theirs):
    record, conflicts = three_way(Resource, base, mine, theirs)
    for name in FIELDS:
        if mine[name] == base[name]:
            assert record[name] == theirs[name]
        else:
            assert record[name] == mine[name]
        both = base[name] != mine[name] != theirs[name] != base[name]
        assert (name in conflicts) == both


@given(RECORDS, RECORDS)
def test_where_nobody_else_changed_anything_mine_is_what_stays(base, mine):
    assert three_way(Resource, base, mine, base) == (mine, [])


@given(RECORDS, RECORDS)
def test_where_i_changed_nothing_theirs_is_what_stays(base, theirs):
    assert three_way(Resource, base, base, theirs) == (theirs, [])


@given(RECORDS, RECORDS, RECORDS)
def test_what_only_one_of_two_changed_is_the_same_whoever_asks(base, mine, theirs):
    one, conflicts = three_way(Resource, base, mine, theirs)
    other, same = three_way(Resource, base, theirs, mine)
    assert conflicts == same
    assert {name for name in FIELDS if one[name] != other[name]} == set(conflicts)

"""What two people did to one record, put together."""

from hypothesis import given
from hypothesis import strategies as st

from directory.casestudies.models import CaseStudy
from directory.catalogue.records.comparing import differences, is_same
from directory.catalogue.records.merging import MINE, THEIRS, three_way
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.training.models import Course

BASE = {"title": "Asking", "summary": "As it was.", "age_min": 5, "age_max": 11, "topics": ["banter", "consent"]}


def merge(mine, theirs, model=Resource, base=BASE, **decided):
    record, conflicts = three_way(model, base, base | mine, base | theirs, decided)
    return record, [conflict.name for conflict in conflicts]


def date(day, place="Stafford", status="scheduled"):
    starts, ends = (f"2027-03-{day:02}T{hour}:00:00+00:00" for hour in ("09", "12"))
    return {"starts_at": starts, "ends_at": ends, "place": place, "booking_url": "", "status": status}


def phone(value, note=""):
    return {"channel": "phone", "value": value, "note": note}


# Fields


def test_what_each_changed_by_themselves_stands_together():
    record, conflicts = merge({"summary": "Mine."}, {"title": "Theirs"})
    assert (record["summary"], record["title"], conflicts) == ("Mine.", "Theirs", [])


def test_what_both_changed_to_the_same_is_no_conflict():
    assert merge({"title": "Both"}, {"title": "Both"}) == (BASE | {"title": "Both"}, [])


def test_what_both_changed_to_something_else_is_asked_about_and_theirs_stands():
    record, conflicts = three_way(Resource, BASE, BASE | {"title": "Mine"}, BASE | {"title": "Theirs"})
    assert record["title"] == "Theirs"
    [asked] = conflicts
    assert (asked.label, asked.base, asked.mine, asked.theirs) == ("title", "Asking", "Mine", "Theirs")


def test_a_decision_is_followed_and_asks_no_more():
    assert merge({"title": "Mine"}, {"title": "Theirs"}, title=MINE) == (BASE | {"title": "Mine"}, [])
    assert merge({"title": "Mine"}, {"title": "Theirs"}, title=THEIRS) == (BASE | {"title": "Theirs"}, [])


def test_an_age_range_that_neither_chose_does_not_come_about():
    record, conflicts = merge({"age_min": 9}, {"age_max": 7})
    assert (record["age_min"], record["age_max"], conflicts) == (5, 7, ["age_min"])
    assert merge({"age_min": 9}, {"age_max": 7}, age_min=MINE)[0] == BASE | {"age_min": 9, "age_max": 11}


def test_terms_are_put_together_one_by_one():
    record, conflicts = merge({"topics": ["consent", "stalking"]}, {"topics": ["banter", "consent", "sexting"]})
    assert (record["topics"], conflicts) == (["consent", "sexting", "stalking"], [])


def test_emptying_a_field_is_a_change_and_no_age_is_not_age_nought():
    assert merge({"summary": ""}, {"summary": "Theirs."})[1] == ["summary"]
    assert merge({"summary": ""}, {"title": "Theirs"})[0]["summary"] == ""
    assert not is_same(0, None)


def test_without_what_was_opened_all_that_differs_is_asked_about():
    rows = {"sessions": [date(1)]}
    conflicts = three_way(Course, {}, BASE | {"topics": []} | rows, BASE | {"title": "Theirs"})[1]
    assert {conflict.name for conflict in conflicts} == {"title", "topics", "sessions"}


# Rows


def dates(base, mine, theirs, **decided):
    sides = ({"sessions": rows} for rows in (base, mine, theirs))
    record, conflicts = three_way(Course, *sides, decided)
    return record["sessions"], conflicts


def test_a_date_that_only_the_other_changed_removed_or_added_stays_so():
    base = [date(1), date(2), date(3)]
    theirs = [date(1, "Lichfield"), date(3), date(4)]
    assert dates(base, [*base, date(5)], theirs) == ([date(1, "Lichfield"), date(3), date(4), date(5)], [])


def test_the_order_in_which_a_database_keeps_the_names_of_a_row_says_nothing():
    """PostgreSQL has an order of its own."""
    base, mine, theirs = [date(1), date(2)], [date(1, "Lichfield"), date(2)], [date(1), date(2, "Stone")]
    kept = [[dict(sorted(row.items(), reverse=True)) for row in rows] for rows in (base, theirs)]
    assert dates(kept[0], mine, kept[1]) == ([date(1, "Lichfield"), date(2, "Stone")], [])
    assert differences(Course, {"sessions": kept[0]}, {"sessions": base}) == []
    [difference] = differences(Course, {"sessions": kept[0]}, {"sessions": kept[1]})
    assert difference.after.startswith("starts at: 2027-03-02")


def test_a_date_that_both_changed_is_asked_about_and_the_others_are_put_together():
    base = [date(1), date(2)]
    mine, theirs = [date(1, "Tamworth"), date(2), date(3)], [date(1, "Lichfield")]
    rows, [asked] = dates(base, mine, theirs)
    assert rows == [date(1, "Lichfield"), date(3)]
    assert [side.partition("place: ")[2].partition(",")[0] for side in (asked.base, asked.mine, asked.theirs)] == [
        "Stafford",
        "Tamworth",
        "Lichfield",
    ]
    assert dates(base, mine, theirs, sessions=MINE) == ([date(1, "Tamworth"), date(3)], [])


def test_a_date_that_one_removed_and_the_other_changed_is_asked_about():
    base, changed = [date(1), date(2)], [date(1, status="full"), date(2)]
    assert dates(base, [date(2)], changed)[1][0].mine == "Removed"
    rows, [asked] = dates(base, changed, [date(2)])
    assert (rows, asked.theirs) == ([date(2)], "Removed")


def test_the_same_date_added_by_both_is_there_once():
    assert dates([], [date(1)], [date(1)]) == ([date(1)], [])


def numbers(base, mine, theirs):
    sides = ({"contact_points": rows} for rows in (base, mine, theirs))
    record, conflicts = three_way(Organisation, *sides)
    return record["contact_points"], conflicts


def test_numbers_keep_the_order_that_one_of_the_two_gave_them():
    one, two, three = phone("1"), phone("2"), phone("3")
    assert numbers([one, two], [one, two, three], [two, one]) == ([two, three, one], [])
    assert numbers([one, two], [two, one], [one, two, three]) == ([two, three, one], [])


def test_two_new_orders_are_asked_about():
    one, two, three = phone("1"), phone("2"), phone("3")
    rows, conflicts = numbers([one, two, three], [two, one, three], [three, two, one])
    assert rows == [three, two, one]
    assert len(conflicts) == 1


# Whatever the two did

TEXT = st.sampled_from(["", "a", "b", "c"])
TERMS = st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(sorted)
DECISIONS = st.fixed_dictionaries({"when": TEXT, "what": TEXT, "why": TEXT})
RECORDS = st.fixed_dictionaries(
    {
        "title": TEXT,
        "summary": TEXT,
        "age_min": st.none() | st.integers(0, 2),
        "age_max": st.none() | st.integers(0, 2),
        "topics": TERMS,
        "decisions": st.lists(DECISIONS, max_size=4),
    }
)


def together(base, mine, theirs, decided=None):
    return three_way(CaseStudy, base, mine, theirs, decided)


@given(RECORDS, RECORDS)
def test_if_one_changed_nothing_the_other_stands(base, changed):
    assert together(base, changed, base) == (changed, [])
    assert together(base, base, changed) == (changed, [])
    assert together(base, changed, changed) == (changed, [])


@given(RECORDS, RECORDS, RECORDS)
def test_no_field_is_lost_whatever_both_did(base, mine, theirs):
    record, conflicts = together(base, mine, theirs)
    asked = {name for conflict in conflicts for name in conflict.names}
    for name in ("title", "summary", "age_min", "age_max"):
        assert record[name] in (mine[name], theirs[name])
        if mine[name] != base[name] != theirs[name]:
            assert name in asked or mine[name] == theirs[name]
        elif name not in asked:
            assert record[name] == (mine if theirs[name] == base[name] else theirs)[name]
    assert set(record["topics"]) >= (set(mine["topics"]) | set(theirs["topics"])) - set(base["topics"])


@given(RECORDS, RECORDS, RECORDS)
def test_what_was_put_together_is_put_together_already(base, mine, theirs):
    record, _ = together(base, mine, theirs)
    assert together(theirs, record, theirs) == (record, [])


@given(RECORDS, RECORDS, RECORDS)
def test_the_two_may_change_places_where_nothing_is_asked(base, mine, theirs):
    (record, conflicts), (other, _) = together(base, mine, theirs), together(base, theirs, mine)
    names = {name for conflict in conflicts for name in conflict.names} | {"decisions"}
    assert {name: record[name] for name in record.keys() - names} == {
        name: other[name] for name in other.keys() - names
    }


@given(st.data())
def test_no_row_that_somebody_added_is_lost_nor_one_that_only_the_other_removed_kept(data):
    base = data.draw(st.lists(st.integers(1, 9), unique=True))
    mine, theirs = (data.draw(st.lists(st.integers(1, 9), unique=True)) for _ in range(2))
    rows, conflicts = dates(*([date(day, place=f"Place {day}") for day in days] for days in (base, mine, theirs)))
    kept = (set(mine) | set(theirs)) - (set(base) - set(mine)) - (set(base) - set(theirs))
    assert (rows, conflicts) == ([date(day, place=f"Place {day}") for day in sorted(kept)], [])

"""Only what an organisation changed is put onto what its entry says now."""

from directory.owners.changes.merging import parts


def merged(seen, wanted, now):
    return {part.name: (part.after, part.clashes) for part in parts(seen, wanted, now)}


def row(value, **more):
    return {"channel": "phone", "value": value, "note": "", "name": "", **more}


def test_what_nobody_else_changed_is_taken():
    assert merged({"url": "a"}, {"url": "b"}, {"url": "a"}) == {"url": ("b", False)}


def test_what_the_entry_says_already_is_no_change():
    assert merged({"url": "a"}, {"url": "b"}, {"url": "b"}) == {}


def test_what_both_changed_clashes():
    assert merged({"url": "a"}, {"url": "b"}, {"url": "c"}) == {"url": ("b", True)}


def test_terms_are_added_and_taken_away_one_by_one():
    seen, wanted, now = ["a", "b"], ["a", "c"], ["a", "b", "d"]
    assert merged({"districts": seen}, {"districts": wanted}, {"districts": now}) == {
        "districts": (["a", "c", "d"], False)
    }


def test_a_row_is_changed_in_its_place_and_the_others_stay():
    seen = [row("1"), row("2")]
    now = [row("0"), *seen]
    found = merged({"contact_points": seen}, {"contact_points": [row("1"), row("3")]}, {"contact_points": now})
    assert found == {"contact_points": ([row("0"), row("1"), row("3")], False)}


def test_one_value_of_a_row_is_theirs_and_another_ours():
    found = merged(
        {"contact_points": [row("1")]},
        {"contact_points": [row("1", note="theirs")]},
        {"contact_points": [row("1", name="ours")]},
    )
    assert found == {"contact_points": ([row("1", note="theirs", name="ours")], False)}


def test_the_same_value_of_a_row_changed_by_both_clashes():
    found = merged(
        {"contact_points": [row("1")]},
        {"contact_points": [row("1", note="theirs")]},
        {"contact_points": [row("1", note="ours")]},
    )
    assert found == {"contact_points": ([row("1", note="theirs")], True)}


def test_a_row_that_went_meanwhile_clashes_only_if_they_changed_it():
    seen = [row("1"), row("2")]
    now = [row("2")]
    changed = {"contact_points": [row("9"), row("2")]}
    assert merged({"contact_points": seen}, changed, {"contact_points": now}) == {
        "contact_points": ([row("2"), row("9")], True)
    }
    assert merged({"contact_points": seen}, {"contact_points": [None, row("2")]}, {"contact_points": now}) == {}


def test_a_row_goes_and_one_is_added():
    found = merged(
        {"contact_points": [row("1")]}, {"contact_points": [None, row("5")]}, {"contact_points": [row("1"), row("2")]}
    )
    assert found == {"contact_points": ([row("2"), row("5")], False)}


def test_a_row_that_goes_and_was_changed_here_clashes():
    found = merged(
        {"contact_points": [row("1")]}, {"contact_points": [None]}, {"contact_points": [row("1", note="ours")]}
    )
    assert found == {"contact_points": ([], True)}


def test_a_field_that_the_entry_no_longer_has_is_left_out():
    assert merged({"gone": "a"}, {"gone": "b"}, {}) == {}

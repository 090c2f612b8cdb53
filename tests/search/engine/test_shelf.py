"""A shelf holds so many bytes and no more."""

from types import SimpleNamespace

from directory.search.engine.shelf import Shelf


def thing(weight=10):
    return SimpleNamespace(weight=weight)


def shelf_with(*tags, room=30):
    shelf = Shelf(room)
    for tag in tags:
        shelf.put(tag, thing())
    return shelf


def there(shelf, tags):
    return [tag for tag in tags if shelf.get(tag)]


def test_what_was_not_asked_for_longest_goes_first():
    shelf = shelf_with("a", "b", "c")
    assert shelf.get("a")
    shelf.put("d", thing())
    assert there(shelf, "abcd") == ["a", "c", "d"]


def test_it_never_holds_more_than_it_has_room_for():
    shelf = shelf_with(*map(str, range(1_000)))
    assert shelf.taken == 30
    assert there(shelf, map(str, range(1_000))) == ["997", "998", "999"]


def test_one_that_is_larger_than_all_of_it_pushes_out_nothing():
    shelf = shelf_with("a", "b")
    shelf.put("c", thing(31))
    assert there(shelf, "abc") == ["a", "b"]


def test_another_in_its_place_takes_its_room():
    shelf = shelf_with("a", "a", "a")
    shelf.put("a", thing(25))
    assert shelf.taken == 25
    shelf.put("a", thing(31))
    assert (shelf.taken, shelf.get("a")) == (0, None)


def test_it_can_be_emptied():
    shelf = shelf_with("a", "b")
    shelf.clear()
    assert (there(shelf, "ab"), shelf.taken) == ([], 0)

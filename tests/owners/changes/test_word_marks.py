"""What differs between two texts is marked, word by word."""

import pytest

from directory.owners.changes.word_marks import marked


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ([], [])),
        ("a", "a", ([("a", False)], [("a", False)])),
        ("", "new", ([], [("new", True)])),
        (
            "ring 0800 1111 now",
            "ring 0800 1112 now",
            (
                [("ring 0800 ", False), ("1111", True), (" now", False)],
                [("ring 0800 ", False), ("1112", True), (" now", False)],
            ),
        ),
    ],
)
def test_words_that_differ_are_marked(before, after, expected):
    assert marked(before, after) == expected


def test_nothing_is_lost():
    before, after = "one\ntwo  three ", "\tone four\r\n three"
    for text, found in zip((before, after), marked(before, after), strict=True):
        assert "".join(words for words, _ in found) == text

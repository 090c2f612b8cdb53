"""The textbook search that ours is measured by does as the textbook says."""

from tests.starter_content.relevance.bm25 import BM25

ENGINE = BM25(
    {
        "poster": ["consent", "poster"],
        "guide": ["consent", "guide", "for", "every", "school"],
        "policy": ["policy", "for", "every", "school"],
        "twice": ["consent", "consent", "poster", "policy"],
    }
)


def test_any_word_is_enough():
    assert set(ENGINE.search(["consent", "potholes"])) == {"poster", "guide", "twice"}
    assert ENGINE.search(["potholes"]) == []


def test_a_word_says_more_in_a_short_text_and_when_it_is_repeated():
    assert ENGINE.search(["consent"]) == ["twice", "poster", "guide"]


def test_rare_words_say_more():
    assert ENGINE.search(["consent", "guide"])[0] == "guide"

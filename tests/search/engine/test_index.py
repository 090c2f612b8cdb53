"""The engine alone: no database, no Django; small pieces against what plain Python says, whole answers by example."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from directory.search.engine.bitmaps import bitmap, by_number_of_sets, documents_in
from directory.search.engine.criteria import Criteria, Preference
from directory.search.engine.index import Index
from directory.search.engine.lexicon import Lexicon, TermTable
from directory.search.engine.postings import InvertedLists, Postings
from directory.search.engine.segment import Columns, Segment
from directory.search.engine.sorted_arrays import SortedTexts, Texts, intersect_sorted, isin_sorted
from directory.search.engine.top_k import SAMPLED_FROM, smallest_keys, top_scores
from directory.search.language.english.stemming import stem
from directory.search.meaning.nearness import NO_MEANING
from directory.search.meaning.words import vector_of

NUMBERS = st.integers(0, 20)
ascending = st.lists(st.integers(0, 60), unique=True).map(lambda numbers: np.array(sorted(numbers), dtype=np.uint32))


@given(ascending, ascending)
def test_meeting_finds_where_common_values_stand(one, other):
    here, there = intersect_sorted(one, other)
    assert one[here].tolist() == other[there].tolist() == sorted(set(one.tolist()) & set(other.tolist()))


@given(ascending, ascending)
def test_within_says_which_values_are_among_others(one, other):
    assert isin_sorted(one, other).tolist() == [value in set(other.tolist()) for value in one.tolist()]


@given(ascending)
def test_a_bitmap_keeps_what_it_is_given(numbers):
    assert documents_in(bitmap(numbers)).tolist() == numbers.tolist()


@given(st.sets(NUMBERS), st.lists(st.sets(NUMBERS), max_size=5))
def test_documents_are_parted_by_the_number_of_sets_that_have_them(documents, sets):
    parted = by_number_of_sets(BitMap(documents), [BitMap(one) for one in sets])
    for number, found in enumerate(parted, start=1):
        assert set(found) == {one for one in documents if sum(one in some for some in sets) == number}


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 50)), unique=True))
def test_inverted_lists_give_each_key_its_values_in_order(pairs):
    keys, values = (
        (np.array(column, dtype=np.uint32) for column in zip(*pairs, strict=True)) if pairs else [EMPTY] * 2
    )
    lists = InvertedLists(keys, values)
    for key in range(11):
        assert lists.of(key).tolist() == sorted(value for other, value in pairs if other == key)


@given(st.dictionaries(st.tuples(st.integers(1, 9), st.integers(0, 50)), st.integers(1, 255)))
def test_postings_give_each_term_its_documents_and_impacts(impacts):
    terms, documents = (np.array([pair[n] for pair in impacts], dtype=np.uint32) for n in (0, 1))
    postings = Postings(terms, documents, np.array(list(impacts.values()), dtype=np.uint8))
    for term in range(11):
        having, found = postings.with_impacts(term)
        expected = sorted((document, impact) for (other, document), impact in impacts.items() if other == term)
        assert list(zip(having.tolist(), found.tolist(), strict=True)) == expected


@given(st.lists(st.text(max_size=5)), st.text(max_size=5))
def test_texts_know_the_place_of_another(texts, other):
    kept = sorted(text.encode() for text in texts)
    assert SortedTexts(kept).place_of(other.encode()) == sum(text < other.encode() for text in kept)


@given(st.lists(st.text(max_size=5)), st.integers(0, 6), st.integers(0, 6))
def test_any_stretch_of_texts_is_as_in_a_list(texts, start, end):
    kept = [text.encode() for text in texts]
    assert Texts(kept)[start:end] == kept[start:end]
    assert [*Texts(kept)] == kept


WORDS = st.lists(st.sampled_from("ask asks asking first sector:primary consent consents zebra".split()), unique=True)


@given(WORDS, st.integers(0, 8), st.integers(0, 8))
def test_terms_have_the_same_numbers_whether_they_were_read_together_or_came_later(texts, first, second):
    rows = [(2 * pk, text) for pk, text in enumerate(texts, 1)]
    together = Lexicon(rows, term_of=stem)
    later = Lexicon(rows[:first], term_of=stem).with_rows(rows[first:second]).with_rows(rows[max(first, second) :])
    ids = np.arange(2 * len(rows) + 3, dtype=np.uint32)
    assert later.last_id == together.last_id
    assert later.knows(ids).tolist() == together.knows(ids).tolist()
    known = ids[together.knows(ids)]
    assert later.of_ids(known).tolist() == together.of_ids(known).tolist()
    for text in texts:
        term = text if ":" in text else stem(text)
        assert later.number(term) == together.number(term) > 0
    assert together.number("nobody wrote this") == 0
    assert later.words([pk for pk, _ in rows]) == [text for text in texts if ":" not in text]
    with pytest.raises(KeyError):
        later.of_ids(np.array([1], dtype=np.uint32))


@pytest.mark.parametrize("size", [1, 100, SAMPLED_FROM * 5])
@pytest.mark.parametrize("spread", [1, 3, 100_000])
def test_top_scores_and_smallest_keys_keep_the_first_page_whatever_the_ties(size, spread):
    scores = np.random.default_rng(size * spread).integers(0, spread, size).astype(np.int32)
    documents = np.arange(size)
    for offset in (0, 20, 60):
        best = top_scores(scores, offset + 20)
        kept = documents[best]
        keys = (-scores[best].astype(np.int64) << 32) + kept
        everything = sorted(range(size), key=lambda place: (-scores[place], place))
        assert smallest_keys(kept, keys, offset, 20) == everything[offset : offset + 20]


EMPTY = np.zeros(0, dtype=np.uint32)


# A small bank: (title, words, options, sunk, trust, due, standing, in force, sessions)
BANK = [
    ("banter in class", ["banter", "class"], ["kind:resource", "sector:primary"], False, 1, 900, 200, 50, [70]),
    ("consent", ["consent"], ["kind:resource", "sector:primary", "local:yes"], False, 2, 900, 300, 60, [40, 60]),
    ("consent and banter", ["consent", "banter"], ["kind:training", "sector:special"], False, 0, 900, 100, 0, []),
    ("old consent", ["old", "consent"], ["kind:training", "sector:primary"], True, 0, 900, 100, 80, [50]),
    ("stale consent", ["stale", "consent"], ["kind:resource", "sector:special"], False, 0, 10, 100, 70, [55]),
]
OPTIONS = {
    "kind": {code: frozenset({f"kind:{code}"}) for code in ("resource", "training")},
    "sector": {code: frozenset({f"sector:{code}"}) for code in ("primary", "special")},
}


def segment(rows, lexicon, first=0, entries=None):
    def flat(lists, dtype):
        lengths = np.array([len(items) for items in lists], dtype=np.int64)
        return np.array([item for items in lists for item in items], dtype=dtype), lengths

    words = [[lexicon.number(stem(word)) for word in row[1]] for row in rows]
    options, options_lengths = flat([[lexicon.number(option) for option in row[2]] for row in rows], np.uint32)
    sequence, sequence_lengths = flat([[*numbers, 0] for numbers in words], np.uint32)
    weighed, weighed_lengths = flat(words, np.uint32)
    nothing, no_lengths = flat([[] for _ in rows], np.int64)
    sessions, sessions_lengths = flat([row[8] for row in rows], np.int64)
    columns = Columns(
        entries=np.array(entries or range(first, first + len(rows)), dtype=np.int64),
        revisions=np.zeros(len(rows), dtype=np.int64),
        sunk=np.array([row[3] for row in rows], dtype=bool),
        trust=np.array([row[4] for row in rows], dtype=np.int8),
        due=np.array([row[5] for row in rows], dtype=np.int32),
        standing=np.array([row[6] for row in rows], dtype=np.int16),
        in_force=np.array([row[7] for row in rows], dtype=np.int32),
        published=np.arange(first, first + len(rows), dtype=np.int64),
        titles=[row[0].encode() for row in rows],
        options=options,
        options_lengths=options_lengths,
        sequence=sequence,
        sequence_lengths=sequence_lengths,
        weighed=weighed,
        weighed_lengths=weighed_lengths,
        impacts=np.full(len(weighed), 100, dtype=np.uint8),
        names=nothing.astype(np.uint64),
        names_lengths=no_lengths,
        sessions=sessions,
        sessions_lengths=sessions_lengths,
        meanings=np.frombuffer(b"".join(vector_of(row[1]) or NO_MEANING for row in rows), dtype=np.int8),
    )
    return Segment(columns, first)


SPREAD = {
    "one segment": (5, False),
    "both segments": (3, False),
    "all in the small one": (0, False),
    "both, and the large one was laid down": (3, True),
}


@pytest.fixture(params=SPREAD.values(), ids=SPREAD)
def index(request):
    """The same bank, however its documents are spread over the two segments, and however these came about."""
    size, laid_down = request.param
    texts = sorted({text for row in BANK for text in (*row[1], *row[2])})
    lexicon = Lexicon(enumerate(texts, 1), term_of=stem)
    if laid_down:
        known = TermTable.of_arrays(TermTable(list(enumerate(texts, 1))[:6], stem).arrays())
        lexicon = Lexicon(term_of=stem, table=known).with_rows(list(enumerate(texts, 1))[6:])
    base = segment(BANK[:size], lexicon)
    if laid_down:
        base = Segment.of_arrays(base.arrays())
    delta = segment(BANK[size:], lexicon, first=size)
    return Index(lexicon=lexicon, base=base, delta=delta, replaced=BitMap())


def clause(*phrases):
    return tuple((tuple(phrase.split()), 4) for phrase in phrases)


def ids(index, **asked):
    return index.search(Criteria(**asked), OPTIONS, today=100, second=0).ids


def test_search_puts_what_is_there_before_what_is_overdue_and_that_before_what_is_closed(index):
    assert ids(index) == [2, 0, 1, 4, 3]


def test_search_counts_every_option_as_if_its_own_group_were_not_chosen(index):
    hits = index.search(Criteria(choices={"sector": frozenset({"sector:primary"})}), OPTIONS, today=100, second=0)
    assert hits.total == 3
    assert hits.counts == {"kind": {"resource": 2, "training": 1}, "sector": {"primary": 3, "special": 2}}


def test_search_finds_words_phrases_and_any_of_several(index):
    assert set(ids(index, clauses=(clause("consent"),))) == {1, 2, 3, 4}
    assert set(ids(index, clauses=(clause("consent banter"),))) == {2}
    assert set(ids(index, clauses=(clause("banter consent"),))) == set()
    assert set(ids(index, clauses=(clause("old", "stale"),))) == {3, 4}


def test_of_a_clause_it_keeps_what_was_found_and_of_words_that_nobody_wrote_nothing(index):
    asked = clause("nowhere", "old", "banter consent", "stale")
    for _ in range(2):
        assert index.known_phrases(asked) == clause("old", "stale")
        assert set(index.documents_with_clause(asked)) == {3, 4}
    assert index.known_phrases(clause("nowhere")) == ()
    assert list(index._clauses) == [asked]


def test_search_puts_what_has_all_words_first_and_fills_up_a_handful(index):
    found = ids(index, clauses=(clause("consent"), clause("banter")))
    assert found[0] == 2
    assert set(found) == {0, 1, 2, 3, 4}


def test_search_asks_for_fewer_words_where_the_filters_leave_nothing_with_all(index):
    sector = {"sector": frozenset({"sector:primary"})}
    hits = index.search(
        Criteria(clauses=(clause("consent"), clause("banter")), choices=sector), OPTIONS, today=100, second=0
    )
    assert not hits.whole
    assert hits.ids[0] == 0  # banter is the rarer word
    assert hits.counts["sector"]["special"] == 2


def test_search_puts_what_is_preferred_first(index):
    wish = Preference(frozenset({"local:yes"}))
    assert ids(index, preferences=(wish,))[0] == 1
    assert ids(index, clauses=(clause("consent"),), preferences=(wish,))[0] in (1, 2)


CHATTING = {"clauses": (clause("consent"),), "meaning": vector_of(["banter"])}
RESOURCES = {"near_within": frozenset({"kind:resource"})}


def near(index, **asked):
    return index.search(Criteria(**asked), OPTIONS, today=100, second=0).near


def test_search_adds_what_has_not_the_words_and_is_near_in_meaning(index):
    assert near(index, **CHATTING, **RESOURCES) == [0]


def test_nothing_is_near_where_nothing_may_be_or_another_order_is_asked_for(index):
    assert near(index, **CHATTING) == []
    assert near(index, **CHATTING, **RESOURCES, sort="title") == []
    assert near(index, **CHATTING, **RESOURCES, choices={"sector": frozenset({"sector:special"})}) == []
    assert near(index, clauses=CHATTING["clauses"], **RESOURCES) == []


def test_where_nothing_has_the_words_what_is_near_must_be_nearer(index):
    asked = {"clauses": (clause("zebra"),), "meaning": vector_of(["teasing", "friends"])} | RESOURCES
    assert near(index, **asked) == []
    assert near(index, **asked, least_near_alone=1) != []


def test_what_is_near_has_not_sunk(index):
    wanted = {"meaning": vector_of(["permission"]), "clauses": (clause("banter"),)}
    everything = frozenset({"kind:resource", "kind:training"})
    assert near(index, **wanted, near_within=everything) == [1]  # and neither what is old nor what is stale
    assert near(index, **wanted, near_within=everything, sinking=frozenset({"local:yes"})) == []


PRIMARY, LOCAL = frozenset({"sector:primary"}), frozenset({"local:yes"})


def test_search_finds_what_is_about_what_the_words_mean_whichever_words_it_has(index):
    found = ids(index, clauses=(clause("stale"),), about=((PRIMARY, 4),))
    assert set(found) == {0, 1, 3, 4}
    assert (
        ids(index, clauses=(clause("zebra"),), about=((PRIMARY, 4),))[-1] == 3
    )  # what has sunk is last all the same
    assert ids(index, clauses=(clause("stale"),)) == [4]


def test_what_is_about_more_of_it_comes_first_and_the_closest_counts(index):
    found = ids(index, clauses=(clause("zebra"),), about=((PRIMARY, 1), (LOCAL, 4)))
    assert found == [1, 0, 3]
    assert ids(index, clauses=(clause("zebra"),), about=((PRIMARY, 4), (LOCAL, 4)))[:2] == [
        0,
        1,
    ]  # as by their titles


def test_what_is_about_it_must_fit_the_filters_too(index):
    special = {"sector": frozenset({"sector:special"})}
    hits = index.search(
        Criteria(clauses=(clause("old"),), about=((PRIMARY, 4),), choices=special), OPTIONS, today=100, second=0
    )
    assert hits.ids == []
    assert hits.counts["sector"] == {"primary": 3, "special": 0}


def test_being_about_it_adds_nothing_where_there_are_no_words(index):
    assert set(ids(index, about=((LOCAL, 4),))) == {0, 1, 2, 3, 4}
    assert ids(index, about=((LOCAL, 4),))[0] == 1


@pytest.mark.parametrize("sort", ["best", "date", "in_force"])
@pytest.mark.parametrize("words", [(), (clause("consent"), clause("banter"))])
def test_what_sinks_comes_after_all_else_that_is_found(index, sort, words):
    found = ids(index, clauses=words, sinking=PRIMARY, sort=sort)
    assert set(found) == set(ids(index, clauses=words, sort=sort))
    assert set(found[:2]) == {2, 4}


@pytest.mark.parametrize("sort", ["title", "newest"])
def test_nothing_sinks_in_an_order_that_is_asked_for(index, sort):
    assert ids(index, sinking=PRIMARY, sort=sort) == ids(index, sort=sort)


def test_meaning_changes_no_order(index):
    words = {"clauses": (clause("consent"), clause("banter"))}
    assert ids(index, **words, meaning=vector_of(["permission"]), **RESOURCES) == ids(index, **words)


def test_what_is_preferred_must_not_have_what_is_ruled_out(index):
    wish = Preference(PRIMARY, without=LOCAL)
    assert ids(index, preferences=(wish,))[0] == 0
    assert ids(index, clauses=(clause("banter", "consent"),), preferences=(wish,))[0] == 0


@pytest.mark.parametrize(
    ("sort", "order"), [("title", [0, 1, 2, 3, 4]), ("in_force", [1, 0, 2, 4, 3]), ("newest", [4, 3, 2, 1, 0])]
)
def test_search_sorts_by_title_by_day_in_force_and_by_when_it_was_published(index, sort, order):
    assert ids(index, sort=sort) == order


def test_search_puts_what_has_a_date_first_by_the_next_that_is_still_to_come(index):
    assert ids(index, sort="date") == [1, 0, 2, 4, 3]
    hits = index.search(Criteria(sort="date"), OPTIONS, today=100, second=61)
    assert hits.ids == [0, 2, 1, 4, 3]


def test_search_sorts_by_date_though_the_first_that_has_one_is_filtered_out(index):
    local = {"local": frozenset({"local:yes", "sector:special"})}
    assert ids(index, sort="date", choices=local) == [1, 2, 4]


@pytest.mark.parametrize("sort", ["best", "title", "newest", "date"])
def test_any_stretch_of_a_list_is_as_in_the_whole(index, sort):
    asked = Criteria(sort=sort)
    total, everything = index.ids_from(asked, 0, 100, today=100, second=0)
    assert everything == ids(index, sort=sort)
    assert total == len(everything)
    for start in range(total + 1):
        for most in (0, 1, 2):
            stretch = index.ids_from(asked, start, most, today=100, second=0)
            assert stretch == (total, everything[start : start + most])


@pytest.mark.parametrize("since", range(-1, 5))
def test_what_has_changed_since_a_revision_comes_last_as_it_changed(index, since):
    written = dict(zip(index.entries.tolist(), index.revisions.tolist(), strict=True))
    before = [entry for entry in ids(index, sort="title") if written[entry] <= since]
    after = sorted((entry for entry in written if written[entry] > since), key=lambda entry: (written[entry], entry))
    for start in range(6):
        for most in range(4):
            stretch = index.ids_from(Criteria(sort="title"), start, most, today=100, second=0, since=since)
            assert stretch == (5, (before + after)[start : start + most])


def test_replaced_documents_are_found_no_more(index):
    old = BitMap([0]) if index.base.size else BitMap()
    changed = Index(lexicon=index.lexicon, base=index.base, delta=index.delta, replaced=old)
    found = ids(changed, clauses=(clause("banter"),))
    assert (0 in found) == (not index.base.size)
    assert changed.search(Criteria(), OPTIONS, today=100, second=0).total == 5 - len(old)

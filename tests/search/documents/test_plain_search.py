"""The answers: the plain path against the rules as they are written, and the index against the plain path."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from directory.catalogue.actions.steps import publish
from directory.catalogue.models import Entry
from directory.search.documents import consistency
from directory.search.documents.index_store import advance, current_edition
from directory.search.documents.index_writer import batched_updates
from directory.search.documents.models import SynonymGroup
from directory.search.documents.plain_search import plain_search
from directory.search.language.text_analysis import terms
from directory.search.pages.filters import EntryFilterSet
from directory.taxonomy.models import KeyStage, YearGroup
from directory.training.models import CourseSession
from tests.factories import make_course, make_organisation, make_resource, terms_of, withdraw
from tests.quick import fewer
from tests.search.asking import answer, filterset_for, titles

pytestmark = pytest.mark.django_db

# Each example writes to the database: making a failing one smaller would take many minutes.
DATABASE_EXAMPLES = settings(
    deadline=None,
    max_examples=fewer(60),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

SECTORS = ["primary", "special", "secondary"]
ABILITIES = ["mainstream", "mld", "pmld"]
TOPICS = ["consent", "banter", "upskirting"]
DISTRICTS = ["tamworth", "stafford", "national"]
COSTS = ["free", "free_local", "paid"]
WORDS = ["consent", "asking", "pictures", "friends"]


def some(options, least=1):
    return st.lists(st.sampled_from(options), min_size=least, max_size=3, unique=True)


entries = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["resource", "organisation"]),
        "words": some(WORDS, least=0),
        "ages": st.tuples(st.integers(0, 25), st.integers(0, 25)).map(sorted).map(tuple),
        "sectors": some(SECTORS),
        "abilities": some(ABILITIES, least=0),
        "topics": some(TOPICS),
        "districts": some(DISTRICTS),
        "cost": st.sampled_from(COSTS),
        "published": st.booleans(),
    }
)

filters = {
    "kind": some(["resource", "organisation"]),
    "age": st.integers(0, 25),
    "year": some(["ks1", "ks3", "y5", "y13"]),
    "sector": some(SECTORS),
    "ability": some(ABILITIES),
    "topic": some(TOPICS),
    "district": some(DISTRICTS),
    "local": st.just("yes"),
    "cost": some(COSTS),
}
selections = st.fixed_dictionaries({}, optional={"q": st.sampled_from(WORDS), **filters})


@batched_updates()
def store_entries(described):
    """Create the described entries; a resource without an ability gets one, as it could not be published."""
    for number, entry in enumerate(described):
        entry["title"] = " ".join([f"e{number}", *entry["words"]])
        if entry["kind"] == "resource" and not entry["abilities"]:
            entry["abilities"] = ["mainstream"]
        values = {key: value for key, value in entry.items() if key not in ("kind", "words", "title")}
        {"resource": make_resource, "organisation": make_organisation}[entry["kind"]](entry["title"], **values)


def bands():
    found = [*KeyStage.objects.all(), *YearGroup.objects.all()]
    return {band.code: (band.age_min, band.age_max) for band in found}


def fits(entry, name, value, ages_of):
    """One option of one facet, by the rules of the domain, without any of the code under test."""
    low, high = entry["ages"]
    match name:
        case "kind":
            return entry["kind"] == value
        case "age":
            return low <= value <= high
        case "year":
            first, last = ages_of[value]
            return low <= last - 1 and high >= first
        case "sector":
            return value in entry["sectors"]
        case "ability":
            return value in entry["abilities"] or (entry["kind"] == "organisation" and not entry["abilities"])
        case "topic":
            return value in entry["topics"]
        case "district":
            return value in entry["districts"] or "national" in entry["districts"]
        case "local":
            return "national" not in entry["districts"]
        case "cost":
            return entry["cost"] == value or (value == "free" and entry["cost"] == "free_local")
        case "q":
            text = terms(f"{entry['title']} {' '.join(entry['topics'])}")
            return all(term in text for term in terms(value))


def expected(described, selection, ages_of, leaving_out=None):
    return {
        entry["title"]
        for entry in described
        if entry["published"]
        and all(
            any(fits(entry, name, value, ages_of) for value in (values if isinstance(values, list) else [values]))
            for name, values in selection.items()
            if name != leaving_out
        )
    }


def chosen(**selection):
    return filterset_for(urlencode(selection, doseq=True))


def ask(**selection):
    """The answer of the index, once the plain path has given the same."""
    filterset = chosen(**selection)
    hits = answer(filterset)
    assert hits == plain_search(filterset)
    return hits


@pytest.mark.slow
@DATABASE_EXAMPLES
@given(described=st.lists(entries, max_size=8), selection=selections)
def test_plain_search_finds_and_counts_what_the_rules_say(described, selection):
    with transaction.atomic():
        store_entries(described)
        ages_of = bands()
        hits = plain_search(chosen(**selection))
        assert set(titles(hits)) == expected(described, selection, ages_of)
        assert hits.total == len(hits.ids)
        options = {
            "kind": ["resource", "organisation"],
            "year": list(ages_of),
            "sector": SECTORS,
            "ability": ABILITIES,
            "topic": TOPICS,
            "district": DISTRICTS,
            "cost": COSTS,
        }
        for name, values in options.items():
            others = expected(described, selection, ages_of, leaving_out=name)
            fitting = [entry for entry in described if entry["title"] in others]
            for value in values:
                assert hits.counts[name][value] == sum(fits(entry, name, value, ages_of) for entry in fitting), name
        transaction.set_rollback(True)


edits = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "title",
                "sectors",
                "topics",
                "ages",
                "withdraw",
                "publish",
                "delete",
                "close",
                "overdue",
                "unreachable",
                "ended",
            ]
        ),
        st.integers(0, 7),
        st.sampled_from(WORDS),
    ),
    max_size=6,
)

everything = st.fixed_dictionaries(
    {},
    optional={
        "q": st.lists(
            st.sampled_from(
                [
                    *WORDS,
                    '"asking consent"',
                    "e1",
                    "consnet",
                    "pict",
                    "zebra",
                    "year 5",
                    "pmld",
                    "tamworth",
                    "sexting",
                ]
            ),
            min_size=1,
            max_size=5,
        ).map(" ".join),
        **filters,
        "sort": st.sampled_from(["best", "newest", "title", "date"]),
    },
)


def change(edit, number, word):
    entry = Entry.objects.order_by("pk")[number % Entry.objects.count()]
    match edit:
        case "title":
            entry.title = f"{word} {entry.title}"
            entry.save()
        case "sectors":
            entry.sectors.set(terms_of("sectors", [SECTORS[number % 3]]))
        case "topics":
            entry.topics.set(terms_of("topics", [TOPICS[number % 3]]))
        case "ages":
            Entry.objects.filter(pk=entry.pk).update(age_min=number, age_max=number + 9)
        case "withdraw" if entry.is_published:
            withdraw(entry=entry)
        case "publish" if not entry.is_published and not entry.specific.publication_problems():
            publish(entry=entry)
        case "delete":
            entry.delete()
        case "close" if entry.kind == "organisation" and entry.is_published:
            Entry.objects.filter(pk=entry.pk).update(status="withdrawn")
        case "overdue":
            Entry.objects.filter(pk=entry.pk).update(review_due_on=date(2020, 1, 1))
        case "unreachable":
            Entry.objects.filter(pk=entry.pk).update(unreachable_since=date(2020, 1, 1))
        case "ended":
            Entry.objects.filter(pk=entry.pk).update(expires_on=date(2020, 1, 1))


@pytest.mark.slow
@DATABASE_EXAMPLES
@given(
    before=st.lists(entries, max_size=6), described=st.lists(entries, max_size=5), edits=edits, selection=everything
)
def test_index_answers_as_the_plain_path_after_any_edits(before, described, edits, selection):
    """Half of the entries are in the large segment of the index, the others and what changed in the small one."""
    with transaction.atomic():
        SynonymGroup.objects.create(phrases="pictures\nsexting\nasking consent")
        store_entries(before)
        large = advance(None, current_edition())
        store_entries(described)
        for edit in edits:
            if Entry.objects.exists():
                change(*edit)
        snapshot = advance(large, current_edition())
        for sort in {selection.setdefault("sort", "best"), "best"}:
            address = urlencode({**selection, "sort": sort}, doseq=True)
            filterset = EntryFilterSet(QueryDict(address), snapshot=snapshot)
            assert answer(filterset) == plain_search(filterset)
        whole = advance(None, current_edition())
        again = EntryFilterSet(QueryDict(address), snapshot=whole)
        assert answer(again) == answer(filterset)
        assert consistency.find_differences() == {}
        transaction.set_rollback(True)


def test_search_takes_the_words_of_synonyms():
    SynonymGroup.objects.create(phrases="sharing nudes\nsexting")
    make_resource("Sexting: a lesson")
    make_resource("Sharing nudes: a lesson")
    make_resource("Nudes and sharing")
    assert titles(ask(q="sexting")) == ["Sexting: a lesson", "Sharing nudes: a lesson"]


def test_search_finds_a_phrase_only_where_its_words_stand_together():
    make_resource("Asking first")
    make_resource("First, asking")
    assert titles(ask(q='"asking first"')) == ["Asking first"]


def test_search_puts_the_exact_title_first_then_titles_then_the_rest():
    make_resource("All about bicycles", summary="Consent")
    make_resource("Asking for consent", summary="A lesson")
    make_resource("Consent", summary="A lesson")
    assert titles(ask(q="consent")) == ["Consent", "Asking for consent", "All about bicycles"]


def test_search_puts_the_closed_last_even_with_an_exact_title():
    open_one = make_organisation("Another Savana")
    make_organisation("Savana", status="closed", successor=open_one)
    assert titles(ask(q="savana")) == ["Another Savana", "Savana"]


def test_search_puts_local_entries_before_national_ones_in_a_district():
    make_organisation("A national one")
    make_organisation("The local one", districts=["tamworth"])
    assert titles(ask(district="tamworth")) == ["The local one", "A national one"]
    assert titles(ask()) == ["A national one", "The local one"]


def test_search_puts_entries_for_a_need_before_those_for_everybody():
    make_organisation("All are welcome", abilities=[])
    make_resource("Mainstream", abilities=["mainstream"])
    make_resource("With symbols", abilities=["mld"])
    assert titles(ask(ability=["mld", "mainstream"])) == [
        "With symbols",
        "All are welcome",
        "Mainstream",
    ]


def test_search_puts_trusted_entries_before_unchecked_ones():
    make_resource("A", confidence="medium")
    make_resource("B")
    make_resource("C", quality="quality_assured")
    assert titles(ask()) == ["C", "B", "A"]


def test_search_sorts_by_the_next_date_that_is_still_to_come():
    now = timezone.now()

    def add(course, days, status="scheduled"):
        start = now + timedelta(days=days)
        CourseSession.objects.create(
            course=course, starts_at=start, ends_at=start + timedelta(hours=1), status=status
        )

    make_course("An undated one")
    late, soon, past = (make_course(title) for title in ("Late", "Soon", "Past"))
    add(late, 9)
    add(late, 2, "cancelled")
    add(soon, 3)
    add(soon, 30)
    add(past, -1)
    hits = ask(kind="training", sort="date")
    assert titles(hits) == ["Soon", "Late", "An undated one", "Past"]


def test_search_sorts_newest_first_and_by_title():
    old, new = make_resource("A"), make_resource("B")
    Entry.objects.filter(pk=old.pk).update(published_at=timezone.now() - timedelta(days=9))
    assert titles(ask(sort="newest")) == ["B", "A"]
    assert titles(ask(sort="title")) == ["A", "B"]
    assert new.published_at


def test_search_shows_each_entry_on_one_page_only():
    with batched_updates():
        for _ in range(45):
            make_resource("The same title")
    pages = [ask(page=page) for page in (1, 2, 3)]
    assert [len(hits.ids) for hits in pages] == [20, 20, 5]
    assert len({pk for hits in pages for pk in hits.ids}) == 45
    assert ask(page=99).page == 3

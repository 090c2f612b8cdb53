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
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.insight.counting.recent_use import note_recent_use
from directory.insight.models import Count
from directory.search.documents import consistency
from directory.search.documents.index_store import advance, current_edition
from directory.search.documents.index_writer import batched_updates
from directory.search.documents.models import SynonymGroup
from directory.search.documents.plain_search import plain_search
from directory.search.language.text_analysis import terms
from directory.search.pages.filters.filterset import EntryFilterSet
from directory.taxonomy.models import KeyStage, YearGroup
from directory.topics.models import Collection, Item
from directory.training.models import CourseSession
from tests.factories import make_course, make_guidance, make_organisation, make_resource, terms_of, withdraw
from tests.quick import fewer
from tests.search.asking import answer, filterset_for, titles

pytestmark = pytest.mark.django_db

# Each example writes to the database: making a failing one smaller would take many minutes.
DATABASE_EXAMPLES = settings(
    max_examples=fewer(60),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

SECTORS = ["primary", "special", "secondary"]
ABILITIES = ["mainstream", "mld", "pmld"]
TOPICS = ["consent", "banter", "upskirting"]
DISTRICTS = ["tamworth", "stafford", "national"]
COSTS = ["free", "free_local", "paid"]
RESOURCE_KINDS = ["lesson_plan", "leaflet", "policy_template"]
WORDS = ["consent", "asking", "pictures", "friends"]


def some(options, least=1):
    return st.lists(st.sampled_from(options), min_size=least, max_size=3, unique=True)


MAKERS = {"resource": make_resource, "organisation": make_organisation, "guidance": make_guidance}


def doors_of(entry):
    """The doors that lead to it, a former one too."""
    if entry["kind"] != "resource":
        return {entry["kind"]}
    return {"guidance" if entry["resource_kinds"] == ["policy_template"] else "lessons", "resource"}


entries = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(list(MAKERS)),
        "words": some(WORDS, least=0),
        "ages": st.tuples(st.integers(0, 25), st.integers(0, 25)).map(sorted).map(tuple),
        "sectors": some(SECTORS),
        "abilities": some(ABILITIES, least=0),
        "for_everyone": st.booleans(),
        "topics": some(TOPICS),
        "districts": some(DISTRICTS),
        "cost": st.sampled_from(COSTS),
        "resource_kinds": some(RESOURCE_KINDS),
        "published": st.booleans(),
    }
)

filters = {
    "kind": some(["lessons", "guidance", "organisation", "resource"]),
    "age": st.integers(0, 25),
    "year": some(["ks1", "ks3", "y5", "y13"]),
    "sector": some(SECTORS),
    "ability": some([*ABILITIES, "not_stated"]),
    "topic": some(TOPICS),
    "district": some(DISTRICTS),
    "local": st.just("yes"),
    "taught": st.just("yes"),
    "cost": some(COSTS),
}
selections = st.fixed_dictionaries({}, optional={"q": st.sampled_from(WORDS), **filters})


@batched_updates()
def store_entries(described):
    """Create the described entries."""
    for number, entry in enumerate(described):
        entry["title"] = " ".join([f"e{number}", *entry["words"]])
        left_out = {"kind", "words", "title"} | (set() if entry["kind"] == "resource" else {"resource_kinds"})
        values = {key: value for key, value in entry.items() if key not in left_out}
        MAKERS[entry["kind"]](entry["title"], **values)


def bands():
    found = [*KeyStage.objects.all(), *YearGroup.objects.all()]
    return {band.code: (band.age_min, band.age_max) for band in found}


def fits(entry, name, value, ages_of):
    """One option of one facet, by the rules of the domain, without any of the code under test."""
    low, high = entry["ages"]
    match name:
        case "kind":
            return value in doors_of(entry)
        case "age":
            return low <= value <= high
        case "year":
            first, last = ages_of[value]
            return low <= last - 1 and high >= first
        case "sector":
            return value in entry["sectors"]
        case "ability":
            read_by_staff = "guidance" in doors_of(entry)
            said = entry["abilities"] or entry["for_everyone"] or read_by_staff
            if value == "not_stated":
                return not said
            return value in entry["abilities"] or entry["for_everyone"] or bool(said and not entry["abilities"])
        case "topic":
            return value in entry["topics"]
        case "district":
            return value in entry["districts"] or "national" in entry["districts"]
        case "local":
            return "national" not in entry["districts"]
        case "taught":
            return entry["kind"] == "resource" and "lesson_plan" in entry["resource_kinds"] and high - low < 15
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
            "kind": ["lessons", "guidance", "organisation", "resource"],
            "year": list(ages_of),
            "sector": SECTORS,
            "ability": [*ABILITIES, "not_stated"],
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
                "number",
                "body",
                "in force",
                "pick",
                "drop",
                "open",
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
        case "number" if entry.kind == "organisation":
            entry.specific.contact_points.get_or_create(channel="phone", value=f"+44300111222{number}")
        case "body" if entry.kind == "organisation":
            entry.specific.help_kinds.set(
                terms_of("help_kinds", [["standards"], ["standards", "victims"]][number % 2])
            )
        case "in force" if entry.kind == "guidance":
            update = entry.specific
            update.effective_from = date(2026 - number, 9, 1)
            update.save()
        case "pick":
            pick(entry)
        case "drop":
            Item.objects.filter(entry=entry).delete()
        case "open":
            Count.objects.update_or_create(
                day=date(2026, 10, 1),
                what="opened",
                key=f"{Kind(entry.kind).namespace}/{entry.slug}",
                defaults={"number": 5 * number},
            )
            note_recent_use(today=date(2026, 10, 2))


def pick(entry):
    """A curator puts it into a collection."""
    collection, _ = Collection.objects.get_or_create(title="Essentials", defaults={"slug": "essentials"})
    collection.items.get_or_create(entry_id=entry.pk)


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
    make_organisation("A national one", quality="quality_assured")
    make_organisation("The local one", districts=["tamworth"])
    assert titles(ask(district="tamworth")) == ["The local one", "A national one"]
    assert titles(ask()) == ["A national one", "The local one"]


def test_search_can_keep_to_what_is_made_to_teach_with():
    make_resource("A framework", ages=(5, 16))
    make_resource("A guide and its lesson", resource_kinds=["toolkit", "lesson_plan"])
    make_resource("For all ages", ages=(0, 18))
    make_resource("From Reception to the sixth form", ages=(4, 19))
    make_resource("A leaflet", resource_kinds=["leaflet"])
    make_resource("A policy", resource_kinds=["policy_template"])
    make_organisation()
    assert titles(ask(taught="yes")) == ["A framework", "A guide and its lesson"]


def test_search_puts_entries_for_a_need_before_those_for_everybody():
    make_organisation("All are welcome", for_everyone=True, phone="0300 111 2222")
    make_organisation("Nobody said", phone="0300 111 3333")
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


def test_search_puts_what_curators_picked_first_then_what_is_marked_then_what_is_checked():
    make_resource("A", confidence="medium")
    make_resource("B")
    make_resource("C", quality="quality_assured")
    pick(make_resource("D", confidence="medium"))
    assert titles(ask()) == ["D", "C", "B", "A"]


def test_search_puts_what_schools_open_most_first_among_what_is_trusted_alike():
    for title, opened in [("A", 4), ("B", 12), ("C", 900)]:
        entry = make_resource(title)
        Count.objects.create(day=date(2026, 10, 1), what="opened", key=f"resources/{entry.slug}", number=opened)
    make_resource("D", quality="quality_assured")
    note_recent_use(today=date(2026, 10, 2))
    assert titles(ask()) == ["D", "C", "B", "A"]


def test_search_puts_local_entries_before_national_ones_of_the_same_standing():
    make_resource("A national one")
    make_resource("The local one", districts=["tamworth"])
    assert titles(ask()) == ["The local one", "A national one"]


def test_search_puts_what_is_there_and_in_date_before_all_that_is_picked():
    make_resource("Plain")
    pick(make_resource("Picked", expires_on=date(2020, 1, 1)))
    assert titles(ask()) == ["Plain", "Picked"]


NUMBER = "0300 111 2222"


def test_search_puts_who_can_be_called_before_who_cannot_and_both_before_bodies():
    """Whatever else speaks for a body: that it is local, picked, or has a number."""
    pick(make_organisation("A body", help_kinds=["network", "standards"], districts=["tamworth"], ages=(10, 15)))
    make_organisation("A body with a number", help_kinds=["training"], districts=["tamworth"], phone=NUMBER)
    make_organisation("A service", districts=["tamworth"])
    make_organisation("A service with a number", districts=["tamworth"], phone=NUMBER)
    make_organisation("A national service with a number", phone=NUMBER)
    reached = ["A service with a number", "A service", "A national service with a number"]
    bodies = ["A body with a number", "A body"]
    assert titles(ask(kind="organisation", district="tamworth", age=11)) == [*reached, *bodies]
    assert titles(ask(kind="organisation"))[:2] == ["A service with a number", "A national service with a number"]
    assert titles(ask(kind="organisation"))[3:] == bodies
    assert titles(ask(q="service body 11", district="tamworth"))[0] == "A service with a number"


def test_search_puts_who_can_be_called_first_when_the_words_fit_alike():
    make_organisation("Asking", ages=(5, 11))
    make_organisation("Asking", ages=(5, 11), phone=NUMBER)
    make_resource("Asking", ages=(5, 11))
    for address in ({"q": "ask"}, {"q": "ask", "kind": "organisation"}, {"q": "ask 9 tamworth"}):
        kinds = [bool(entry.specific.distance == 0) for entry in organisations_of(ask(**address))]
        assert kinds == [True, False], address


def test_a_form_or_a_chat_is_a_way_to_be_called_and_a_line_for_parents_is_not():
    chat = make_organisation("Chat", contact_points=[{"channel": "form", "value": "https://chat.example"}])
    parents = make_organisation(
        "Parents", contact_points=[{"channel": "phone", "value": NUMBER, "audience": "parents"}]
    )
    assert (chat.distance, parents.distance) == (0, 1)


def organisations_of(hits):
    by_id = Entry.objects.in_bulk(hits.ids)
    return [by_id[pk] for pk in hits.ids if by_id[pk].kind == "organisation"]


def test_guidance_without_words_opens_with_the_change_that_came_into_force_last():
    make_guidance("Nobody knows when")
    make_guidance("An old change", effective_from=date(2022, 9, 1), quality="quality_assured")
    make_guidance("New, in force later", published_on=date(2026, 2, 1), effective_from=date(2026, 9, 1))
    make_guidance("Published lately", published_on=date(2026, 4, 1))
    order = ["New, in force later", "Published lately", "An old change", "Nobody knows when"]
    assert titles(ask(kind="guidance")) == order
    assert titles(ask(kind="guidance", sort="best")) == order


def add_session(course, days, status="scheduled"):
    start = timezone.now() + timedelta(days=days)
    CourseSession.objects.create(course=course, starts_at=start, ends_at=start + timedelta(hours=1), status=status)


@pytest.mark.parametrize("address", [{"kind": "training", "sort": "date"}, {"kind": "training"}, {"sort": "date"}])
def test_training_goes_by_the_next_date_that_is_still_to_come(address):
    body = make_organisation(help_kinds=["training"])
    late, soon, past = (make_course(title, provider=body) for title in ("Late", "Soon", "Past"))
    make_course("Z, undated, checked", provider=body)
    make_course("An undated one", provider=body, confidence="medium")
    over = make_course("Over", provider=body, expires_on=date(2020, 1, 1))
    for course, days in ((late, 9), (soon, 3), (soon, 30), (past, -1), (over, 1)):
        add_session(course, days)
    add_session(late, 2, "cancelled")
    order = ["Soon", "Late", "Past", "Z, undated, checked", "An undated one", "Over"]
    assert [title for title in titles(ask(**address)) if title != body.title] == order


def test_training_without_a_date_goes_by_what_is_preferred_and_what_has_one_does_not():
    body = make_organisation(help_kinds=["training"])
    near, far = (make_course(title, provider=body) for title in ("Near date", "Far date"))
    for course, days in ((near, 2), (far, 9)):
        add_session(course, days)
    far.districts.set(terms_of("districts", ["tamworth"]))
    make_course("A national one", provider=body)
    make_course("The local one", provider=body, districts=["tamworth"], confidence="medium")
    order = ["Near date", "Far date", "The local one", "A national one"]
    assert titles(ask(kind="training", district="tamworth")) == order


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

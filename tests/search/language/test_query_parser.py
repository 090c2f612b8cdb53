"""What people type, read as they mean it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.documents.index_store import index_store
from directory.search.documents.models import SynonymGroup
from directory.search.language.query_parser import parse_query
from directory.taxonomy.models import Sector
from tests.factories import make_organisation, make_resource
from tests.quick import fewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups():
    SynonymGroup.objects.create(phrases="dsl\ndesignated safeguarding lead")
    SynonymGroup.objects.create(phrases="sharing nudes\nsexting")
    SynonymGroup.objects.create(phrases="who to tell\ntrusted adult")


def read(query, facets=("year", "age", "sector", "ability", "kind", "district", "cost")):
    snapshot = index_store.snapshot()
    return parse_query(
        query,
        index=snapshot.index,
        spelling=snapshot.spelling,
        vocabulary=snapshot.vocabulary,
        facets=set(facets),
    )


def phrases(query):
    return [{" ".join(terms) for terms, _ in clause} for clause in read(query).clauses]


def inferred(query):
    return {(one.facet, code) for one in read(query).filters for code in one.codes}


# Words


@pytest.mark.usefixtures("groups")
class TestSynonyms:
    def test_each_word_gets_its_other_names(self):
        assert phrases("sexting DSL") == [{"sext", "share nude"}, {"dsl", "design safeguard lead"}]

    def test_the_longest_phrase_is_read_first(self):
        assert phrases("designated safeguarding lead policy") == [{"dsl", "design safeguard lead"}, {"polici"}]

    def test_words_in_quotation_marks_mean_only_themselves(self):
        assert phrases('"sexting lead"') == [{"sext lead"}]
        assert phrases("“year 5”") == [{"year 5"}]
        assert inferred('"year 5"') == set()

    def test_a_repeated_word_is_asked_for_once(self):
        assert phrases("consent consent") == [{"consent"}]

    def test_a_phrase_that_small_words_make_does_not_stand_for_its_one_other_word(self):
        assert phrases("tell") == [{"tell"}]

    def test_an_edit_counts_at_once(self):
        SynonymGroup.objects.get(phrases__contains="dsl").delete()
        assert phrases("dsl") == [{"dsl"}]
        SynonymGroup.objects.create(phrases="dsl\nlead for safeguarding")
        assert phrases("dsl") == [{"dsl", "lead safeguard"}]


@pytest.mark.parametrize("query", ["", "   ", '""', "?!", 'the "of" a', "“”"])
def test_nothing_is_asked_for_by_words_that_say_nothing(query):
    assert read(query).clauses == []


# Filters in disguise


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("year 5", {("year", "y5")}),
        ("Y5", {("year", "y5")}),
        ("yr 9", {("year", "y9")}),
        ("Yr10s", {("year", "y10")}),
        ("year seven", {("year", "y7")}),
        ("years 5 and 6", {("year", "y5"), ("year", "y6")}),
        ("y5/6", {("year", "y5"), ("year", "y6")}),
        ("years 7-9", {("year", "y7"), ("year", "y8"), ("year", "y9")}),
        ("Reception", {("year", "r")}),
        ("KS2", {("year", "ks2")}),
        ("key stage 3", {("year", "ks3")}),
        ("KS1 and 2", {("year", "ks1"), ("year", "ks2")}),
        ("age 9", {("age", "9")}),
        ("aged nine", {("age", "9")}),
        ("9 year olds", {("age", "9")}),
        ("9-year-old", {("age", "9")}),
        ("14yo", {("age", "14")}),
        ("twelve year old", {("age", "12")}),
        ("ages 9 to 10", {("year", "y5"), ("year", "y6")}),
        ("under 16s", {("age", "15")}),
        ("assault 14 tamworth", {("age", "14"), ("district", "tamworth")}),
        ("special schools", {("sector", "special")}),
        ("PRU", {("sector", "alternative_provision")}),
        ("sixth formers", {("sector", "sixth_form")}),
        ("pmld", {("ability", "pmld")}),
        ("autistic", {("ability", "autism_ci")}),
        ("free of charge", {("cost", "free")}),
        ("Newcastle-under-Lyme", {("district", "newcastle_under_lyme")}),
        ("Burton upon Trent", {("district", "east_staffordshire")}),
        ("course", {("kind", "training")}),
        ("helplines", {("kind", "organisation")}),
        ("case study", {("kind", "case_study")}),
        ("free training primary", {("cost", "free"), ("kind", "training"), ("sector", "primary")}),
    ],
)
def test_words_that_are_filters_become_filters(query, meant):
    assert inferred(query) == meant


@pytest.mark.parametrize(
    "query",
    ["section 11", "level 2 safeguarding", "tier 2", "part 5", "24/7 line", "30 minute activity", "kcsie 2026"],
)
def test_figures_that_are_not_ages_stay_words(query):
    assert "age" not in {facet for facet, _ in inferred(query)}


def test_send_stands_for_every_need_but_not_for_language():
    needs = {code for facet, code in inferred("send") if facet == "ability"}
    assert {"mld", "sld", "pmld", "autism_ci", "semh"} <= needs
    assert not {"mainstream", "eal"} & needs


def test_filters_leave_the_other_words_to_be_searched_for():
    make_resource("Consent")
    assert phrases("consent year 5 tamworth") == [{"consent"}]


@pytest.mark.parametrize(
    "query",
    [
        "year 5 consent",
        "consent 14 tamworth",
        "free consent",
        "consent lesson for autistic pupils",
        "consent training",
        "consent for special schools",
    ],
)
def test_what_became_a_filter_helps_no_more_to_rank(query):
    make_resource("Consent", summary="A lesson, training and a course, free, for autistic pupils of special schools")
    assert phrases(query) == [{"consent"}]
    assert {term for clause in read(query).hints for terms, _ in clause for term in terms} <= {"pupil", "school"}


def test_the_verb_to_send_is_no_need_and_must_not_be_in_what_is_found():
    make_resource("Sharing nudes")
    assert inferred("send nudes") == set()
    assert phrases("send nudes") == [{"nude"}]


def test_of_two_children_the_younger_counts():
    assert inferred("13 year old girl and 17 year old boy") == {("age", "13")}


def test_words_that_are_a_filter_are_where_they_were_typed():
    (one,) = read("consent Yr 5 please").filters
    assert one.words == "Yr 5"


def test_a_filter_within_an_entrys_name_is_not_one():
    make_resource("Send me a pic?")
    make_organisation("Free to talk helpline")
    assert inferred("send me a pic") == set()
    assert inferred("free to talk helpline") == set()
    assert inferred("free") == {("cost", "free")}


def test_a_filter_that_the_page_does_not_have_stays_a_word():
    assert read("training", facets=("year",)).filters == []


def test_the_words_of_a_term_are_its_curators_to_choose():
    assert inferred("academy") == set()
    sector = Sector.objects.get(code="secondary")
    sector.search_words += "\nacademy"
    sector.save()
    assert inferred("academy") == {("sector", "secondary")}


# Mistakes and beginnings


def test_a_mistyped_word_is_taken_for_the_nearest():
    make_resource("Harassment and safeguarding in school corridors")
    assert phrases("harrasment") == [{"harass"}]
    assert phrases("safegaurding") == [{"safeguard"}]
    assert [(word.typed, word.meant) for word in read("Harrasment").corrections] == [("Harrasment", "harassment")]


def test_a_mistyped_filter_is_corrected_too():
    assert inferred("tamwoth") == {("district", "tamworth")}


@pytest.mark.parametrize("acronym", ["fe", "ap", "mat", "dsk", "pshe"])
def test_an_acronym_is_never_taken_for_another(acronym):
    make_resource("A DSL for FE, PSHE and MATs")
    assert read(acronym).corrections == []


def test_a_last_word_may_be_the_beginning_of_one():
    make_resource("Upskirting", topics=["banter"])
    assert phrases("upsk") == [{"upsk", "upskirt"}]
    assert phrases("upsk banter") == [{"banter"}]


def test_a_word_that_nobody_wrote_is_reported():
    assert read("xylophone").unknown == ["xylophone"]


@settings(max_examples=fewer(200))
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from('year 5 to - and / ages 9 old ks 2 " send a'.split())).map(" ".join)
)
def test_anything_can_be_read(query):
    found = read(query, {"year", "age", "ability"})
    assert all(0 <= one.start < one.end <= len(query) for one in found.filters)


# What words say together


def test_words_that_nobody_wrote_are_left_out_while_any_is_known():
    make_resource("Consent")
    assert phrases("consent xylophone glockenspiel") == [{"consent"}]
    assert phrases("xylophone") == [{"xylophon"}]


def test_the_query_is_elsewhere_if_unknown_words_say_more_than_known_ones():
    make_resource("Fractions and harassment")
    assert read("fractions xylophone glockenspiel").is_elsewhere
    assert not read("fractions harassment party").is_elsewhere


def test_only_what_is_all_in_quotation_marks_means_no_topic():
    assert read('"she was raped at a party"').topics == []
    assert read('she was "raped" at a party').topics[0].code == "sexual_violence"


def test_a_quotation_mark_that_is_never_closed_was_a_slip():
    assert inferred('consent "year 5') == {("year", "y5")}


@pytest.mark.parametrize(
    ("query", "is_sentence"),
    [
        ("upskirting", False),
        ("lesson on consent year 9", False),
        ("two pupils punched kicked and filmed another boy behind the sports hall", True),
        ("my son was hit", True),
    ],
)
def test_who_tells_much_or_speaks_of_their_own_writes_a_sentence(query, is_sentence):
    assert read(query).is_sentence == is_sentence


@pytest.mark.parametrize(
    ("query", "of_children"),
    [("my son", True), ("two Pupils", True), ("kidz", False), ("adult and child", False), ("harassment", False)],
)
def test_a_query_is_of_children_if_it_speaks_of_them_and_not_of_adults(query, of_children):
    assert read(query).of_children == of_children


def test_texting_is_read_as_it_is_meant():
    make_resource("Boyfriend")
    assert phrases("bf") == [{"boyfriend"}]
    assert read("my bf hits me").corrections == []


def test_who_plans_a_lesson_about_suicide_tells_of_no_life_at_risk():
    assert read("she says she will kill herself").life_at_risk
    assert not read("lesson plan and policy on suicide").life_at_risk


@pytest.mark.parametrize(
    "typed", ["he touched me ", "year 5 my son was raped at a party ", 'a "b ', "?", "safegaurding "]
)
def test_a_thousand_characters_are_read_like_few(typed):
    make_resource("Safeguarding at a party")
    query = (typed * 1_000)[:1_000]
    found = read(query)
    assert len(found.clauses) <= len(set(query.split()))
    assert all(0 <= one.start < one.end <= 1_000 for one in found.filters)

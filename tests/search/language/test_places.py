"""Places in what people type: the district of a name or an outward postcode, and words that are no place."""

import pytest

from directory.search.language.filters.places import NAMED, POSTCODES
from directory.taxonomy.models import District
from tests.factories import make_organisation
from tests.search.language.test_query_parser import inferred, read

pytestmark = pytest.mark.django_db


def districts(query):
    return {code for facet, code in inferred(query) if facet == "district"}


@pytest.mark.parametrize(
    ("district", "names"),
    [
        (
            "cannock_chase",
            "Cannock; Rugeley; Hednesford; Norton Canes; Heath Hayes; Bridgtown; Chadsmoor; Etching Hill",
        ),
        (
            "east_staffordshire",
            "Burton; Burton-on-Trent; Uttoxeter; Tutbury; Rocester; Barton under Needwood; Yoxall",
        ),
        ("lichfield", "Lichfield; Burntwood; Alrewas; Fazeley; Armitage with Handsacre; Shenstone; King's Bromley"),
        (
            "newcastle_under_lyme",
            "newcastle; Newcastle-under-Lyme; Kidsgrove; Audley; Madeley; Wolstanton; Keele; Mow Cop; Alsager's Bank",
        ),
        (
            "south_staffordshire",
            "Great Wyrley; Cheslyn Hay; Brewood; Featherstone; Kinver; Codsall; Perton; Wombourne; Penkridge; Himley",
        ),
        (
            "stafford",
            "Stafford; Stone; Eccleshall; Gnosall; Great Haywood; Barlaston; Walton-on-the-Hill; Meir Heath",
        ),
        (
            "staffordshire_moorlands",
            "Leek; Biddulph; Cheadle; Werrington; Blythe Bridge; Cheddleton; Ipstones; Upper Tean; Wetley Rocks",
        ),
        ("tamworth", "Tamworth; Amington; Glascote; Wilnecote; Dosthill; Stonydelph"),
        ("stoke_on_trent", "Stoke; Stoke-on-Trent; Longton; Fenton; Tunstall; Burslem; Hanley; Trentham; Bentilee"),
    ],
)
def test_a_name_stands_for_its_district(district, names):
    for name in names.split("; "):
        assert (name, districts(name)) == (name, {district})
        assert (name, districts(f"counselling in {name}")) == (name, {district})
        assert (name, districts(f"year 9 nudes {name.lower()}")) == (name, {district})


@pytest.mark.parametrize(
    ("query", "district"),
    [
        ("counselling stone", "stafford"),
        ("help near stone", "stafford"),
        ("stone school", "stafford"),
        ("a service in Stone, Staffordshire", "stafford"),
        ("stone and eccleshall", "stafford"),
        ("st15 stone", "stafford"),
        ("leek counselling services", "staffordshire_moorlands"),
        ("domestic abuse burton", "east_staffordshire"),
        ("stoke counselling", "stoke_on_trent"),
        ("featherstone primary", "south_staffordshire"),
    ],
)
def test_a_name_that_is_also_a_word_is_a_place_where_the_sentence_says_so(query, district):
    assert districts(query) == {district}


@pytest.mark.parametrize(
    "query",
    [
        "tim burton",
        "a film by tim burton for year 9",
        "richard burton",
        "emma stone",
        "sharon stone film",
        "turned to stone",
        "set in stone",
        "throwing a stone at pupils",
        "throw stones",
        "stoned pupil",
        "rolling stone",
        "kidney stone",
        "stone cold silence from pupil",
        "stoke up hatred",
        "stoke fear of migrants",
        "leek and potato soup",
        "leeks in the garden plot",
        "jordan hanley",
        "richard madeley",
        "featherstone wrote this",
        "huntington disease",
        "alton towers trip",
        "coven of witches",
        "rudyard kipling poem",
        "norton antivirus",
        "dudley dursley",
        "talke to pupils about it",
        "a pupil may bank money",
        "frank advice line",
        "hope",
    ],
)
def test_words_that_only_sound_like_a_place_stay_words(query):
    assert (districts(query), read(query).outside) == (set(), [])


@pytest.mark.parametrize(
    ("query", "outside"),
    [
        ("counselling wolverhampton", ["wolverhampton"]),
        ("Walsall", ["Walsall"]),
        ("newcastle upon tyne", ["newcastle upon tyne"]),
        ("Newcastle-upon-Tyne rape crisis", ["Newcastle-upon-Tyne"]),
        ("burton joyce primary", ["burton joyce"]),
        ("cheadle hulme", ["cheadle hulme"]),
        ("Derby and Crewe", ["Derby", "Crewe"]),
        ("telford helpline year 9", ["telford"]),
        ("WV1 counselling", ["WV1"]),
    ],
)
def test_a_neighbour_is_said_to_be_outside_and_neither_narrows_nor_scores(query, outside):
    found = read(query)
    assert found.outside == outside
    assert districts(query) == set()
    words = {term for clause in (*found.clauses, *found.hints) for terms, _ in clause for term in terms}
    assert not words & {"wolverhampton", "walsal", "tyne", "newcastl", "joyc", "derbi", "wv1"}


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("ST16", {"stafford"}),
        ("counselling st16", {"stafford"}),
        ("ws7", {"lichfield"}),
        ("st 16 consent", {"stafford"}),
        ("B79", {"tamworth", "lichfield"}),
        ("WS15 rape", {"cannock_chase", "lichfield", "east_staffordshire"}),
        ("ST5", {"newcastle_under_lyme"}),
        ("ST13 leek", {"staffordshire_moorlands"}),
        ("ST1", {"stoke_on_trent"}),
        ("DE14", {"east_staffordshire"}),
    ],
)
def test_an_outward_postcode_stands_for_the_districts_that_it_lies_in(query, codes):
    assert districts(query) == codes


def test_the_figures_of_a_postcode_are_no_age():
    assert inferred("ST 16") == {("district", "stafford")}
    assert inferred("ST 16, 14 year old") == {("district", "stafford"), ("age", "14")}


def test_what_curators_say_of_a_word_wins():
    district = District.objects.get(code="tamworth")
    district.search_words += "\neccleshall"
    district.save()
    assert districts("eccleshall") == {"tamworth"}


def test_a_retired_district_has_no_places():
    District.objects.filter(code="tamworth").update(retired=True)
    District.objects.get(code="tamworth").save()
    assert districts("amington") == set()


def test_a_place_within_an_entrys_name_is_part_of_it():
    make_organisation("Wolverhampton young voices")
    make_organisation("The Eccleshall circle")
    assert read("wolverhampton young voices").outside == []
    assert districts("eccleshall circle") == set()


def test_a_page_without_districts_takes_no_word_for_one():
    found = read("wolverhampton eccleshall", facets=("year",))
    assert (found.filters, found.outside) == ([], [])


def test_every_place_is_in_districts_that_there_are():
    known = set(District.objects.values_list("code", flat=True)) - {"national"}
    assert {code for place in (*NAMED.values(), *POSTCODES.values()) for code in place.districts} == known
    assert len(NAMED) > 500

import pytest

from directory.search.models import SynonymGroup
from directory.search.synonyms import clauses

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def groups():
    SynonymGroup.objects.create(phrases="dsl\ndesignated safeguarding lead")
    SynonymGroup.objects.create(phrases="sharing nudes\nsexting")


def phrases(query):
    return [{" ".join(phrase) for phrase in clause.phrases} for clause in clauses(query)]


def test_clauses_give_each_word_its_other_names():
    assert phrases("sexting DSL") == [{"sext", "share nude"}, {"dsl", "design safeguard lead"}]


def test_clauses_read_the_longest_phrase_first():
    assert phrases("designated safeguarding lead training") == [{"dsl", "design safeguard lead"}, {"train"}]


def test_clauses_take_words_in_quotation_marks_as_they_stand():
    assert phrases('"sexting lead"') == [{"sext lead"}]


def test_clauses_ask_for_a_repeated_word_once():
    assert phrases("consent consent") == [{"consent"}]


def test_clauses_follow_an_edit_at_once():
    assert phrases("sexting") == [{"sext", "share nude"}]
    SynonymGroup.objects.filter(phrases__contains="sexting").delete()
    assert phrases("sexting") == [{"sext"}]
    SynonymGroup.objects.create(phrases="sexting\nnude selfies")
    assert phrases("sexting") == [{"sext", "nude selfi"}]


@pytest.mark.parametrize("query", ["", "   ", '""', "?!", 'the "of" a'])
def test_clauses_of_nothing_are_none(query):
    assert clauses(query) == ()

"""Which topic a sentence means, by the sayings of the starter content and by sayings made up for a test."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.documents.index_store import index_store
from directory.search.language.query_parser import BETTER_THAN_NOTHING
from directory.search.language.query_tokens import query_tokens
from directory.search.language.text_analysis import tokenize
from directory.search.language.topic_detection import (
    CERTAIN,
    LIKELY,
    LIKELY_OF_SENTENCE,
    MOST_MEANT,
    TopicDetector,
    everyday_lines,
)
from directory.search.language.vocabulary import Vocabulary

pytestmark = pytest.mark.django_db


def tokens_of(text):
    return [token.plain() for token in query_tokens(text, tokenize(text))]


def topics_in(text, *, sentence=True):
    """What the detector of the starter content says."""
    return index_store.snapshot().vocabulary.topics.detect(tokens_of(text), sentence=sentence)


def first(text, **options):
    return next((topic.code for topic in topics_in(text, **options)), None)


@pytest.mark.parametrize(
    ("told", "topic"),
    [
        ("a boy slid his fingers inside her underwear during assembly", "sexual_violence"),
        ("he touched my daughter", "sexual_violence"),
        ("someone touched my son", "sexual_violence"),
        ("two lads keep rating the girls bodies and making sexual comments", "sexual_harassment"),
        ("her topless pic has been passed round by half of year ten", "sharing_nudes"),
        ("he held his phone underneath her skirt on the stairs and took a photo", "upskirting"),
        ("some app was used to make fake nudes with the faces of girls in my form", "ai_image_abuse"),
        ("they will send the naked video to all his followers unless he pays", "sextortion"),
        ("unwanted dick pics keep landing in her snapchat", "online_sexual_harassment"),
        (
            "a five year old put his hand in another childs pants and touched her private parts",
            "harmful_sexual_behaviour",
        ),
        ("nobody sits with my son and a group picks on him every day", "bullying"),
        ("everyone calls her a slag and a slut", "sexual_bullying"),
        ("he got punched and kicked on the ground by a gang of lads", "physical_abuse"),
        ("my boyfriend slaps me when he is angry", "relationship_abuse"),
        ("he goes through her messages and decides who she may see and what she wears", "coercive_control"),
        ("new players had to strip and run naked round the pitch to join the team", "initiation_hazing"),
        ("mum has bruises because her partner hits her", "domestic_abuse"),
        ("her stepdad comes into her bedroom and touches her", "child_sexual_abuse"),
        ("he carries drugs for older lads and has two phones", "exploitation"),
        ("a man she met online wants her to keep their chats secret and meet up", "grooming"),
        ("lesson on asking first and saying no", "consent"),
        ("our policy template for child on child abuse", "policy"),
        ("risk assessment so that both pupils can stay in the same class", "risk_safety_planning"),
    ],
)
def test_a_sentence_means_the_topic_that_such_things_are_said_of(told, topic):
    assert first(told) == topic
    assert topics_in(told)[0].meant


@pytest.mark.parametrize(
    "words",
    [
        "whats for dinner",
        "bus pass for sixth former",
        "my daughter left her blazer on the bus",
        "school jumper sizes",
        "my child has nits",
        "appointment with the dentist on friday",
        "boiler broken in the sports hall",
        "when is half term",
    ],
)
def test_everyday_words_of_a_school_mean_no_topic(words):
    assert [topic.code for topic in topics_in(words, sentence=False) if topic.likely or topic.meant] == []


def test_what_is_likelier_something_else_is_nothing():
    assert topics_in("lost water bottle reception class", sentence=False) == []


@pytest.mark.parametrize("words", ["", "the of a", "xylophone zyx", "1066"])
def test_words_that_no_line_has_speak_for_nothing(words):
    assert topics_in(words) == []


def test_the_likeliest_comes_first_and_none_has_something_against_it():
    scores = [topic.score for topic in topics_in("a boy took a nude photo of her and shared it with his mates")]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


@given(st.lists(st.sampled_from([*everyday_lines(), "she was raped", "he sent nudes", "aged 14"]), max_size=4))
def test_marks_follow_from_the_score(lines):
    for sentence, least in ((True, LIKELY_OF_SENTENCE), (False, LIKELY)):
        found = topics_in(" ".join(lines), sentence=sentence)
        assert all(topic.score >= least for topic in found if topic.likely)
        assert all(topic.certain == (topic.score >= CERTAIN) for topic in found)
        assert all(topic.likely for topic in found if topic.meant)
        assert sum(topic.meant for topic in found) <= MOST_MEANT


# With sayings made up for a test

SAYINGS = {
    "wobbling": ["he wobbled her hat", "a wobble in the hall", "they keep wobbling hats at break"],
    "tooting": ["someone tooted at her", "toots through the door", "a toot a day"],
}


@pytest.fixture
def detector():
    return Vocabulary({}, [["toot", "honk"]], {"y1": 5, "y9": 13}, SAYINGS).topics


def scores(detector, text):
    return {topic.code: topic.score for topic in detector.detect(tokens_of(text), sentence=False)}


def test_words_speak_for_the_topic_whose_sayings_have_them(detector):
    assert list(scores(detector, "wobbled hats")) == ["wobbling"]
    assert list(scores(detector, "tooting")) == ["tooting"]


def test_words_side_by_side_say_more_than_apart(detector):
    assert scores(detector, "wobbled hat")["wobbling"] > scores(detector, "hat wobbled")["wobbling"]


def test_a_synonym_speaks_for_a_topic_though_no_line_has_it(detector):
    assert list(scores(detector, "honk")) == ["tooting"]


def test_a_line_that_is_there_twice_says_no_more(detector):
    twice = {code: lines * 2 for code, lines in SAYINGS.items()}
    assert scores(TopicDetector(twice, detector.vocabulary), "hat") == scores(detector, "hat")


def test_a_long_line_says_no_more_than_a_short_one():
    long = {"long": ["alpha beta gamma delta epsilon zeta eta theta iota kappa"], "short": ["alpha"]}
    detector = Vocabulary({}, [], {}, long).topics
    assert list(scores(detector, "alpha")) == ["short"]


@pytest.mark.parametrize(("age", "topic"), [("aged 6", "little"), ("aged 15", "big"), ("year 1", "little")])
def test_the_age_of_a_child_speaks_for_a_topic(age, topic):
    sayings = {"little": ["a four year old did it"], "big": ["a sixteen year old did it"]}
    years = {f"year {number}": [("year", f"y{number}")] for number in (1, 9)}
    detector = Vocabulary(years, [], {"y1": 5, "y9": 13}, sayings).topics
    assert list(scores(detector, f"she is {age}")) == [topic]


@pytest.mark.parametrize("sayings", [{}, {"only": ["he wobbled her hat"]}])
def test_one_topic_alone_and_none_at_all_are_never_meant(sayings):
    detector = Vocabulary({}, [], {}, sayings).topics
    assert detector.detect(tokens_of("he wobbled her hat"), sentence=True) == []


def test_a_word_speaks_for_topics_if_their_sayings_have_it_more_than_others(detector):
    hat, toot = ((((term,), 4),) for term in ("hat", "toot"))
    assert detector.speaks(hat, ["wobbling"])
    assert not detector.speaks(toot, ["wobbling"])
    assert detector.speaks(toot, ["wobbling", "tooting"])
    assert detector.speaks(toot, [])


def test_most_words_must_stand_in_sayings_to_be_known(detector):
    assert detector.knows(tokens_of("wobbled hat in the hall"))
    assert not detector.knows(tokens_of("wobbled glockenspiel"))


@pytest.mark.parametrize("name", ["Jayden", "Oliwia", "Mr Jayden", "Aoife-Mae", "8B", "JB"])
def test_a_name_is_passed_over(detector, name):
    assert scores(detector, f"{name} wobbled {name} her hat") == scores(detector, "wobbled her hat")


def test_where_the_words_find_little_a_topic_is_taken_as_if_it_were_certain():
    topic, *_ = topics_in("he hurt me")
    assert BETTER_THAN_NOTHING <= topic.score < LIKELY_OF_SENTENCE
    assert (topic.likely, topic.meant, topic.certain) == (False, False, False)
    instead = topic.instead_of_words()
    assert (instead.likely, instead.meant, instead.certain) == (True, True, True)
    assert (instead.code, instead.score) == (topic.code, topic.score)


def test_the_lead_is_how_much_likelier_a_topic_is_than_something_else():
    assert topics_in("he hurt me")[0].lead > 0
    assert topics_in("my child has nits")[0].lead < 0


@pytest.mark.parametrize(
    "told",
    [
        "she was raped at a party in our special school in year 9",
        "year 9 boy raped a girl",
        "raped aged 14 at a party",
    ],
)
def test_the_words_of_an_age_do_not_speak_for_something_else(told):
    assert first(told, sentence=False) == "sexual_violence"
    assert topics_in(told, sentence=False)[0].meant


@pytest.mark.parametrize(
    ("told", "topic"),
    [
        ("nothing sexual, two boys fighting in the yard", "physical_abuse"),
        ("it is not a nude, just a bikini photo that boys share with comments", "online_sexual_harassment"),
    ],
)
def test_what_is_said_not_to_be_so_speaks_for_nothing(told, topic):
    assert first(told) == topic


def test_a_denied_word_is_passed_over_and_others_are_not(detector):
    assert scores(detector, "not a wobbled hat") == scores(detector, "hat")
    assert scores(detector, "not wobbled") == scores(detector, "wobbled")

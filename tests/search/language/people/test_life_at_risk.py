"""Whether words speak of suicide or self-harm: by the words alone."""

import pytest

from directory.search.language.people.life_at_risk import is_life_at_risk


@pytest.mark.parametrize(
    "query",
    [
        "i want to kill myself",
        "she says she will kill herself",
        "pupil is self-harming",
        "self harm",
        "he wants to die",
        "suicidal pupil",
        "she took an overdose",
        "she keeps cutting herself",
        "better off dead",
        "i want to end it all",
        "he talks of ending his life",
        "there is no point in living",
        "i don't want to be here anymore after what he did",
        "she does not want to live",
        "i dont wanna wake up",
        "KMS",
        "i feel suisidal",
        "sucidal since the video",
        "talk of suiside",
        "teenage daughter cutting her arms",
        "i cut my arm again",
        "ive been cuttin cos of the pics",
        "found with a ligature in the toilets",
        "he left a goodbye note",
        "how to hang herself",
        "i took loads of tablets",
        "she swallowed all of her mum's paracetamol",
        "i wish i was dead",
        "she says she wishes she had never been born",
        "what is the point of living",
        "i cant do this anymore",
        "i can't go on any more",
        "wants to disappear forever",
        "they'd be better off without me",
        "threatens to jump off a bridge",
        "walked out in front of a train",
        "i dont want to exist",
        "boy tied his tie round his neck",
        "a razor blade in her bag and cuts on her arm",
        "i dont see a way out",
        "everyone would be happier if i died",
        "i want to sleep and not wake up",
        "she took paracetamol after the picture was shared",
        "says she will jump if we call her dad",
        "i keep thinking about dying",
        "no one would care if i was gone",
        "i hurt myself when i think about him",
        "scars on her thighs from a blade",
    ],
)
def test_words_of_suicide_or_self_harm_tell_of_a_life_at_risk(query):
    assert is_life_at_risk(query)


@pytest.mark.parametrize(
    "query",
    [
        "he said he would kill him",
        "she does not want to live with her dad",
        "i dont want to be in his class",
        "at the end of the day",
        "dead funny joke about rape",
        "my daughter cut her hair",
        "skills for life",
        "he cut her arm with a knife",
        "she has been cutting class",
        "the policy was sued over and in suede",
        "i cant do this lesson anymore",
        "took all the pictures down",
        "he hung around with her",
        "i wish i was at another school",
        "he hurt himself in pe",
        "a boy put his hands round her neck",
        "he did not wake up in time",
        "i could kill myself laughing",
        "she takes tablets for hay fever",
        "he will jump over the wall",
        "we think about consent",
        "",
    ],
)
def test_other_words_do_not(query):
    assert not is_life_at_risk(query)

"""Words typed without a space between them are several; names are not."""

import pytest

from directory.search.language.english.glued_words import parted


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("iwannadie", "i wanna die"),
        ("iwannakillmyself", "i wanna kill myself"),
        ("helpmeplease", "help me please"),
        ("someonetouchedmeatschool", "someone touched me at school"),
        ("mydaughterwasrapedbyaboy", "my daughter was raped by a boy"),
        ("childonchildabuse", "child on child abuse"),
        ("hesentmynudes", "he sent my nudes"),
        ("mynudes", "my nudes"),
        ("herphone", "her phone"),
        ("wanttodie", "want to die"),
        ("isitrapeifiwasdrunk", "is it rape if i was drunk"),
        ("harmfulsexualbehaviour", "harmful sexual behaviour"),
        ("stopsharingmynudes", "stop sharing my nudes"),
    ],
)
def test_glued_words_are_parted(typed, meant):
    assert " ".join(parted(typed)) == meant


@pytest.mark.parametrize(
    "name",
    """
    oluwaseun chukwuemeka bartholomew krzysztof ramachandran papadopoulos wojciechowski featherstonehaugh hermione
    balasubramanian shufflebottom higginbottom winterbottom herminder hisham mylene zylophant isabellarose annamaria
    harmanpreet barlaston wolverhampton featherstonehaughs rolleston horninglow atherstone armitage
    upskirting xylophone abcdefghijklmnop
    """.split(),
)
def test_a_name_stays_as_it_is(name):
    assert parted(name) == ()


def test_letters_without_end_are_read_at_once():
    assert parted("ab" * 20) == parted("a" * 1_000) == ()

import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from directory.typesetting import letters
from directory.typesetting.letters import FONTS, NOTE, is_right_to_left, known, plain, runs

WRITTEN = {
    "ur": "بچوں کے لیے مدد",
    "ar": "مساعدة للأطفال",
    "pa": "ਬੱਚਿਆਂ ਲਈ ਮਦਦ",
    "bn": "শিশুদের জন্য সাহায্য",
    "zh": "儿童帮助热线，您可以随时打电话。",
    "he": "עזרה לילדים",
    "": "Pomoc dla dzieci ąćęłńóśźż. Cymorth i blant ŵŷ ✓ ½ £ “—”",
}


@pytest.mark.parametrize("language", WRITTEN)
def test_letters_of_a_language_are_written_and_named_as_its_own(language):
    assert list(runs(WRITTEN[language])) == [(WRITTEN[language], language)]


def test_a_text_in_two_languages_is_told_apart():
    assert list(runs("Help: মদদ (Childline)")) == [("Help: ", ""), ("মদদ", "bn"), (" (Childline)", "")]


@pytest.mark.parametrize("text", ["ช่วยเหลือเด็ก", "உதவி", "兒童幫助熱線", "ኢትዮጵያ ልጆች"])
def test_letters_that_no_font_has_are_said_in_words_once(text):
    assert plain(text) == NOTE
    assert plain(f"Help. {text}") == f"Help. {NOTE}"


def test_pictures_are_left_out():
    assert plain("Well done 👍🏽🎉!") == "Well done !"
    assert plain("🎉") == NOTE  # a title is never empty


def test_marks_that_turn_letters_round_are_left_out():
    assert plain("Call \u202e1111 0080\u202c now") == "Call 1111 0080 now"


def test_what_is_no_letter_is_left_out():
    assert plain("a\x00b\x07c\ud800d\ue000e\ufffff") == "abcdef"


def test_which_texts_begin_at_the_right():
    assert is_right_to_left("“بچوں” and more")
    assert not is_right_to_left("Childline: بچوں")
    assert not is_right_to_left("0800 1111")


def test_a_font_is_there_for_each_hand_of_the_template():
    names = set(
        re.findall(r'"((?:Noto|ZCOOL|DejaVu)[^"]+)"', (FONTS.parents[2] / "templates/typst/document.typ").read_text())
    )
    files = {file.stem.partition("_")[0] for file in FONTS.glob("*.ttf")}
    assert {name.replace(" ", "") for name in names} <= files


def test_without_fonts_there_is_no_document(monkeypatch, tmp_path):
    monkeypatch.setattr(letters, "FONTS", tmp_path)
    with pytest.raises(ImproperlyConfigured):
        known.__wrapped__()


def test_fonts_say_which_letters_they_have():
    assert {ord(letter) for letter in "Aż✓বਬبے儿"} <= known()
    assert not {ord(letter) for letter in "\U0001f44dน\ue000"} & known()

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from directory.search.language.highlighting import Highlightable, highlightable
from directory.search.pages.prerendered_template import PrerenderedTemplate, slot


def test_marked_marks_every_form_of_the_wanted_words():
    text = Highlightable(highlightable("Consent, consenting & the rest."))
    assert text.marked({"consent"}) == "<mark>Consent</mark>, <mark>consenting</mark> &amp; the rest."
    assert text.plain == "Consent, consenting &amp; the rest."


@given(st.text())
def test_plain_loses_no_character_and_lets_no_markup_through(text):
    kept = "".join(character for character in text if not "\ue000" <= character <= "\ue004")
    assert Highlightable(highlightable(text)).plain == str(escape(kept))


def test_filled_puts_each_value_in_its_blank_and_leaves_the_others_empty():
    template = PrerenderedTemplate(f"<p>{slot('one')}, {slot('two')}, {slot('one')}</p>")
    assert template.filled({"one": "1"}, {}) == "<p>1, , 1</p>"
    assert template.filled({"two": "2"}, {}) == "<p>, 2, </p>"


def test_filled_puts_each_count_beside_its_option_and_marks_what_has_none():
    template = PrerenderedTemplate(
        f"<i class='n{slot('sector primary zero')}'>{slot('sector primary count')}</i>{slot('year n count')}"
    )
    assert template.filled({}, {"sector": {"primary": 7000}, "year": {"n": 3}}) == "<i class='n'>7,000</i>3"
    assert template.filled({}, {"sector": {"primary": 0}, "year": {"n": 3}}) == "<i class='n none'>0</i>3"

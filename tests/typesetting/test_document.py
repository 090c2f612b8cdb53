"""Files as readers' programs see them: tagged, named, in order, and in the letters that were asked for."""

import io

import pikepdf
import pytest

from directory.typesetting import document as document_module
from directory.typesetting import press
from directory.typesetting.blocks import paragraph
from directory.typesetting.document import FULL
from tests.hostile import hostile_strings
from tests.typesetting.documents import ADDRESS, document, with_everything
from tests.typesetting.pdf_ua import File, words_in
from tests.typesetting.test_letters import WRITTEN


@pytest.fixture(scope="module")
def content():
    return press.run(with_everything().order)


@pytest.fixture(scope="module")
def file(content):
    return File(content)


def test_file_is_pdf_ua_as_far_as_its_structure_tells(file):
    assert file.problems() == []


def test_a_file_without_tags_is_not(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.Root.MarkInfo["/Marked"]
        del pdf.Root["/Lang"]
        pdf.Root.StructTreeRoot.K[0]["/S"] = pikepdf.Name("/Page")
        pdf.pages[0].Contents = pdf.make_stream(b"0 0 10 10 re f")
        pdf.pages[-1].Annots[0].Contents = ""
        changed = io.BytesIO()
        pdf.save(changed)
    assert {
        "marked as tagged",
        "language",
        "one document",
        "unknown element Page",
        "something on page 1 is neither",
        "a link without words",
    } <= set(File(changed.getvalue()).problems())


def test_words_are_read_in_their_order(file):
    order = ["Who can", "Numbers", "Number", "Who", "0800 1111", "Childline", "Below it", "One", "Two", "Within two"]
    order += ["To do", "Left", "Of two", "A code that opens the page", "In a frame", "Letters"]
    text, place = file.text.partition("Numbers")[2], -1  # after the contents
    for words in order[2:]:
        found = text.find(words, place + 1)
        assert found > place, words
        place = found


def test_text_that_looks_like_markup_is_text(file):
    assert str(file.pdf.docinfo.Title) == 'Who can "help" & <b>'
    assert "#panic() $x$ *b* _i_ <b> \\ [x] // /* @ref `code`" in file.text


def test_letters_of_every_hand_are_written(file):
    for language in ("", "bn", "pa", "zh"):
        assert WRITTEN[language] in file.text, language
    for language in ("ur", "ar", "he"):  # written from right to left: the letters, whatever their order
        assert set(WRITTEN[language]) <= set(file.text), language
    assert {"ur", "ar", "pa", "bn", "zh", "he"} <= {str(one.Lang) for one in file.elements if "/Lang" in one}


def test_links_and_bookmarks_lead_where_they_say(file):
    assert {"tel:08001111", ADDRESS} <= set(file.opened)
    assert file.bookmarks[:3] == ["Numbers", "Below it", "Left"]


def test_document_says_when_it_was_made_and_where_the_newest_is(file):
    assert "Made on 29 November 2026. The newest version is at bank.example.org/directory" in file.text
    assert str(file.pdf.docinfo.CreationDate).startswith("D:20261129")


def test_words_become_smaller_until_they_fit_and_no_smaller():
    long = [paragraph("Some words that fill a line of the page, and a little more of it. " * 40)] * 4
    pages = {
        sizes: len(File(press.run(document(*long, sizes=sizes, most_pages=1).order)).pdf.pages)
        for sizes in [(12,), (12, 6)]
    }
    assert pages == {(12,): 3, (12, 6): 1}


@pytest.mark.once
def test_no_text_breaks_a_document():
    odd = [*hostile_strings(), "x" * 3_000, "a\u0301\u0317\u0489b", "ب\u0301\u0e38", "\u200d\u200d", "\u0651"]
    file = File(press.pdf_of(document(*map(paragraph, odd), title=odd[0], kept_for=None)))
    assert file.problems() == []


def test_a_document_that_is_too_long_ends_with_a_note(monkeypatch):
    monkeypatch.setattr(document_module, "MOST_LETTERS", 100)
    words = words_in(document(*[paragraph("x" * 40)] * 5, last=[paragraph("999")]).data["blocks"])
    assert words.count("x" * 40) == 2
    assert words.index(FULL) < words.index("999")

"""What documents are built from: each block as the plain values that `templates/typst/document.typ` reads."""

from directory.typesetting.words import goes_right_to_left, joined, letters_in, said


def heading(text, level=2):
    """Level 1 is the title of the document, which it has by itself."""
    words = said(text) or said("…")
    return {"is": "heading", "level": level, "words": words, "rtl": goes_right_to_left(words)}


def paragraph(*parts, look=""):
    """Texts and pieces in one paragraph, whose look is "", "big", "lead", "small" or "warning"."""
    words = joined(parts)
    return {"is": "paragraph", "look": look, "words": words, "rtl": goes_right_to_left(words)}


def paragraphs(text, look=""):
    """A paragraph for each line of a text."""
    return [paragraph(line, look=look) for line in str(text).splitlines() if line.strip()]


def labelled(name, *parts):
    """A value after its name."""
    return paragraph(said(f"{name}:", strong=True), " ", *parts)


def text_under(title, text, level=3):
    """A heading and the text below it; nothing where there is no text."""
    return [heading(title, level), *paragraphs(text)] if str(text).strip() else []


def bullets(items, mark="bullet"):
    """Each item is a text or pieces; `mark` is "bullet", "tick" (a box to tick) or "number"."""
    return {"is": "list", "mark": mark, "items": [item_of(item) for item in items]}


def item_of(item):
    """An item may be blocks, of which the first is its line."""
    if isinstance(item, list) and item and "is" in item[0]:
        return item
    return [paragraph(item)]


def table(heads, rows, widths):
    """A cell is a text, pieces, a list of blocks, or empty: one to write in. A width is a share, or 0: as needed."""
    return {
        "is": "table",
        "heads": [said(head) for head in heads],
        "rows": [[item_of(cell) for cell in row] for row in rows],
        "widths": widths,
    }


def together(*blocks, look=""):
    """On one page or in one column; with the look "box", in a frame."""
    return {"is": "together", "look": look, "blocks": list(blocks)}


def side_by_side(left, right, widths=(1, 1)):
    return {"is": "side by side", "left": left, "right": right, "widths": widths}


def lines(number, *, fill=False):
    """Lines to write on; with `fill`, also down to the foot of the page."""
    return {"is": "lines", "number": number, "fill": fill}


def contents():
    """The list of headings, on a page of its own."""
    return {"is": "contents"}


def letters_of(value):
    """How many letters a block has, however deep."""
    if isinstance(value, list):
        return sum(letters_of(one) for one in value)
    if isinstance(value, dict):
        own = len(letters_in([value])) if isinstance(value.get("text"), str) else 0
        return own + sum(letters_of(one) for one in value.values() if isinstance(one, list | dict))
    return 0

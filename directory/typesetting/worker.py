"""Sets one document. A program of its own: it reads the order as JSON and writes the file.

What it takes of memory is given back when it ends, and who waits too long for it can end it.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import typst


def pdf_of(order):
    made_on = json.loads(order["data"])["made_on"]
    compiler = fitting(order)
    return compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=datetime(*made_on, tzinfo=UTC))


def fitting(order):
    """The document in the first size with which it has as few pages as it may, or else in the last."""
    template, fonts = Path(order["template"]), typst.Fonts(False, False, [order["fonts"]])
    for size in order["sizes"]:
        inputs = {"data": order["data"], "size": str(size)}
        compiler = typst.Compiler(template, root=template.parent, font_paths=fonts, sys_inputs=inputs)
        if size == order["sizes"][-1] or pages_of(compiler) <= order["most_pages"]:
            break
    return compiler


def pages_of(compiler):
    return json.loads(compiler.query("<pages>", field="value", one=True))


if __name__ == "__main__":
    sys.stdout.buffer.write(pdf_of(json.load(sys.stdin)))

"""What PDF/UA-1 asks of a file, as far as its structure tells: rules of the Matterhorn protocol that need no eyes."""

import io
import re
from collections import defaultdict
from itertools import pairwise

import pikepdf

STANDARD = set(
    "Document Part Sect Div P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table THead TBody TFoot TR TH TD TOC TOCI Reference "
    "Link Span Strong Em Figure Caption Note Title NonStruct".split()
)
INLINE = {"/Link", "/Span", "/Strong", "/Em", "/Reference"}
SHOWN = {"Tj", "TJ", "'", '"', "f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}


class File:
    """A PDF file with what is asked of it."""

    def __init__(self, content):
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.root = self.pdf.Root
        self.elements = list(elements_below(self.root.StructTreeRoot.K))

    def named(self, *names):
        return [one for one in self.elements if str(one.S)[1:] in names]

    @property
    def annotations(self):
        return [annotation for page in self.pdf.pages for annotation in page.get("/Annots", [])]

    @property
    def opened(self):
        """Where its links lead outside of it."""
        return [str(one.A.URI) for one in self.annotations if "/A" in one]

    @property
    def bookmarks(self):
        with self.pdf.open_outline() as outline:
            return list(titles_of(outline.root))

    @property
    def text(self):
        """Its words in the order of the structure, as a screen reader says them: a line for each block."""
        written = {page.obj.objgen: texts_of(page) for page in self.pdf.pages}
        spoken = "".join(spoken_of(self.root.StructTreeRoot.K, written)).replace("\xa0", " ")
        return "\n".join(line.strip() for line in spoken.splitlines() if line.strip())

    def problems(self):
        checks = (document_level, elements_known, headings, tables, pictures, links, content, fonts)
        return [problem for check in checks for problem in check(self)]


def elements_below(node):
    """Every element of the structure, in the order in which it is read."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from elements_below(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements_below(node.K)


def titles_of(items):
    for item in items:
        yield item.title
        yield from titles_of(item.children)


def spoken_of(node, written, page=None):
    """The words of a part of the structure. A line ends where a block does."""
    if isinstance(node, int):
        yield written[page.objgen].get(node, "")
    elif isinstance(node, pikepdf.Array):
        for one in node:
            yield from spoken_of(one, written, page)
    elif node.get("/Type") == "/MCR":
        yield written[node.get("/Pg", page).objgen].get(int(node.MCID), "")
    elif "/S" in node:
        end = "" if str(node.S) in INLINE else "\n"
        yield end + str(node.get("/Alt", ""))
        yield from spoken_of(node.get("/K", pikepdf.Array()), written, node.get("/Pg", page))
        yield end


def texts_of(page):
    """Mark -> the text that the page shows there, by the letters that its fonts say they write."""
    known = {name: letters_of(font) for name, font in page.Resources.get("/Font", {}).items()}
    found, marks, font = defaultdict(str), [], {}
    for step in pikepdf.parse_content_stream(page):
        name, operands = str(step.operator), step.operands
        if name == "Tf":
            font = known[str(operands[0])]
        elif name in ("BDC", "BMC"):
            marks.append(operands[1] if name == "BDC" else {})
            found[mark_of(marks)] += str(marks[-1].get("/ActualText", ""))
        elif name == "EMC":
            marks.pop()
        elif name in ("Tj", "TJ") and not any("/ActualText" in mark for mark in marks):
            found[mark_of(marks)] += letters_shown(operands[0], font)
    return found


def mark_of(marks):
    return next((int(mark["/MCID"]) for mark in reversed(marks) if "/MCID" in mark), None)


def letters_shown(operand, font):
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(font.get(codes[at : at + 2], "") for at in range(0, len(codes), 2))


def letters_of(font):
    """Code -> what it stands for, by the font's own table."""
    table = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<(\w{4})> *<(\w+)>", table)
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def words_in(value):
    """All words of the plain values of a document, without setting it."""
    if isinstance(value, dict):
        own = [value["text"]] if "text" in value else []
        return "".join([*own, *(words_in(one) for one in value.values() if isinstance(one, list | dict))])
    return "\n".join(filter(None, map(words_in, value))).replace("\xa0", " ") if isinstance(value, list) else ""


def document_level(file):
    root, facts = file.root, file.pdf.open_metadata()
    metadata = root.Metadata.read_bytes().decode()
    asked = {
        "marked as tagged": root.MarkInfo.get("/Marked") and not root.MarkInfo.get("/Suspects", False),
        "language": str(root.get("/Lang", "")) == "en-GB",
        "title in its facts": str(file.pdf.docinfo.get("/Title", "")),
        "title in its metadata": facts.get("dc:title"),
        "title shown by readers": root.ViewerPreferences.get("/DisplayDocTitle"),
        "says that it is PDF/UA-1": re.search(r"<pdfuaid:part>1<", metadata),
        "open to screen readers": not file.pdf.is_encrypted,
        "one document": [str(one.S) for one in elements_below(root.StructTreeRoot.K)][:1] == ["/Document"],
        "a bookmark for each heading": len(file.bookmarks) >= len(file.named("H2")),
    }
    return [name for name, holds in asked.items() if not holds]


def elements_known(file):
    roles = file.root.StructTreeRoot.get("/RoleMap", {})
    names = {str(one.S)[1:] for one in file.elements}
    return [f"unknown element {name}" for name in names if str(roles.get(f"/{name}", f"/{name}"))[1:] not in STANDARD]


def headings(file):
    """They begin at 1, of which there is one, and skip none."""
    levels = [int(str(one.S)[2:]) for one in file.elements if re.fullmatch(r"/H\d", str(one.S))]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"headings of levels {levels}"
    yield from (f"heading {later} after {level}" for level, later in pairwise(levels) if later > level + 1)


def tables(file):
    """Each has headings with a scope, which every cell names."""
    for table in file.named("Table"):
        heads = [one for one in elements_below(table.K) if str(one.S) == "/TH"]
        if not heads or not all(attribute(one, "/Scope") for one in heads):
            yield "a table without headings"
        known = {str(one.ID) for one in heads if "/ID" in one}
        for cell in (one for one in elements_below(table.K) if str(one.S) == "/TD"):
            if not {str(name) for name in attribute(cell, "/Headers") or []} & known:
                yield "a cell without a heading"


def attribute(element, name):
    found = element.get("/A", [])
    return next((one[name] for one in (found if isinstance(found, pikepdf.Array) else [found]) if name in one), None)


def pictures(file):
    return ["a picture without words" for one in file.named("Figure") if not str(one.get("/Alt", "")).strip()]


def links(file):
    """Each has words, stands in the structure, and is reached in its order."""
    in_structure = {
        str(child.Obj.objgen)
        for link in file.named("Link")
        for child in (link.K if isinstance(link.K, pikepdf.Array) else [link.K])
        if isinstance(child, pikepdf.Dictionary) and child.get("/Type") == "/OBJR"
    }
    for one in file.annotations:
        if not str(one.get("/Contents", "")).strip():
            yield "a link without words"
        if str(one.objgen) not in in_structure:
            yield "a link outside of the structure"
    for page in file.pdf.pages:
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield "links in another order than the text"


def content(file):
    """Whatever is shown belongs to an element, or is an artifact; what belongs to one is found there."""
    for number, page in enumerate(file.pdf.pages, start=1):
        open_marks, marked = [], set()
        for step in pikepdf.parse_content_stream(page):
            name = str(step.operator)
            if name in ("BDC", "BMC"):
                open_marks.append(str(step.operands[0]))
                if name == "BDC" and "/MCID" in step.operands[1]:
                    marked.add(int(step.operands[1].MCID))
                    open_marks[-1] = "element"
            elif name == "EMC":
                open_marks.pop()
            elif name in SHOWN and not {"element", "/Artifact"} & set(open_marks):
                yield f"something on page {number} is neither"
        if marked - belonging(file, page):
            yield f"marks on page {number} without an element"


def belonging(file, page):
    """The marks of a page that elements claim."""
    tree = file.root.StructTreeRoot.ParentTree
    found = pikepdf.NumberTree(tree)[int(page.obj.StructParents)]
    return {number for number, element in enumerate(found) if isinstance(element, pikepdf.Dictionary)}


def fonts(file):
    """Each is in the file, and says which letters it writes."""
    for page in file.pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            inner = font.get("/DescendantFonts", [font])[0]
            if "/ToUnicode" not in font:
                yield "a font that does not say its letters"
            if not any(name in inner.FontDescriptor for name in ("/FontFile2", "/FontFile3", "/FontFile")):
                yield "a font that is not in the file"

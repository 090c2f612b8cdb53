"""What axe finds on a page, of any impact: WCAG 2.2 A and AA, best practice and, where asked, contrast of AAA."""

from tests import machine
from tests.quick import some_of

AXE = machine.ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
# (size, whether colours are those of the reader, which are not ours to measure). Every other one has each of both.
WAYS = [(WIDE, False), (WIDE, True), (NARROW, True), (NARROW, False)]
RUN = """(options) => axe.run(options).then(
    ({violations}) => violations.map(({id, nodes}) => [id, nodes.map(({html}) => html.slice(0, 150))])
)"""
AA, AAA = "color-contrast", "color-contrast-enhanced"
# What people may set who read with more room between lines, words and letters (WCAG 1.4.12).
ROOM = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-bottom: 2em !important }
    `);
    document.adoptedStyleSheets.push(sheet);
}"""


def violations(page, contrast=AA):
    """What axe finds on the page as it stands, once it is there: one that is still coming has no title or no end."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    rules = {rule: {"enabled": rule == contrast} for rule in (AA, AAA)}
    # What passes is not written out, and no style sheet or film is fetched again to be looked at.
    return page.evaluate(RUN, {"runOnly": STANDARD, "rules": rules, "resultTypes": ["violations"], "preload": False})


def violations_everywhere(page, contrast=AA, ways=tuple(WAYS)):
    """The same wide and narrow, with our colours and with those of the reader. It stays narrow."""
    found = []
    for size, forced in ways:
        page.set_viewport_size(size)
        page.emulate_media(forced_colors="active" if forced else "none")
        found += [(*violation, size["width"], forced) for violation in violations(page, None if forced else contrast)]
    page.emulate_media(forced_colors="none")
    page.set_viewport_size(NARROW)
    return found


def some_ways(number):
    """For the page of this number, of many that share their styles: neighbours are looked at in other ways."""
    return some_of(WAYS, start=number % 2, usual=2)


def open_all(page):
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")


def give_room(page):
    page.evaluate(ROOM)

"""The pictures and the like that are made of a county's name, colour and logo, for browsers and other programs.

They are kept in its folder, so that what is served is what somebody has looked at.
"""

import json
import os
import struct
import tempfile
from hashlib import sha256
from pathlib import Path
from textwrap import wrap

import typst
from django.conf import settings
from markupsafe import escape

from directory.county import colours
from directory.county.files import UnreadableError, text_of

LOGO, DRAWN_FROM = "logo.svg", "drawn_from.txt"
OUR_LOGO = Path(settings.BASE_DIR) / "static" / "images" / "favicon.svg"
FONTS = Path(settings.BASE_DIR) / "static" / "build"
SIZES = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}
ICO_SIZES = (16, 32, 48)
CARD_SIZE = 1200, 630
PAGE = '#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: {fill})\n#image("/{svg}", width: 100%)'
BOOK = "M8 7h7a4 4 0 0 1 4 4v14a3 3 0 0 0-3-3H8zm16 4v11h-3V8a4 4 0 0 1 3 3z"
CARD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630"><rect width="1200" height="630" fill="{colour}"/>'
    '<path transform="translate(820 139) scale(11)" d="{book}" fill="#fff" opacity=".3"/>'
    '<g fill="#fff" font-family="DejaVu Sans"><text x="82" y="300" font-size="{size}" font-weight="700">{name}</text>'
    "{lines}</g></svg>"
)
LINE = '<text x="84" y="{place}" font-size="42">{words}</text>'
LETTERS = 30  # in a line of the card
NAME_LETTERS, LARGEST = 13, 92  # letters of a name that have room beside the book, in points
ICONS = (192, 512)  # of the manifest
GROUND = "#f5f8f8"


def draw(county):
    """Write all of them into the county's folder. Raises UnreadableError for a logo that is none; then nothing is."""
    root, static = county.folder / "root", county.folder / "static"
    icon = ico({size: drawn_logo(county, size) for size in ICO_SIZES})
    for folder in (root, static / "images", static / "css"):
        folder.mkdir(parents=True, exist_ok=True)
    (root / "favicon.ico").write_bytes(icon)
    for name, size in SIZES.items():  # below round corners, which a telephone cuts its own way
        (root / name).write_bytes(drawn_logo(county, size, f'rgb("{county.colour}")'))
    (static / "images" / "social_card.png").write_bytes(drawn(card(county), *CARD_SIZE))
    for path, text in texts(county).items():
        (county.folder / path).write_text(text, encoding="utf-8")
    (county.folder / DRAWN_FROM).write_text(drawn_from(county), encoding="utf-8")


def texts(county):
    """Path in the folder -> what is written there."""
    found = {"root/site.webmanifest": manifest(county)}
    if county.has_own_colour or has_logo(county):
        found |= {"static/images/favicon.svg": logo_of(county)}
    return found | ({"static/css/county.css": colours.stylesheet(county.colour)} if county.has_own_colour else {})


def names(county):
    """Every file that there must be."""
    return [*(f"root/{name}" for name in ("favicon.ico", *SIZES)), "static/images/social_card.png", *texts(county)]


def drawn_from(county):
    """What tells the pictures of today from those of before."""
    said = "\n".join([logo_of(county), card(county), *texts(county).values()])
    return f"{sha256(said.encode()).hexdigest()}\n"


def has_logo(county):
    return os.path.lexists(county.folder / LOGO)


def logo_of(county):
    """Its own, or ours in its colour."""
    if has_logo(county):
        return text_of(county.folder, LOGO)
    return OUR_LOGO.read_text(encoding="utf-8").replace(colours.OURS, county.colour)


def drawn_logo(county, size, fill="none"):
    try:
        return drawn(logo_of(county), size, size, fill)
    except typst.TypstError:
        mend = "Save it from a drawing program as plain SVG, with no picture linked to it."
        raise UnreadableError(LOGO, "the file", "it is not a drawing that can be read.", mend) from None


def card(county):
    """What other sites show beside a link."""
    words = ["Safeguarding and PSHE", *wrap(f"for {county.schools}", LETTERS)]
    lines = (LINE.format(place=375 + 58 * place, words=escape(line)) for place, line in enumerate(words))
    name, size = county.site_name, min(LARGEST, LARGEST * NAME_LETTERS // len(county.site_name))
    return CARD.format(colour=county.colour, book=BOOK, name=escape(name), size=size, lines="".join(lines))


def manifest(county):
    """What a browser shows of the site where somebody puts it on a home screen."""
    said = {
        "name": f"{county.site_name} for {county.schools}",
        "short_name": county.site_name,
        "description": county.about,
        "lang": "en-GB",
        "start_url": "/",
        "display": "browser",
        "background_color": GROUND,
        "theme_color": county.colour,
        "icons": [{"src": f"/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in ICONS],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def drawn(svg, width, height, fill="none"):
    """The drawing as PNG, a point to a pixel."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "drawing.svg").write_text(svg, encoding="utf-8")
        source = PAGE.format(svg="drawing.svg", width=width, height=height, fill=fill)
        return typst.compile(source.encode(), root=folder, font_paths=[FONTS], format="png", ppi=72)


def ico(pictures):
    """The PNG pictures (size -> bytes) in one file: a header, a line for each, then all of them."""
    place, lines = 6 + 16 * len(pictures), b""
    for size, picture in pictures.items():
        lines += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + lines + b"".join(pictures.values())

"""Draw the pictures that browsers and other programs ask for from our own drawings. They are committed.

Run it after a change of static/images/favicon.svg or scripts/social_card.svg: python scripts/draw_icons.py
"""

import struct
from pathlib import Path

import typst

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "static" / "build"
ICON = "static/images/favicon.svg"
CARD = "scripts/social_card.svg"
SIZES = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}
ICO_SIZES = (16, 32, 48)
TEAL = "0a4a52"  # below the round corners, which a telephone cuts its own way
PAGE = '#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: {fill})\n#image("/{svg}", width: 100%)'


def drawn(svg, width, height, fill="none"):
    """The drawing as PNG, a point to a pixel."""
    source = PAGE.format(svg=svg, width=width, height=height, fill=fill)
    return typst.compile(source.encode(), root=ROOT, font_paths=[FONTS], format="png", ppi=72)


def icon(size, fill="none"):
    return drawn(ICON, size, size, fill)


def ico(pictures):
    """The PNG pictures (size -> bytes) in one file: a header, a line for each, then all of them."""
    place, lines = 6 + 16 * len(pictures), b""
    for size, picture in pictures.items():
        lines += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + lines + b"".join(pictures.values())


def main():
    root, images = ROOT / "static" / "root", ROOT / "static" / "images"
    (root / "favicon.ico").write_bytes(ico({size: icon(size) for size in ICO_SIZES}))
    for name, size in SIZES.items():
        (root / name).write_bytes(icon(size, f'rgb("{TEAL}")'))
    (images / "social_card.png").write_bytes(drawn(CARD, 1200, 630))


if __name__ == "__main__":
    main()

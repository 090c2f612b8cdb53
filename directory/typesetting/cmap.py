"""Which characters a font file has a shape for: the little of its tables that says so."""

from struct import unpack_from


def characters_of(font):
    """Their code points, of a TrueType file as bytes."""
    start = table(font, b"cmap")
    (number,) = unpack_from(">H", font, start + 2)
    found = set()
    for place in range(start + 4, start + 4 + 8 * number, 8):
        (offset,) = unpack_from(">I", font, place + 4)
        (version,) = unpack_from(">H", font, start + offset)
        read = {4: of_segments, 12: of_groups}.get(version)
        found.update(read(font, start + offset) if read else ())
    return frozenset(found)


def table(font, name):
    """Where a table begins."""
    (number,) = unpack_from(">H", font, 4)
    for place in range(12, 12 + 16 * number, 16):
        if font[place : place + 4] == name:
            return unpack_from(">I", font, place + 8)[0]
    raise ValueError(f"The font has no table {name!r}.")


def of_segments(font, start):
    """Format 4: the characters up to U+FFFF. A character whose glyph is 0 has none."""
    count = unpack_from(">H", font, start + 6)[0] // 2
    ends, starts = start + 14, start + 16 + 2 * count
    deltas, ranges = starts + 2 * count, starts + 4 * count
    for number in range(count):
        place = ranges + 2 * number
        first, last, delta, offset = (
            unpack_from(">H", font, at + 2 * number)[0] for at in (starts, ends, deltas, ranges)
        )
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = unpack_from(">H", font, place + offset + 2 * (code - first))[0] if offset else code
            if glyph and (glyph + delta) % 0x10000:
                yield code


def of_groups(font, start):
    """Format 12: any characters."""
    (count,) = unpack_from(">I", font, start + 12)
    for place in range(start + 16, start + 16 + 12 * count, 12):
        first, last, glyph = unpack_from(">III", font, place)
        yield from range(first if glyph else first + 1, last + 1)

"""Postcodes: a whole one, which may tell a family's home, is cut to its outward part before anything else sees it."""

import re

AREAS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G
    GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW
    OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC
    WD WF WN WR WS WV YO ZE
    """.split()

# Figures and letters as wide as the signs of the far east, which some keyboards type: one for one, so places stay.
NARROW = {wide: wide - 0xFEE0 for wide in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]}

GAP = r"(?:\s++|[._/,\u00ad\u200b-\u200f\u2010-\u2015\u2060\ufeff-]){0,4}"  # a row of spaces counts as one
LETTERS = "[ABD-HJLNP-UW-Z]{2}"
WHOLE = re.compile(
    rf"(?<![A-Z0-9])(?P<area>{'|'.join(sorted(AREAS, key=len, reverse=True))})"
    rf"(?:(?P<outward>[0-9][A-Z0-9]?)(?:{GAP}[0-9]{GAP}{LETTERS})+"  # ST16 2LH, ST162LH, ST16 2 LH
    rf"|{GAP}(?P<apart>[0-9][A-Z0-9]?)(?:{GAP}[0-9]{LETTERS})+"  # ST 16 2LH
    rf"|(?P<early>[0-9]){GAP}(?P<late>[A-Z0-9])[0-9]{LETTERS})"  # ST1 62LH
    r"(?![A-Z0-9])",
    re.IGNORECASE,
)


def cut_postcodes(text):
    """`text` with the outward part of each whole postcode in it, however that was typed."""
    while (shorter := cut_once(text)) != text:
        text = shorter
    return text


def cut_once(text):
    narrow, pieces, end = text.translate(NARROW), [], 0
    for match in WHOLE.finditer(narrow):
        outward = match["outward"] or match["apart"] or match["early"] + match["late"]
        pieces += [text[end : match.start()], match["area"], outward]
        end = match.end()
    return "".join([*pieces, text[end:]])

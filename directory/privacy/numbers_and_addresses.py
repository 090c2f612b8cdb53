"""Numbers and addresses that belong to one person.

Each function gives (start, end, kind, whether it is certain) of what it finds; no kind means that there is nothing to
tell. Every repetition is bounded, or cannot match in two ways: whatever is typed, looking at it takes linear time.
"""

import re

MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?-i:May|MAY)|may(?=,? \d{4}))"  # in "Key Stage 3 may" it is not the month
)

DATE = (
    r"(?<![\d/])(?:\d{1,2} ?(?P<between>[/.-]) ?\d{1,2} ?(?P=between) ?(?:\d{4}|\d{2})(?!\d)"
    r"|\d{4}-\d{2}-\d{2}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]?{MONTH}\b(?:,?[ -]\d{{4}}\b)?)"
    rf"|\b{MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?"
)

DATED = re.compile(DATE, re.IGNORECASE)

BIRTH = re.compile(
    r"\b(?:dob|d\.o\.b|born|date of birth|birth ?date|birthday)\b[\s\S]{0,25}?"
    rf"(?P<found>{DATE}|(?<!\d)\d{{1,2}} \d{{1,2}} (?:\d{{4}}|\d{{2}})(?!\d)|(?<!\d)\d{{8}}(?!\d))",
    re.IGNORECASE,
)

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
UPN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]\d{11}[0-9A-Za-z](?![A-Za-z0-9])")
NHS = re.compile(r"(?<![\w+])(?<!97[89][ -])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\w)")
ISBN = re.compile(r"\bISBN(?:-?10)?:? ?$", re.IGNORECASE)

TELEPHONE = re.compile(
    r"(?<![\w/.=+-])\(?(?:(?:\+|00)44[\s.-]?(?:\(0\))?[\s.-]?\(?|0(?=\d))\d(?:[\s().-]{0,2}\d){8,9}(?!\w)"
)

POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])(?P<area>[A-Za-z]{1,2})\d[A-Za-z\d]? ?"
    r"(?!\d(?:st|nd|rd|th))\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![A-Za-z0-9])"  # "1 2nd" is no postcode
)

PUBLIC_NUMBERS = ("0800", "0808", "0300", "0303", "0330", "0333", "0343", "0344", "0345", "0370", "0371")
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, O or S, which look like figures

POSTCODE_AREAS = frozenset(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G
    GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW
    OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC
    WD WF WN WR WS WV YO ZE
    """.split()
)


def emails(text):
    for match in EMAIL.finditer(text):
        yield *match.span(), "email", False


def births(text):
    for match in BIRTH.finditer(text):
        yield *match.span("found"), "date_of_birth", True


def pupil_numbers(text):
    for match in UPN.finditer(text):
        yield *match.span(), "upn", is_upn(match.group().upper())


def is_upn(number):
    """Whether its first letter is the check letter of the rest. A letter at the end makes it a temporary number."""
    last = number[12]
    if not last.isdigit() and last not in UPN_LETTERS:
        return False
    values = [*map(int, number[1:12]), int(last) if last.isdigit() else UPN_LETTERS.index(last)]
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return UPN_LETTERS[total % 23] == number[0]


def telephones(text):
    for match in TELEPHONE.finditer(text):
        digits = re.sub(r"^(?:00)?44", "0", re.sub(r"\D", "", match.group().replace("(0)", "")))
        if DATED.match(text, match.start()):  # "01-02-2026 10.30"
            continue
        # A public line is nobody's own number; nor is any part of it something else.
        yield *match.span(), None if digits.startswith(PUBLIC_NUMBERS) else "telephone", False


def nhs_numbers(text):
    for match in NHS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        # The old ten-figure ISBN has the same check digit.
        book = ISBN.search(text[max(match.start() - 10, 0) : match.start()])
        if not digits.startswith("0") and not book and is_nhs_number(digits):
            yield *match.span(), "nhs_number", True


def is_nhs_number(digits):
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return len(set(digits)) > 1 and (11 - total % 11) % 11 == int(digits[9])


def postcodes(text):
    for match in POSTCODE.finditer(text):
        if match["area"].upper() in POSTCODE_AREAS:
            yield *match.span(), "postcode", False

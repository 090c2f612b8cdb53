"""What looks like personal data in a text: nothing about a child, a family or a school is ever kept here.

Some findings are certain, by a check digit or by their own words, and are refused. The others are asked about again,
since a curator may well write "Brook, 12 March 2026".
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

WORDS = {
    "nhs_number": "an NHS number",
    "upn": "a pupil number (UPN)",
    "date_of_birth": "a date of birth",
    "email": "an e-mail address",
    "telephone": "a telephone number",
    "postcode": "a postcode",
    "name_with_date": "a name beside a date or an age",
}

# Every repetition is bounded, or cannot match in two ways: whatever is typed, looking at it takes linear time.

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
AGE = re.compile(
    r",? ?\((?:aged? )?\d{1,2}(?: (?:years?|yrs?)(?: old)?)?\)"
    r"|,? (?:(?:is|was) )?\d{1,2}[ -](?:years?|yrs?)[ -]old\b"
    # A range of ages is a resource's audience, and nobody's age.
    r"|,? (?:(?:is|was) )?aged?:? \d{1,2}(?!\d|\+| ?- ?\d| (?:to|and|or) (?:\d|over|under|above|below))"
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
WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['-][^\W\d_]+)*(?!\w)")

NEAR = 40  # characters between a name and a date
LONGEST = 5  # words of a name
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

# Words that only stand before or after a name: "On Monday Jake Smith" is about Jake Smith.
BESIDE = frozenset(
    """
    a an and are as at be but by did do does for from had has have he her his how i if in is it my no not of on or our
    she since so that the their then there these they this those to today tomorrow was we were what when where who why
    with yesterday you your
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
    """.split()
)

# Capitalised words that make a run of them a title, an organisation or a place, and nobody's name.
ORDINARY = frozenset(
    """
    about abuse academy act action adult adults advice age aged agency ages all alliance alternative annex annual
    anybody anyone appendix assembly association authority autumn bank barnardo behaviour bill board borough boy
    boys brief briefing britain british brook burton campaign cannock care centre centres champions chapter
    charity chase child childline childrens children church city class co college colleges commission commissioner
    committee community conference consent council county course court crown dad dame data day department
    development diocese district domestic duty early east easter edition education england english equality every
    everyone excellence figure first force forum foundation framework front further girl girls good government
    great group guidance guide harmful health healthy help helpline home hub human inclusion independent
    information inset inspection institute internet introduction invited justice keep keeping key kingdom law lead
    leads league learner learners learning leek lesson level lichfield light lights line local london lord man
    media meeting mental mind minds minister ministry model module moorlands mum national network networks new
    newcastle newsletter north nudes office officer ofsted one online open out pack page paper parent parents part
    partnership peer people person personal plan police policy post practice prevention primary principles
    programme project protection public pupil pupils quality question rape read reception referral relationships
    report resource resources respect response revenge review rights royal safe safeguarding safer safety saying
    school schools scrutiny secondary section see self sen send service services session sex sexual share shire
    sixth social society someone south speak special spring staff stafford staffordshire stage standards state
    statutory steering step stoke stop strategy student students suitable summer support survey survive table talk
    tamworth teacher teachers team teen teens term toolkit tool tools topic traffic training tree trent trust
    under understanding union unit united university update updated use version victim violence voice volume wales
    webinar week welfare wellbeing west white winter woman women womens work working world year young youth
    ad ai am ap bc cc cd ce co cp cv da dh ds dv eh eu ey fe ga go gp he hm hr ht id iq ks la lp me mp nb ni ok ot
    pc pd pe pm pp pr ps qa qr rc re rs si tv uk un up us vr dob dsl eg ie kcsie pshe rse rshe
    """.split()
)


@dataclass(frozen=True)
class Finding:
    kind: str
    text: str
    certain: bool = False

    @property
    def words(self):
        return WORDS[self.kind]


def findings(text):
    """What looks like personal data, in its order in the text, none twice."""
    return list(dict.fromkeys(finding for _, _, finding in located(text)))


def located(text):
    """Each finding with where it starts and ends in `text`, as it was typed; none overlaps another."""
    text = text or ""
    folded, places = fold(text)
    taken = bytearray(len(folded))
    found = []
    # What is surest comes first: what it takes is not looked at as something else.
    for look in (emails, births, pupil_numbers, telephones, nhs_numbers, postcodes, people):
        for start, end, kind, certain in look(folded):
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\1" * (end - start)
                if kind:
                    found.append((start, end, kind, certain))
    return [
        typed(text, places[start], places[end - 1] + 1, kind, certain) for start, end, kind, certain in sorted(found)
    ]


def typed(text, start, end, kind, certain):
    """A finding as it was typed, with the accents that belong to its last letter, without what cannot be seen."""
    while end < len(text) and unicodedata.category(text[end]) == "Mn":
        end += 1
    seen = "".join(character for character in text[start:end] if unicodedata.category(character) not in ("Cf", "Cc"))
    return start, end, Finding(kind, seen, certain)


# Folding


def fold(text):
    """Full-width figures, odd dashes and spaces as plain ones, and the place in `text` of each character."""
    plain = {character: fold_character(character) for character in set(text)}
    folded, places = [], []
    for place, character in enumerate(text):
        for letter in plain[character]:
            if letter.isspace() and folded and folded[-1].isspace():
                folded[-1] = (
                    "\n" if "\n" in (folded[-1], letter) else " "
                )  # one for many; the end of a line counts most
            else:
                folded.append(letter)
                places.append(place)
    return "".join(folded), places


def fold_character(character):
    category = unicodedata.category(character)
    if character in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if character == "\t" or category == "Zs":
        return " "
    if category in ("Cc", "Cf", "Mn"):  # cannot be seen, or is an accent of its own on the letter before
        return ""
    if category == "Pd" or character == "\u2212":
        return "-"
    if character in "\u2018\u2019\u02bc\u2032`\u00b4\uff07":
        return "'"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    same = unicodedata.normalize("NFKC", character)
    return same if len(same) <= 3 and not any(map(str.isspace, same)) else character  # "ffi" is three letters


# Numbers and addresses. Each gives start, end, kind and whether it is certain; no kind is nothing to tell.


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


# People


def people(text):
    """Names beside a date, or with an age. What is only a title or an organisation is nobody."""
    dates = [match.span() for match in DATED.finditer(text)]
    for run in runs(text):
        name = name_in(run, text)
        if not name:
            continue
        start, end = name[0].start(), end_of(name, text)
        if age := AGE.match(text, end):
            yield start, age.end(), "name_with_date", False
        elif (len(name) > 1 or is_initials(name[0].group())) and is_near(dates, start, end):
            yield start, end, "name_with_date", False


def runs(text):
    """Capitalised words that follow each other, as matches; initials such as JS stand alone."""
    run = []
    for match in WORD.finditer(text):
        word = match.group()
        if run and not follows(match, run, text):
            yield run
            run = []
        if is_initials(word):
            yield [match]
        elif is_capitalised(word):
            run.append(match)
    if run:
        yield run


def follows(match, run, text):
    """Whether a word carries on the run: after a space, or after the full stop of an initial."""
    between = text[run[-1].end() : match.start()]
    joined = between == " " or (between in (".", ". ") and len(run[-1].group()) == 1)
    return joined and len(run) < LONGEST and is_capitalised(match.group())


def is_capitalised(word):
    """An initial, or a word such as Smith, O'Neill or McKay; not NSPCC, nor DfE."""
    return word[0].isupper() and (len(word) == 1 or word[-1].islower())


def is_initials(word):
    return len(word) == 2 and word.isupper()


def name_in(run, text):
    """The words of the run that are a name, if any are."""
    first, last = 0, len(run)
    while first < last and is_beside(run[first], text):
        first += 1
    while first < last and is_beside(run[last - 1], text):
        last -= 1
    name = run[first:last]
    letters = "".join(match.group() for match in name)
    if len(letters) == len(name):  # initials: J.S., but not the A of "Plan A"
        dotted = len(name) > 1 and text[name[0].end()] == "."
        return name if dotted and letters.lower() not in ORDINARY | BESIDE else []
    return [] if any(is_ordinary(match.group()) for match in name) else name


def is_beside(match, text):
    dotted = len(match.group()) == 1 and text.startswith(".", match.end())
    return not dotted and match.group().lower() in BESIDE


def is_ordinary(word):
    return any(part in ORDINARY or part in BESIDE for part in word.lower().removesuffix("'s").split("-") if part[1:])


def end_of(name, text):
    """Where the name ends: before its 's, after the full stop of its last initial."""
    word, end = name[-1].group(), name[-1].end()
    if word.endswith("'s"):
        return end - 2
    return end + (len(word) == 1 and text.startswith(".", end))


def is_near(dates, start, end):
    """Whether one of the dates, in their order, is beside what starts and ends there."""
    after = bisect_left(dates, (start, 0))
    return (after > 0 and start - dates[after - 1][1] <= NEAR) or (
        after < len(dates) and dates[after][0] - end <= NEAR
    )

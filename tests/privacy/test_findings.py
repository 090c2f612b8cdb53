"""The guard against personal data. Every number here is made up, with its check digit worked out here."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.privacy.findings import WORDS, Finding, findings, located


def nhs_number(first_nine, right=True):
    check = (
        11 - sum(int(digit) * weight for digit, weight in zip(first_nine, range(10, 1, -1), strict=True)) % 11
    ) % 11
    assert check < 10, "this one has no check digit"
    return first_nine + str(check if right else (check + 1) % 10)


def upn(rest, right=True):
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    values = [int(letter) if letter.isdigit() else letters.index(letter) for letter in rest.upper()]
    total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True))
    return letters[(total + (not right)) % 23] + rest


NHS = nhs_number("943476581")
PUPIL = upn("801200001001")
TEMPORARY = upn("80120000100A")


def kinds(text):
    return [finding.kind for finding in findings(text)]


def test_the_check_digit_of_the_tests_agrees_with_the_published_example():
    assert nhs_number("943476591") == "9434765919"  # the example of the NHS data dictionary


# NHS numbers


def test_findings_sees_an_nhs_number():
    assert findings(f"His number is {NHS}.") == [Finding("nhs_number", NHS, certain=True)]


@pytest.mark.parametrize("between", [" ", "-", "\N{NO-BREAK SPACE}", "\N{EN DASH}", "\n"])
def test_findings_sees_an_nhs_number_with_something_between_its_groups(between):
    number = between.join([NHS[:3], NHS[3:6], NHS[6:]])
    assert [(finding.kind, finding.certain) for finding in findings(f"NHS: {number}")] == [("nhs_number", True)]


@pytest.mark.parametrize(
    "text",
    [
        nhs_number("943476581", right=False),
        NHS + "1",  # eleven figures
        f"x{NHS}",
        f"ISBN {NHS}",  # ten-figure ISBNs have the same check digit
        f"ISBN-10: {NHS}",
        f"978-{NHS}",
    ],
)
def test_findings_takes_other_numbers_for_no_nhs_number(text):
    assert "nhs_number" not in kinds(text)


def test_findings_takes_a_telephone_number_for_no_nhs_number():
    number = nhs_number("016329601")
    assert number.startswith("0")
    assert kinds(number) == ["telephone"]


def test_findings_takes_the_end_of_a_telephone_number_for_no_nhs_number():
    number = nhs_number("113496001")
    assert kinds(f"+44 {number[:3]} {number[3:6]} {number[6:]}") == ["telephone"]


# Pupil numbers


@pytest.mark.parametrize("number", [PUPIL, TEMPORARY, PUPIL.lower(), TEMPORARY.lower()])
def test_findings_sees_a_pupil_number(number):
    assert findings(f"UPN {number}, please") == [Finding("upn", number, certain=True)]


@pytest.mark.parametrize(
    "number", [upn("801200001001", right=False), upn("80120000100A", right=False), TEMPORARY[:-1] + "I"]
)
def test_findings_is_not_certain_of_a_pupil_number_with_another_check_letter(number):
    assert findings(number) == [Finding("upn", number, certain=False)]


# Dates of birth


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("DOB 03/04/2015", "03/04/2015"),
        ("dob: 3.4.15", "3.4.15"),
        ("D.O.B. 3-4-2015", "3-4-2015"),
        ("date of birth is 3 April 2015", "3 April 2015"),
        ("born on the 3rd of April, 2015", "3rd of April, 2015"),
        ("She was born in Stafford on April 3rd 2015", "April 3rd 2015"),
        ("birthday: 3 May", "3 May"),
        ("dob 2015-04-03", "2015-04-03"),
        ("dob 3 4 15", "3 4 15"),
        ("dob 03042015", "03042015"),
        ("DOB:\n3 / 4 / 2015", "3 / 4 / 2015"),
    ],
)
def test_findings_is_certain_of_a_date_said_to_be_of_birth(text, date):
    assert findings(text) == [Finding("date_of_birth", date, certain=True)]


@pytest.mark.parametrize(
    "text",
    [
        "12/03/2015",
        "on 12 March 2015",
        "a birth certificate of 3/4/2015",
        "newborn, 3/4/2015",
        "born " + "x" * 40 + " 3/4/2015",
    ],
)
def test_findings_takes_other_dates_for_no_date_of_birth(text):
    assert kinds(text) == []


# Addresses and telephones


@pytest.mark.parametrize("address", ["jo@example.org", "Jo.Bloggs+x@mail.example.sch.uk", "office@example.org.uk"])
def test_findings_sees_an_email_address(address):
    assert findings(f"Write to <{address}>.") == [Finding("email", address)]


@pytest.mark.parametrize(
    "number",
    [
        "01632 960123", "(01632) 960123", "01632-960-123", "020 7946 0018", "07700 900123", "07700900123",
        "+44 7700 900123", "+447700900123", "+44 (0)1632 960123", "0044 1632 960123", "016977 2345", "01632.960.123",
    ],
)  # fmt: skip
def test_findings_sees_a_telephone_number(number):
    assert findings(f"Ring {number} today") == [Finding("telephone", number)]


@pytest.mark.parametrize("postcode", ["ST16 2LE", "st162le", "SW1A 1AA", "M1 1AE", "ST5 1ST"])
def test_findings_sees_a_postcode(postcode):
    assert findings(f"She lives at {postcode}.") == [Finding("postcode", postcode)]


# People


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jake Smith, 12/03/2026", "Jake Smith"),
        ("On 12.3.26 we spoke with Emily O'Neill", "Emily O'Neill"),
        ("Anne-Marie Jones rang on 12 March 2026", "Anne-Marie Jones"),
        ("March 12th: Zoë Müller was upset", "Zoë Müller"),
        ("Łukasz Nowak came in on 3 May", "Łukasz Nowak"),
        ("On Monday Jake Smith told us (12/3/26)", "Jake Smith"),
        ("Jake Smith’s meeting, 3 May", "Jake Smith"),
        ("Mrs Smith, 3 May", "Mrs Smith"),
        ("J. Smith, 3 May", "J. Smith"),
        ("Jake S., 3 May", "Jake S."),
        ("J.S. told us on 3 May", "J.S."),
        ("J. S. told us on 3 May", "J. S."),
        ("JS told us on 3 May", "JS"),
        ("12/03/2026\nJake Smith", "Jake Smith"),
        ("Jake, aged 9", "Jake, aged 9"),
        ("Jake (9)", "Jake (9)"),
        ("Jake (aged 9)", "Jake (aged 9)"),
        ("Emily Smith age 12", "Emily Smith age 12"),
        ("Jake is 9 years old", "Jake is 9 years old"),
        ("JS, aged 14", "JS, aged 14"),
    ],
)
def test_findings_sees_a_name_beside_a_date_or_an_age(text, name):
    assert findings(text) == [Finding("name_with_date", name)]


def test_findings_sees_no_name_far_from_a_date():
    assert kinds("Jake Smith " + "and so on " * 5 + "12/03/2026") == []


@pytest.mark.parametrize(
    "text",
    [
        "Childline 0800 1111",
        "Call 0300 111 8007",
        "NSPCC helpline: 0808 800 5000",
        "Staffordshire children's advice: 0345 604 2886",
        "+44 808 800 5000",
        "Ring 999, 101, 111 or Samaritans on 116123 (116 123)",
        "Text SHOUT to 85258",
        "KCSIE of 1 September 2026",
        "Keeping Children Safe in Education, 1 September 2026",
        "Ofsted Review, June 2021",
        "Year 5, ages 9 to 10",
        "Key Stage 3 may use it on 3 May",
        "published 12 March 2025 by the NSPCC",
        "Brook Traffic Light Tool, 2023",
        "Brook Traffic Light Tool, 12 March 2023",
        "section 175",
        "Section 175 of the Education Act 2002",
        "E07000199",
        "ISBN 9780140328721",
        "ISBN 978-0-14-032872-1",
        "URN 124321, UKPRN 10012345",
        "Staffordshire County Council, 4 January 2026",
        "Cannock Chase District Council met on 4 January 2026",
        "Newcastle-under-Lyme School Report, 3/2/2026",
        "The Lucy Faithfull Foundation, 12 March 2026",
        "DfE Guidance, updated 1 September 2025",
        "PSHE Association Programme of Study, 5 May 2024",
        "On Monday 4 May 2026",
        "The DSL team met on 3 May",
        "UK and EU law on 3 May; CC BY licence",
        "In the U.K., on 3 May",
        "Children aged 9",
        "Girls aged 11 to 14",
        "Twinkl, aged 5 to 7",
        "Childline, aged 18 and under",
        "Lesson (3) and Module (4)",
        "KS1 1st edition, KS2 2nd edition",
        "Available in A4 or A3, PDF 2MB, MP4",
        "A webinar on 01-02-2026 10.30 to 11.30",
        "2026-03-12 09:30-10:15",
        "£1,250 a year for 1,000 pupils",
        "Anna and Ben read a story together",
        "Jake talks to a trusted adult",
        "https://example.org/resources/2026/03/12/keeping-safe",
        "",
    ],
)
def test_findings_sees_nothing_in_what_curators_write(text):
    assert findings(text) == []


def test_findings_takes_nothing_for_an_empty_text():
    assert findings(None) == []


# The whole


def test_findings_come_in_their_order_and_none_twice():
    text = f"jo@example.org, {NHS}, Jake Smith dob 3/4/2015, ST16 2LE, 07700 900123, {PUPIL}, jo@example.org"
    assert kinds(text) == ["email", "nhs_number", "name_with_date", "date_of_birth", "postcode", "telephone", "upn"]


def test_findings_are_said_in_words():
    assert [Finding(kind, "").words for kind in ("upn", "email", "name_with_date")] == [
        "a pupil number (UPN)",
        "an email address",
        "a name next to a date or an age",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("07700\N{NO-BREAK SPACE}900123", "07700\N{NO-BREAK SPACE}900123"),
        ("０７７００９００１２３", "０７７００９００１２３"),
        ("07700\N{NON-BREAKING HYPHEN}900123", "07700\N{NON-BREAKING HYPHEN}900123"),
        ("07700\N{ZERO WIDTH SPACE}900123", "07700900123"),
        ("jo\N{ZERO WIDTH JOINER}@example.org", "jo@example.org"),
        ("jo＠example.org", "jo＠example.org"),
        ("Zoe\N{COMBINING DIAERESIS} Andre\N{COMBINING ACUTE ACCENT}, 3 May", "Zoe\u0308 Andre\u0301"),
        ("Jake Gri\N{LATIN SMALL LIGATURE FFI}ths, 3 May", "Jake Gri\N{LATIN SMALL LIGATURE FFI}ths"),
        ("Jake  Smith,\t3  May", "Jake  Smith"),
    ],
)
def test_findings_see_through_odd_characters_and_report_what_was_typed(text, found):
    assert [finding.text for finding in findings(text)] == [found]


pieces = st.sampled_from(
    [
        *[
            "Jake Smith",
            "J.S.",
            "JS",
            "dob",
            "born",
            "3/4/2015",
            "3 May",
            "May",
            "aged 9",
            "(9)",
            "a@b.org",
            "ST16 2LE",
        ],
        *[
            NHS,
            PUPIL,
            "0",
            "+44",
            "07700 900123",
            "0800 1111",
            ".",
            ",",
            " ",
            "\n",
            "\u200b",
            "\u0301",
            "ﬃ",
            "９",
            "–",
            "'s",
        ],
    ]
)


@given(st.one_of(st.text(), st.lists(pieces, max_size=12).map("".join), st.lists(pieces, max_size=12).map(" ".join)))
@example("\u0301")
@example("\u200b" * 3)
def test_findings_lie_in_order_inside_the_text_and_apart(text):
    last = 0
    for start, end, finding in located(text):
        assert last <= start < end <= len(text)
        assert finding.kind in WORDS
        assert finding.text
        last = end
    found = findings(text)
    assert len(found) == len(set(found))


TICK = 0.005  # seconds: less than that says nothing
LONG = [
    "0",
    "A ",
    "a@",
    "a.",
    "A.",
    "A'",
    "00 ",
    "0 ",
    "0(",
    "+44(",
    "born ",
    "1.",
    " ",
    "\n",
    "\u200b",
    "\ufdfa",
    "Aa ",
]
LONG += [
    "\u0300\u0316",
    "Jake Smith 1.1.26 ",
    "01632 960123 ",
    "JS 1/1/26 ",
    "Jake (9) ",
    "ISBN ",
    f"{NHS} ",
    "a@b.co ",
]


@pytest.mark.parametrize("piece", LONG)
def test_findings_takes_no_longer_than_the_text_is_long(piece):
    """Four times the text takes about four times the work; by pairs of places it would be sixteen."""
    text = (piece * 100_000)[:100_000]
    took = [(work_on(text), work_on(text[:25_000])) for _ in range(3)]  # by turns, on a busy machine
    whole, quarter = map(min, zip(*took, strict=True))
    assert whole < 9 * quarter + TICK


def work_on(text):
    """Seconds of the processor: what else the machine does is not counted."""
    began = time.process_time()
    findings(text)
    return time.process_time() - began

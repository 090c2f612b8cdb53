"""Five hundred strings that have broken programs before: markup, queries, templates, formulas, paths and odd letters."""

import random

from tests.quick import fewer

MARKUP = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "javascript:alert(1)", "<a href=\"javascript:alert(1)\">x</a>",
    "</textarea><script>alert(1)</script>", "</title><script>alert(1)</script>", "<!-- -->", "<![CDATA[x]]>", "&lt;b&gt;", "&amp;amp;",
    "<style>*{display:none}</style>", "<iframe src=//example.org>", "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "{{ 7 * 7 }}", "{% now 'Y' %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{ config }}", "{# comment", "{% raw %}",
]  # fmt: skip
QUERIES = [
    "'; DROP TABLE catalogue_entry; --", "' OR '1'='1", "\" OR \"\"=\"", "1; SELECT pg_sleep(10)", "%' AND 1=0 UNION SELECT 1--",
    "%", "_", "\\", "\\'", "''", "NULL", "null", "None", "undefined", "NaN", "Infinity", "true", "0", "-1", "1e309", "0x10",
]  # fmt: skip
FORMULAS = [
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "'=1", "''=1", "=HYPERLINK(\"http://example.org\")", "|x", "%x",
]  # fmt: skip
PATHS = [
    "../../etc/passwd",
    "..\\..\\x",
    "/dev/null",
    "file:///etc/passwd",
    "CON",
    "a/b/c",
    "http://[",
    "//",
    "?a=b&c=d",
    "#",
]
LETTERS = [
    "é", "e\u0301", "ﬁ", "ß", "İ", "ı", "𝕬𝖇𝖈", "💩", "👩‍👩‍👧‍👦", "🇬🇧", "\u202eevil", "\u200bzero", "\ufeffmark", "a\u0300" * 30, "中文", "العربية",
    "עברית", "ไทย", "Ω≈ç√", "\u00a0", "\u2028line", "\u2029para", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙a̴", "％", "＝1", "‘’“”", "–—", "…", "½", "①",
]  # fmt: skip
UNSEEN = ["\x00", "a\x00b", "\x07bell", "\x1b[31m", "\x08", "\x7f", "\ufffe", "\x0b", "\x0c"]
SPACES = ["  two  ", "\n", "\r\n", "a\r\nb", "a\rb", "\t", "tab\there", "trailing ", " leading", "a\n\n\nb"]
LONG = ["x" * 199, "x" * 1000, "x" * 5000, "é" * 2000, "word " * 800, "<b>" * 500, "(" * 1000, '"' * 300]
KNOWN = [*MARKUP, *QUERIES, *FORMULAS, *PATHS, *LETTERS, *UNSEEN, *SPACES, *LONG]


def hostile_strings(number=500):
    """The known ones, and made-up mixtures of them: the same ones each time."""
    chance = random.Random(500)
    mixed = {"".join(chance.sample(KNOWN[: -len(LONG)], chance.randint(2, 4))) for _ in range(number * 2)}
    wanted = fewer(number)
    return [*KNOWN, *sorted(mixed)][: number : number // wanted][:wanted]

"""What no browser of a person sends: (what it is) -> how it is sent. Nothing of it may ever be our own fault."""

NUL, BAD_UTF8, SURROGATE, NO_PERCENT = "%00", "%ff%fe", "%ed%a0%80", "%zz%"
HUGE = "9" * 30
TOO_MANY = "&".join(f"a{number}=1" for number in range(1_001))
NAMES = "q page sort age year topic district entry day from to o p e next".split()


def everywhere(value):
    """The value in the parameters that our pages and Django's have."""
    return "&".join(f"{name}={value}" for name in NAMES)


QUERIES = {
    "a NUL": everywhere(NUL),
    "bytes that are no UTF-8": everywhere(BAD_UTF8),
    "half of a pair": everywhere(SURROGATE),
    "a percent sign alone": everywhere(NO_PERCENT),
    "an enormous number": everywhere(HUGE),
    "less than nothing": everywhere("-" + HUGE),
    "the year 0": everywhere("0000-00-00"),
    "the year 99999": everywhere("99999-12-31"),
    "the same many times": "&".join([everywhere("1")] * 20),
    "lists": "&".join(f"{name}[]=1&{name}[0][x]=2" for name in NAMES),
    "a long name": "x" * 5_000 + "=1",
    "a long value": "q=" + "x" * 5_000,
    "nothing but separators": "&" * 500 + "=" * 500,
    "a name of Django's": "password__startswith=a&id__in=x&pk__foo=1&_popup=1&_to_field=password&is_facets=%00",
    "no name": "=" + NUL,
}
IN_PATHS = {
    "a NUL": NUL,
    "bytes that are no UTF-8": BAD_UTF8,
    "half of a pair": SURROGATE,
    "a percent sign alone": NO_PERCENT,
    "an enormous number": HUGE,
    "less than nothing": "-1",
    "a long word": "x" * 3_000,
    "dots": "..%2f..%2f..",
    "a line end": "%0d%0aX: 1",
    "what admin quotes": "_00_0a_5F_zz",
}
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="%b"; filename="%b"\r\n\r\nx\r\n'
BODIES = {
    "a NUL": (everywhere(NUL), FORM),
    "bytes that are no UTF-8": (b"q=\xff\xfe&\xff=1", FORM),
    "too many fields": (TOO_MANY, FORM),
    "more than may be sent": (b"a=" + b"x" * 3_000_000, FORM),
    "an alphabet that does not exist": (b"q=1", f"{FORM}; charset=nonsense"),
    "JSON": (b"[" * 20_000, "application/json"),
    "XML": (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "text/xml"),
    "no type": (b"\x00\xff", ""),
    "parts without a boundary": (b"x", "multipart/form-data"),
    "parts that never end": (PART[:-6] % (b"a", b"b"), MULTIPART),
    "parts of another boundary": (b"--y\r\n\r\n", MULTIPART),
    "too many files": (b"".join(PART % (b"f%d" % n, b"n") for n in range(101)) + b"--x--\r\n", MULTIPART),
    "a file named with a NUL": (PART % (b"file", b"a\x00b.csv") + b"--x--\r\n", MULTIPART),
    "parts in base64 that is none": (
        b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n',
        MULTIPART,
    ),
}
HEADERS = {
    "an odd host": {"HTTP_HOST": "elsewhere.example"},
    "a host that is none": {"HTTP_HOST": "a b\x00/@:x"},
    "no length": {"CONTENT_LENGTH": "-1"},
    "a length that is none": {"CONTENT_LENGTH": "x"},
    "a cookie that is none": {"HTTP_COOKIE": r'sessionid="\000"; csrftoken="\000"; ;;=='},
    "a strange origin": {"HTTP_ORIGIN": "http://[", "HTTP_REFERER": "http://["},
    "a strange range": {"HTTP_RANGE": "bytes=9-1,-", "HTTP_IF_NONE_MATCH": "\x00", "HTTP_IF_MODIFIED_SINCE": "0"},
    "a strange language": {"HTTP_ACCEPT_LANGUAGE": "x" * 5_000, "HTTP_ACCEPT": "\xff/;;"},
    "a strange sender": {"REMOTE_ADDR": "nonsense", "HTTP_X_FORWARDED_FOR": "\x00"},
    "a strange page": {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://[%ff"},
}
DATES, NUMBERS = ["0000-00-00", "99999-12-31"], [HUGE, "-" + HUGE, "1e999", "NaN"]
IN_FIELDS = ["a\x00b", "\ud800", *NUMBERS, *DATES, "x" * 5_000, "[[", "\x0b"]

"""Telephone numbers and web addresses, each as one term: in what people type, and in what entries say.

"+44 808 800 5000" and "0808 800 5000" are "08088005000"; "https://www.childline.org.uk/" and "childline.org.uk" are
"0childlineorguk". An address of one page is a digest, and its host is found beside it. The nought keeps an address
apart from all words, so that it is never taken for the mistyping of one.
"""

import re
from hashlib import blake2b

from directory.search.language.letter_folding import fold

BETWEEN = r"[\s().\u2010-\u2015-]{0,2}"  # what people put between the figures of a number

# A number of this country, or one of the two short ones that people write with a space.
NUMBER = (
    rf"(?<![\w/.=+-])(?:"
    rf"\(?(?:(?:\+|00)44{BETWEEN}(?:\(?0\)?{BETWEEN})?|0)[1-9](?:{BETWEEN}\d){{8,9}}"
    rf"|(?:(?:\+|00)44{BETWEEN}|0)800{BETWEEN}1111"
    rf"|116{BETWEEN}123"
    rf")(?!\w)"
)

ENDS = "com|org|net|info|uk|eu|ie|io|tv|scot|wales"  # of an address typed without "www.": "school.The" is none
ADDRESS = (
    r"(?i:https?://[^\s\"“”<>]+"
    r"|(?<![\w@.-])(?:www\.[^\s\"“”<>]+"
    r"|[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+"
    rf"|(?:[a-z0-9][a-z0-9-]*\.)+(?:{ENDS})\b(?:[:/?#][^\s\"“”<>]*)?))"
)

IS_ADDRESS = re.compile(ADDRESS)
IS_NUMBER = re.compile(NUMBER)
CONTACT = re.compile(f"{ADDRESS}|{NUMBER}")
LONGEST = 40  # letters: as long as any word


def contact_term(text):
    """The term of a number or an address that stands alone; "" for what is neither."""
    if IS_NUMBER.fullmatch(text):
        return number_term(text)
    host, page = host_and_page(text)
    return f"0{blake2b((host + page).encode(), digest_size=8).hexdigest()}" if page else host_term(text)


def number_term(text):
    digits = re.sub(r"\D", "", text.replace("(0)", ""), flags=re.ASCII)
    return re.sub(r"^(?:00)?440?", "0", digits)


def host_term(text):
    """That of the host alone of an address; of an e-mail address, that of its host; "" for what is no address."""
    letters = "".join(re.findall(r"[a-z0-9]+", fold(host_and_page(text)[0])))
    return f"0{letters}"[:LONGEST] if letters else ""


def host_and_page(text):
    """("childline.org.uk", "/get-support"): without what need not be typed to come to the same page."""
    if not IS_ADDRESS.fullmatch(text):
        return "", ""
    address = re.split(r"[?#]", re.sub(r"^https?://", "", text.lower()), maxsplit=1)[0]
    host, slash, page = address.rstrip("/.").partition("/")
    return host.rpartition("@")[2].partition(":")[0].removeprefix("www."), slash + page


def contacts_in(text):
    """(as it was typed, its term) of each number and address."""
    return [(found[0], contact_term(found[0])) for found in CONTACT.finditer(text)]

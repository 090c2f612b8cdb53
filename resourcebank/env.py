"""Reads environment variables, each as the type it should be. The only module that does.

A wrong or missing setting stops the program with one line that says what to set.
"""

import os
import re
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
ENCODED = "# as %23, @ as %40, / as %2F, ? as %3F and % as %25"

# A name, or an address in figures. With a dot before it, all names below one: nobody owns ".com" or ".gov.uk".
LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?"
ALL_BELOW = rf"(?!\.(?:ac|co|com|edu|gov|ltd|me|mod|net|nhs|org|plc|police|sch)\.[a-z]{{2}}$)(?:\.{LABEL}){{2,}}"
HOST = re.compile(rf"{LABEL}(?:\.{LABEL})*|{ALL_BELOW}|\[[0-9a-f:.]+\]", re.IGNORECASE)


def text(name, default=""):
    return os.environ.get(name, "").strip() or default


def boolean(name, default=False):
    word = text(name, str(default)).lower()
    if word not in TRUE | FALSE:
        stop(f"{name} is {word!r}: set it to true or false.")
    return word in TRUE


def items(name, default=()):
    """A comma separated list."""
    return [item.strip() for item in text(name).split(",") if item.strip()] or list(default)


def number(name, default, *, least=0, most):
    word = text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", word) or not least <= int(word) <= most:
        stop(f"Set {name} to a whole number from {least} to {most}.")
    return int(word)


def choice(name, choices):
    """One of `choices`, the first of them if nothing is said; capitals make no difference."""
    word = text(name, choices[0])
    found = next((known for known in choices if known.lower() == word.lower()), None)
    return found or stop(f"Set {name} to one of {', '.join(choices)}.")


def parts_of(name, address, example):
    """The parts of an address with a user and a password. What is special in those must be percent-encoded: else it
    would end them, and a piece of the password would be taken for the host. No word of the address is repeated here.
    """
    try:
        parts = urlsplit(address)
        readable = parts.port != 0 and not re.search(r"\s|%(?![0-9A-Fa-f]{2})", address)
    except ValueError:
        readable = False
    if not readable or parts.fragment or "#" in address or "@" in parts.path + parts.query:
        stop(f"{name} cannot be read: set it to something like {example}, with {ENCODED} in user and password.")
    return parts


def site(name, default, *, secure):
    """A website as its scheme and its name, such as https://example.org."""
    address = text(name, default).rstrip("/")
    scheme = "https" if secure else "https?"
    if not re.fullmatch(rf"{scheme}://([A-Za-z0-9.-]+|\[[0-9a-f:]+\])(:[1-9][0-9]{{0,4}})?", address):
        stop(f"Set {name} to how addresses of the site begin, such as https://resources.example.org, and no more.")
    return address


def email_address(name, default="", *, named=False):
    """An address, which may stand behind a name where it is `named`: Resource bank <team@example.org>."""
    address = text(name, default)
    plain = r"[^\s@<>,;]+@[^\s@<>,;]+"
    if address and not re.fullmatch(rf"{plain}|[^<>\r\n]*<{plain}>" if named else plain, address):
        stop(f"Set {name} to an email address, such as team@example.org.")
    return address


def contact(name, default):
    """How to reach somebody, as an address that a page can link to."""
    address = text(name, default)
    if address and not re.fullmatch(r"mailto:[^\s@]+@[^\s@]+|https://[^\s/]+\S*|tel:\+?[0-9-]+", address):
        stop(f"Set {name} to an address that begins with mailto:, https: or tel:.")
    return address


def networks(name, default):
    try:
        return [ip_network(item) for item in items(name, default)]
    except ValueError:
        return stop(f"Set {name} to networks or addresses separated by commas, such as 127.0.0.1, 10.0.0.0/24.")


def listening(name, default, port):
    """What a server listens at: an address, at `port` unless it names another, or a socket of the machine."""
    place = text(name, default)
    if re.fullmatch(r"unix:/.+|fd://[0-9]+", place):
        return place
    found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?", place)
    if not found or not is_host(found[1]) or not 0 < int(found[2] or port) < 65536:
        stop(f"Set {name} to an address, such as 127.0.0.1 or 127.0.0.1:8000, or to unix:/a/socket.")
    return f"{found[1]}:{found[2] or port}"


def is_host(name):
    """Whether it is a name, or an address in figures that there can be."""
    if re.search(r"[A-Za-z]", name) and not name.startswith("["):
        return HOST.fullmatch(name) is not None
    try:
        return bool(ip_address(name.strip("[]")))
    except ValueError:
        return False


def folder(name, default):
    """Wherever the program is started from, it is the same one."""
    path = Path(text(name, default))
    return (
        path if path.is_absolute() else stop(f"Set {name} to a folder by its whole path, such as /srv/resourcebank.")
    )


def secret_key(name):
    """A secret as strong as Django's own deployment check asks for."""
    key = text(name)
    if len(key) < 50 or len(set(key)) < 5 or "insecure" in key:
        stop(f"Set {name} to a random text of 50 characters or more (or DEBUG=true, on your own machine only).")
    return key


def hosts(name):
    """The host names that we answer to: some, and never all."""
    names = items(name)
    if not names or not all(HOST.fullmatch(host) for host in names):
        stop(f"Set {name} to the site's host names, separated by commas, such as resources.example.org.")
    return names


def https_sites(name, default=()):
    """Sites as a content security policy names them: "https:" is every one, "https://*.example.org" some."""
    sites = items(name, default)
    if not all(re.fullmatch(r"https:(//[a-z0-9*.:-]+)?", site) for site in sites):
        stop(f"Set {name} to sites such as https://school.example.org, separated by commas, or to https: for all.")
    return sites


def stop(message):
    raise SystemExit(message)

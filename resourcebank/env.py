"""Reads environment variables, each as the type it should be. The only module that does.

A wrong or missing setting stops the program with one line that says what to set.
"""

import os
import re

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}

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

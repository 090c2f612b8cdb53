"""The table of answers in `statuses.txt`: for each address and method, what each of `PEOPLE` gets.

A line that is not indented is a method and the answers, or one answer for everybody. Below it stands what gets them:
a pattern, and of which thing where that is not what is published. "<kind>" and "<vocabulary>" stand for all that are
alike. HEAD is answered as GET is.
"""

from collections import defaultdict
from itertools import product
from pathlib import Path

from django.urls import URLPattern, get_resolver

from tests.roles.asking import PEOPLE
from tests.roles.things import KINDS, VOCABULARIES

FILE = Path(__file__).with_name("statuses.txt")
METHODS = ("GET", "POST")
ENTRY_MODELS = (
    "resources_resource",
    "organisations_organisation",
    "training_course",
    "casestudies_casestudy",
    "guidance_guidanceupdate",
)
ALIKE = {
    "<vocabulary>": VOCABULARIES,
    "<kind>": ENTRY_MODELS,
    "<room>": KINDS,
    "<vocabulary/>": [name.replace("_", "/") for name in VOCABULARIES],
    "<kind/>": [name.replace("_", "/") for name in ENTRY_MODELS],
}


def patterns(resolver=None, namespace="", path=""):
    """(name with its namespace, path) of every pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", f"{path}{pattern.pattern}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, inner, f"{path}{pattern.pattern}")


def label(name, path):
    """What a pattern is called in the table: what has no name, by its path."""
    return path if name.endswith(":None") else name


def read():
    """{(label, which thing, method): {who: answer}}."""
    found, method, answers = {}, "", {}
    for line in FILE.read_text().splitlines():
        first, *words = line.split() or [""]
        if line.startswith(" "):
            for name in all_alike(first):
                found[name, " ".join(words) or "published", method] = answers
        elif words and first != "#":
            method, answers = first, dict(zip(PEOPLE, words if words[1:] else words * len(PEOPLE), strict=True))
    return found


def all_alike(name):
    word = next((word for word in ALIKE if word in name), None)
    return [name.replace(word, one) for one in ALIKE[word]] if word else [name]


def write(rows):
    """Write the table, from {(label, which thing, method): {who: answer}}. Read the difference before you keep it."""
    groups = defaultdict(list)
    for (name, which, method), answers in shortened(rows).items():
        words = list(answers.values()) if len(set(answers.values())) > 1 else list(answers.values())[:1]
        groups[method, " ".join(f"{word:<4}" for word in words)].append(
            f"    {name} {which.removeprefix('published')}"
        )
    lines = [f"# {'':<6} {' '.join(PEOPLE)}"]
    for (method, answers), names in sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1]))):
        lines += ["", f"{method:<8} {answers}", *sorted(names)]
    FILE.write_text("\n".join(line.rstrip() for line in lines) + "\n")


def shortened(rows):
    """The rows, with one in the place of all that are alike."""
    short = dict(rows)
    for (word, names), (name, *row) in product(ALIKE.items(), list(short)):
        alike = [(name.replace(names[0], one), *row) for one in names] if names[0] in name else []
        if alike and all(one in short and short[one] == short[alike[0]] for one in alike):
            short[name.replace(names[0], word), *row] = short[alike[0]]
            for one in alike:
                del short[one]
    return short

"""Reading the files of the starter content."""

from pathlib import Path

from directory.county.files import UnreadableError, json_of
from directory.exchange.starter_content.kinds import problems_of_term
from directory.exchange.starter_content.shapes import VOCABULARIES


class ContentError(Exception):
    """The content cannot be loaded; `problems` says why, a sentence each. Nothing has been loaded."""

    def __init__(self, problems):
        super().__init__("\n".join(problems))
        self.problems = problems


def read_json(folder, name):
    """The parsed file `name`. Raises ContentError if it is missing or not JSON."""
    try:
        return json_of(Path(folder), name)
    except UnreadableError as error:
        raise ContentError([str(error.problem)]) from None


def read_list(folder, name, key, item_type):
    """The list under `key` of one file. Raises ContentError unless all its items are of `item_type`."""
    content = read_json(folder, name)
    items = content.get(key) if isinstance(content, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, item_type) for item in items):
        raise ContentError([f"{name}: expected a list of records under “{key}”."])
    return items


def read_vocabularies(folder):
    """Vocabulary name -> its terms, for every vocabulary. Raises ContentError if one is missing or malformed."""
    name = "vocabularies.json"
    content = read_json(folder, name)
    vocabularies = content.get("vocabularies") if isinstance(content, dict) else None
    try:
        terms = {key: vocabularies[key]["terms"] for key in VOCABULARIES}
        is_right = all(is_name(term[one]) for key in terms for term in terms[key] for one in ("code", "label"))
    except (KeyError, TypeError):
        is_right = False
    if not is_right:
        expected = f"expected the terms of {', '.join(VOCABULARIES)}, each with a code and a label."
        raise ContentError([f"{name}: {expected}"])
    if problems := [
        f"{name}, {key}, {term['code']}: {problem}"
        for key, model in VOCABULARIES.items()
        for term in terms[key]
        for problem in problems_of_term(term, model)
    ]:
        raise ContentError(problems)
    return terms


def is_name(value):
    return isinstance(value, str) and bool(value)

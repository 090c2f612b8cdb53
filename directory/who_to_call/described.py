"""The rules as a page that a safeguarding lead can read: `docs/who-do-i-call.md`."""

from directory.who_to_call.answers import ADULT, ALL_AGES
from directory.who_to_call.incident.happenings import LIKE, NOT_SURE
from directory.who_to_call.needs import NEEDS, PAGES
from directory.who_to_call.nobody_near import NOBODY_NEAR
from directory.who_to_call.rules import BY_CODE, HAPPENINGS, TELL_DSL, TELL_HEAD
from directory.who_to_call.sayings import ALLEGATION, ALWAYS

TOP = """\
# Who do I call: the rules

This page is made from the rules in `directory/who_to_call`. Do not edit it: `python scripts/describe_who_to_call.py`
writes it anew.
It says which needs an answer calls for, in which order, and what is said beside each. Who stands in a need, with
which number, is for curators, under “Who to call” in the admin.

Common to all answers:

- If anybody is in danger, or the reader is not sure, 999 comes first.
- “Tell your designated safeguarding lead” comes next, unless the reader is the lead.
- A contact is shown only to whom it is for. The whole of the age that was chosen must lie within its ages, and it
  must serve where the child lives. If the age is not known, what begins at 16 or later is left out. If the home is
  not known, the front doors of all councils here are shown, for the day and for the night.
- A need shows three contacts at most. Where the council is to be called, its first contact is one of them.
- If the person said to have harmed a child is 18 or over, the police, children's social care and the LADO come first,
  whatever has happened.
- If somebody of 18 or over was harmed by a child, the help for that child comes at the end.
- When the day line of social care is closed, its out-of-hours number comes first. Both are always shown.
  A number that always answers comes before both where its council has no other for the day or for the night.
- What is closed, or not published, is never shown. A need without a contact is left out.
"""
HEAD = ("| Age of the child who has been harmed | Call in this order |", "|---|---|")


def page():
    sections = [*(line for happening in HAPPENINGS for line in section(happening)), *topics(), *always(), *needs()]
    return "\n".join([TOP, *sections, ""])


def section(happening):
    never = [f"- {line}" for line in happening.never]
    first = [f"Source: {happening.source}.", *([] if happening.tell == TELL_DSL else [f"First: {happening.tell}"])]
    table = [*HEAD, *orders(happening)]
    said = ["Said beside them:", "", *sentences(happening.says)]
    parts = ([f"## {happening.label}"], first, table, said, ["What not to do:", "", *never])
    return [line for part in parts for line in (*part, "")]


def orders(happening):
    """One row for each order; ages with the same one share it."""
    by_order = {}
    for ages in ALL_AGES:
        by_order.setdefault(happening.needs_for(ages), []).append(ages)
    for order, ages in by_order.items():
        steps = (f"{place}. {NEEDS[need].title}" for place, need in enumerate(order, start=1))
        yield f"| {labels(ages)} | {', '.join(steps)} |"


def sentences(says):
    for need, told in says.items():
        yield from (
            f"- {', '.join(filter(None, (NEEDS[need].title, say.when.words)))}: {in_full(say)}" for say in told
        )


def in_full(say):
    return " ".join((say.text, *say.points, *say.link[1:]))


def topics():
    yield from (
        "## Topics",
        "",
        "The box above the results of a search, and the incident sheet, are about a topic. Their order is that of",
        "the answer that leads to the topic, or else:",
        "",
        *(f"- {code.replace('_', ' ')}: {BY_CODE[what].label}" for code, what in LIKE.items()),
        f"- any other topic: {BY_CODE[NOT_SURE].label}",
        "",
        "Where the words of a search say that an adult who works with children has done it (“teacher touched pupil”,",
        "not “a pupil told her teacher”), the order is that of a person of 18 or over, the LADO is among the calls,",
        f"and the first step is: {TELL_HEAD} {ALLEGATION.text}",
        "A parent is told to tell the headteacher, and that the school must tell the LADO. It needs no topic.",
        "Where the words say that another adult has done it, such as a grandfather or a stranger, the order is that",
        "of a person of 18 or over too, without the LADO. Domestic abuse keeps its own order. Where an adult has",
        "done it, no topic is named that is about what children do to each other.",
        "",
    )


def always():
    nobody = {need: near.all_says for need, near in NOBODY_NEAR.items()}
    return [
        "## Said whatever has happened",
        "",
        *sentences(ALWAYS),
        "",
        "Where the bank names nobody of the council:",
        "",
        *sentences(nobody),
        "",
    ]


def labels(ages):
    """Bands that touch are written as one."""
    known = [one for one in ages if one.known]
    runs = []
    for one in known:
        if runs and runs[-1][1] + 1 == one.first:
            runs[-1][1] = one.last
        else:
            runs.append([one.first, one.last])
    return ", ".join([*(span(*run) for run in runs), *(one.label.lower() for one in ages if not one.known)])


def span(first, last):
    if last >= ADULT:
        return f"{first} or over"
    return f"under {last + 1}" if first == 0 else f"{first} to {last}"


def needs():
    whose = {
        "child": "a child of any age",
        "adult": "an adult",
        "harmed": "the child who has been harmed",
        "other": "the child who has harmed, or is alleged to have",
    }
    yield from ("## The needs", "", "| Need | Its contacts must be for |", "|---|---|")
    yield from (f"| {rule.title} | {whose[rule.whose]} |" for code, rule in NEEDS.items() if code not in PAGES)

"""Tables of what our team did, and of what there is."""

from datetime import timedelta

from django.utils import timezone

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Action
from directory.county.current import county
from directory.freshness.models import Link
from directory.govuk.jinja2 import day
from directory.insight.impact.figures import middle
from directory.insight.impact.table import Table
from directory.insight.impact.wording import percent
from directory.insight.models import Coverage
from directory.quality.models import Assessment
from directory.search.pages.facet_groups import short_label

SOON = 10  # days within which a message should be answered
COVERAGE_SHOWN = {"sector": "sector", "year": "key stage", "ability": "ability"}


def kept_tables(figures):
    return [work(figures), answers(figures), links()]


def coverage_tables(figures):
    return [coverage(figures, facet) for facet in COVERAGE_SHOWN]


def added(figures):
    began = [("Entries on the day the resource bank began", figures.began_with)] if figures.began_here else []
    rows = [
        *began,
        ("Entries added", figures.added),
        ("Entries added that readers suggested", figures.added_from_suggestions),
        (f"Case studies from {county.in_sentences} added", figures.added_case_studies),
        ("Phrases that found nothing", figures.phrases_in_vain),
        ("Phrases that found nothing and later found something", figures.phrases_answered),
        ("Entries in the resource bank today", Entry.objects.published().count()),
    ]
    words = (
        "An entry is added on the day that readers can see it for the first time. Phrases are words that a curator "
        "has released."
    )
    return Table("additions", "What was added", words, ("What", "Number"), rows)


def growth(figures):
    """How many entries readers could see at the two ends of the period; before the bank began there is no end."""
    last = min(figures.period.last, timezone.localdate())
    if figures.began is None or figures.began > last:
        return Table("growth", "How the resource bank grew", "", ("Type of entry", "Then", "Now"))
    first = max(figures.period.first - timedelta(1), figures.began)
    then, now = Revision.objects.published_by_kind(first), Revision.objects.published_by_kind(last)
    rows = [(kind.plural, then.get(kind, 0), now.get(kind, 0)) for kind in Kind]
    words = "The entries that readers could see at the end of each day, from the history of each entry."
    return Table("growth", "How the resource bank grew", words, ("Type of entry", day(first), day(last)), rows)


def work(figures):
    decided = Assessment.objects.decided_between(*figures.days)
    rows = [
        ("Entries whose facts were checked", figures.checked),
        ("Telephone numbers checked", figures.numbers_checked),
        ("Web addresses corrected", figures.addresses_corrected),
        ("Entries overdue for a check today", figures.overdue),
        ("Quality reviews decided", decided.count()),
        ("Entries given the quality mark", decided.assured().count()),
        ("Quality marks that lapsed", figures.changes.count_entries(Action.LAPSED)),
        ("Entries that are quality assured today", Entry.objects.published().assured_today().count()),
    ]
    words = (
        "Taken from the history of each entry. Each entry counts once in each row. The numbers checked are those "
        "that the checked organisations have today."
    )
    return Table("work", "Checks and quality reviews", words, ("What", "Number"), rows)


def answers(figures):
    rows = [answered(f"{purpose.label}s", *figures.answers[purpose]) for purpose in figures.answers]
    words = f"Messages we received in this period. Days are counted until we dealt with each. Our aim is {SOON}."
    columns = ("Type", "Received", "Dealt with", "Median days", f"Within {SOON} days (%)")
    return Table("answers", "How quickly we dealt with messages", words, columns, rows)


def answered(label, received, took):
    soon = percent(sum(days <= SOON for days in took), len(took))
    return (label, received, len(took), middle(took), soon)


def links():
    states = dict(Link.objects.count_by_state())
    rows = [(state.label, states.get(state.value, 0)) for state in Link.State]
    reached = sum(states.get(state, 0) for state in ("works", "moved", "changed"))
    asked = reached + states.get("broken", 0) + states.get("failing", 0)
    rows.append(("Links we reached, of those we could check (%)", percent(reached, asked)))
    words = "Every web address in the resource bank, as it was when we last checked it. The figures are today's."
    return Table("links", "Working links", words, ("State", "Number"), rows)


def coverage(figures, facet):
    before = {row.code: row for row in Coverage.objects.between(*figures.days).of(facet).on_first_day()}
    published, assured = figures.now[0][facet], figures.now[1][facet]
    rows = [
        (
            short_label(term),
            before[code].published if code in before else "",
            published[code],
            before[code].assured if code in before else "",
            assured[code],
        )
        for code, term in figures.facets.terms[facet].items()
        if not getattr(term, "retired", False) and (facet != "year" or term._meta.model_name == "keystage")
    ]
    first = next((row.day for row in before.values()), None)
    since = (
        f"“Then” means {day(first)}, the first day in this period that we have figures for. “Now” means today."
        if first
        else "We do not have earlier figures for this period. “Now” means today."
    )
    what = COVERAGE_SHOWN[facet]
    columns = (what.capitalize(), "Entries then", "Entries now", "Quality assured then", "Quality assured now")
    return Table(f"coverage_{facet}", f"Entries for each {what}", since, columns, rows)

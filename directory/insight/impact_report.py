"""What changed in a period, for those who ask whether it made a difference: plain numbers, each explained."""

from dataclasses import dataclass, field
from statistics import median

from django.utils.functional import cached_property

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Action
from directory.freshness.models import Link
from directory.inbox.models import HelpfulVotes, Message
from directory.insight.coverage import coverage_now
from directory.insight.models import Count, Coverage, PhraseDay
from directory.quality.models import Assessment
from directory.search.documents.index_store import index_store
from directory.search.pages.facet_groups import short_label

NO_LONGER_SHOWN = "An entry that is no longer shown"  # its address would tell its title
FEW = 5  # below it a number of readers is not told
SOON = 10  # days within which a message should be answered
COVERAGE_SHOWN = {"sector": "sector", "year": "key stage", "ability": "ability"}


@dataclass(frozen=True)
class Table:
    """One part of the report. `rows` begin with a label; `picture` is the column that bars are drawn of, if any."""

    code: str
    title: str
    counted: str  # how it is counted, in plain words
    columns: tuple
    rows: list = field(default_factory=list)
    picture: int | None = None

    @property
    def longest(self):
        return max((row[self.picture] for row in self.rows), default=0) or 1

    @property
    def bars(self):
        """(label, number, width in hundredths) of each row."""
        return [(row[0], row[self.picture], round(100 * row[self.picture] / self.longest)) for row in self.rows]


class ImpactReport:
    def __init__(self, period):
        self.period = period
        self.days = (period.first, period.last)
        self.counts = Count.objects.between(*self.days)
        self.phrases = PhraseDay.objects.released().between(*self.days)
        self.facets = index_store.snapshot().facets

    @cached_property
    def counted_since(self):
        """The first day of which anything was counted, or None."""
        return Count.objects.first_day()

    @cached_property
    def tables(self):
        makers = (
            self.usage,
            self.months,
            self.opened,
            self.filters,
            self.words,
            self.words_in_vain,
            self.work,
            self.answers,
            self.links,
            self.helped,
            *(lambda facet=facet: self.coverage(facet) for facet in COVERAGE_SHOWN),
        )
        return [make() for make in makers]

    # What readers did

    def usage(self):
        searches = self.counts.of(Count.What.SEARCH).total()
        filtered = self.counts.of(Count.What.SEARCH).with_key(Count.FILTERED).total()
        nothing = self.counts.of(Count.What.NOTHING).total()
        rows = [
            ("Searches", searches),
            ("Searches that found nothing", nothing),
            ("Searches that found nothing (%)", percent(nothing, searches)),
            ("Searches with a filter (%)", percent(filtered, searches)),
            ("Entries opened", self.counts.of(Count.What.OPENED).total()),
            ("Filters used", self.counts.of(Count.What.FILTER).total()),
        ]
        words = (
            "A search is one request for a page of results. Changing the filters on that page does not count as "
            "another search. We do not count anybody who asks not to be counted, staff who have signed in, or "
            "programs. No figure says how many people there were."
        )
        return Table("usage", "What readers did", words, ("What", "Number"), rows)

    def months(self):
        searches = self.counts.of(Count.What.SEARCH).by_month()
        opened = self.counts.of(Count.What.OPENED).by_month()
        rows = [(f"{month:%B %Y}", searches.get(month, 0), opened.get(month, 0)) for month in self.period.months]
        columns = ("Month", "Searches", "Entries opened")
        return Table("months", "Month by month", "The same figures for each month.", columns, rows, picture=2)

    def opened(self):
        counted = self.counts.of(Count.What.OPENED).most()
        titles = titles_of(key for key, _ in counted)
        rows = [(titles.get(key, NO_LONGER_SHOWN), number_or_few(number)) for key, number in counted]
        words = f"How often each entry's page was opened. We do not show numbers below {FEW}."
        return Table("opened", "Most opened entries", words, ("Entry", "Times opened"), rows)

    def filters(self):
        rows = [
            (label_of(key, self.facets), number_or_few(number))
            for key, number in self.counts.of(Count.What.FILTER).most()
        ]
        words = "How often a filter was chosen, or matched the words of a search."
        return Table("filters", "Most used filters", words, ("Filter", "Times used"), rows)

    def words(self):
        rows = self.phrases.most()
        words = (
            "We only keep words once they have been searched for on three different days, or on ten if no entry has "
            "them, and show them only once a curator has released them. We never keep who searched for them."
        )
        return Table("words", "Words searched for on several days", words, ("Words", "Days"), rows)

    def words_in_vain(self):
        rows = self.phrases.without_results().most()
        words = "The words we kept that did not find any entries."
        return Table("in_vain", "Words that found nothing", words, ("Words", "Days"), rows)

    # What curators did

    def work(self):
        changes = Revision.objects.between(*self.days)
        rows = [
            ("Entries added", changes.count_entries(Action.CREATED) + changes.count_entries(Action.IMPORTED)),
            ("Entries published", changes.count_entries(Action.PUBLISHED)),
            ("Entries whose facts were checked", changes.count_entries(Action.CHECKED)),
            ("Quality reviews decided", Assessment.objects.decided_between(*self.days).count()),
            ("Entries given the quality mark", Assessment.objects.decided_between(*self.days).assured().count()),
            ("Quality marks that lapsed", changes.count_entries(Action.LAPSED)),
            ("Entries in the resource bank today", Entry.objects.published().count()),
            ("Entries that are quality assured today", Entry.objects.published().assured_today().count()),
        ]
        words = "Taken from the history of each entry. Each entry counts once in each row."
        return Table("work", "What our team did", words, ("What", "Number"), rows)

    def answers(self):
        rows = [self.answered(purpose) for purpose in Message.Purpose]
        words = f"Messages we received in this period. Days are counted until we dealt with each. Our aim is {SOON}."
        columns = ("Type", "Received", "Dealt with", "Median days", f"Within {SOON} days (%)")
        return Table("answers", "How quickly we dealt with messages", words, columns, rows)

    def answered(self, purpose):
        received = Message.objects.received_between(*self.days).for_purpose(purpose)
        took = [
            (handled - came).days for came, handled in received.handled().values_list("received_at", "handled_at")
        ]
        soon = percent(sum(days <= SOON for days in took), len(took))
        return (f"{purpose.label}s", received.count(), len(took), round(median(took)) if took else "", soon)

    def links(self):
        states = dict(Link.objects.count_by_state())
        rows = [(state.label, states.get(state.value, 0)) for state in Link.State]
        reached = sum(states.get(state, 0) for state in ("works", "moved", "changed"))
        asked = reached + states.get("broken", 0) + states.get("failing", 0)
        rows.append(("Links we reached, of those we could check (%)", percent(reached, asked)))
        words = "Every web address in the resource bank, as it was when we last checked it. The figures are today's."
        return Table("links", "Working links", words, ("State", "Number"), rows)

    def helped(self):
        by_kind = HelpfulVotes.objects.between(*self.days).by_kind()
        rows = [(kind.plural, *by_kind[kind]) for kind in Kind if kind in by_kind]
        words = "Answers to “Did this help?” on the pages of entries."
        return Table("helped", "Did it help?", words, ("Kind", "Yes", "No"), rows, picture=1)

    # What there is

    def coverage(self, facet):
        before = {row.code: row for row in Coverage.objects.between(*self.days).of(facet).on_first_day()}
        published, assured = self.now[0][facet], self.now[1][facet]
        terms = self.facets.terms[facet]
        rows = [
            (
                short_label(term),
                before[code].published if code in before else "",
                published[code],
                before[code].assured if code in before else "",
                assured[code],
            )
            for code, term in terms.items()
            if not getattr(term, "retired", False) and (facet != "year" or term._meta.model_name == "keystage")
        ]
        day = next((row.day for row in before.values()), None)
        since = (
            f"“Then” means {day:%-d %B %Y}, the first day in this period that we have figures for."
            if day
            else "We do not have earlier figures for this period."
        )
        columns = (
            COVERAGE_SHOWN[facet].capitalize(),
            "Entries then",
            "Entries now",
            "Quality assured then",
            "Quality assured now",
        )
        title = f"Entries for each {COVERAGE_SHOWN[facet]}"
        return Table(f"coverage_{facet}", title, since, columns, rows, picture=2)

    @cached_property
    def now(self):
        return coverage_now(), coverage_now(quality=["quality_assured"])

    # To take away

    def csv_rows(self):
        """Section, what, column, first day, last day, number: one figure in each row."""
        yield ("section", "what", "measure", "from", "to", "number")
        for table in self.tables:
            for label, *numbers in table.rows:
                for column, number in zip(table.columns[1:], numbers, strict=True):
                    yield (table.title, label, column, *map(str, self.days), number)


def number_or_few(number):
    return number if number >= FEW else f"fewer than {FEW}"


def percent(part, whole):
    return round(100 * part / whole) if whole else ""


def titles_of(keys):
    """Key ("resources/slug") -> title, of those that readers can see."""
    slugs = [key.partition("/")[2] for key in keys]
    shown = Entry.objects.published().with_slugs(slugs)
    return {f"{Kind(entry.kind).namespace}/{entry.slug}": entry.title for entry in shown}


def label_of(key, facets):
    """A filter ("sector:primary") in words."""
    name, _, code = key.partition(":")
    if name == "age":
        return f"Age: {code}"
    if name not in facets.facets:
        return key
    term = facets.terms[name].get(code)
    return f"{facets.facets[name].label}: {short_label(term) if term else code}"

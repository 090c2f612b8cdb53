"""Tables of what readers did. None tells a number below `wording.FEW`."""

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.govuk.jinja2 import day
from directory.inbox.models import HelpfulVotes
from directory.insight.impact.figures import label_of
from directory.insight.impact.table import Table
from directory.insight.impact.wording import FEW, number_or_few, share
from directory.insight.models import Count

NO_LONGER_SHOWN = "An entry that is no longer shown"  # its address would tell its title
MOST = 20
NONE_BELOW = f"We do not show numbers below {FEW}."
HELP_PAGES = {
    "pages:get_help_now": "“Get help now” opened",
    "pages:who_do_i_call": "“Who do I call?” opened",
}


def looked_for_tables(figures):
    return [usage(figures), topics(figures), opened(figures), filters(figures), words(figures), helped(figures)]


def not_found_tables(figures):
    return [words_in_vain(figures), filters_in_vain(figures)]


def usage(figures):
    rows = [
        ("Searches", number_or_few(figures.searches)),
        ("Searches that found nothing", number_or_few(figures.searches_in_vain)),
        ("Searches that found nothing (%)", share(figures.searches_in_vain, figures.searches)),
        ("Searches with a filter (%)", share(figures.searches_filtered, figures.searches)),
        ("Entries opened", number_or_few(figures.opened)),
        ("Filters used", number_or_few(sum(figures.filters.values()))),
        *((label, number_or_few(figures.pages.get(name, 0))) for name, label in HELP_PAGES.items()),
    ]
    words = (
        "A search is one request for a page of results. Changing the filters on that page does not count as "
        "another search. We do not count anybody who asks not to be counted, staff who have signed in, or "
        f"programs. No figure says how many people there were. {NONE_BELOW}"
    )
    return Table("usage", "What readers did", words, ("What", "Number"), rows)


def months(figures):
    """Only of the days on which use was counted: before them there was nothing, and not none."""
    kinds = (Count.What.SEARCH, Count.What.NOTHING, Count.What.OPENED)
    numbers = [figures.counts.of(what).by_month() for what in kinds]
    rows = [
        (f"{month:%B %Y}", *(number_or_few(of.get(month, 0)) for of in numbers))
        for month in (figures.counted.months if figures.counted else [])
    ]
    words = f"{NONE_BELOW} {whole_months(figures.counted)}".strip()
    columns = ("Month", "Searches", "Searches that found nothing", "Entries opened")
    return Table("months", "Searches and entries opened, month by month", words, columns, rows)


def whole_months(counted):
    if counted is None:
        return ""
    return (
        f"These figures are for {day(counted.first)} to {day(counted.last)}. "
        "The first and last month may not be complete."
    )


def topics(figures):
    rows = [(name, number_or_few(opened), number_or_few(chosen)) for name, opened, chosen in figures.topics[:MOST]]
    words = (
        "How often each topic's page was opened, and how often the topic was chosen as a filter or matched the words "
        f"of a search. {NONE_BELOW}"
    )
    return Table("topics", "Topics looked at most", words, ("Topic", "Page opened", "Chosen in searches"), rows)


def opened(figures):
    counted = figures.counts.of(Count.What.OPENED).most(MOST)
    titles = titles_of(key for key, _ in counted)
    rows = [(titles.get(key, NO_LONGER_SHOWN), number_or_few(number)) for key, number in counted]
    words = f"How often each entry's page was opened. {NONE_BELOW}"
    return Table("opened", "Entries opened most", words, ("Entry", "Times opened"), rows)


def titles_of(keys):
    """Key ("resources/slug") -> title, of those that readers can see."""
    slugs = [key.partition("/")[2] for key in keys]
    shown = Entry.objects.published().with_slugs(slugs)
    return {f"{Kind(entry.kind).namespace}/{entry.slug}": entry.title for entry in shown}


def filters(figures):
    used = list(figures.filters.items())[:MOST]
    rows = [(label_of(key, figures.facets), number_or_few(number)) for key, number in used]
    words = f"How often a filter was chosen, or matched the words of a search. {NONE_BELOW}"
    return Table("filters", "Filters used most", words, ("Filter", "Times used"), rows)


def words(figures):
    words = (
        "We only keep words once they have been searched for on three different days, or on ten if no entry has "
        "them, and show them only once a curator has released them. We never keep who searched for them."
    )
    columns = ("Words", "Days on which they were searched for")
    return Table("words", "Words searched for most", words, columns, figures.words)


def words_in_vain(figures):
    words = "The words we kept that did not find any entries on at least one day."
    columns = ("Words", "Days without results")
    return Table("in_vain", "Words that found nothing", words, columns, figures.words_in_vain)


def filters_in_vain(figures):
    words = f"Filters that were used at least {FEW} times in this period, and that no entry fits today."
    columns = ("Filter", "Times used")
    return Table("filters_in_vain", "Filters that no entry fits", words, columns, figures.filters_in_vain[:MOST])


def helped(figures):
    by_kind = HelpfulVotes.objects.between(*figures.days).by_kind()
    rows = [(kind.plural, *map(number_or_few, by_kind[kind])) for kind in Kind if kind in by_kind]
    words = f"Answers to “Did this help?” on the pages of entries. {NONE_BELOW}"
    return Table("helped", "Did it help?", words, ("Type of entry", "Yes", "No"), rows)


def training(figures):
    rows = [
        ("Pages of courses opened", number_or_few(figures.courses_opened)),
        ("Dates of courses saved to a calendar", number_or_few(figures.dates_saved)),
        ("Courses added", figures.added_courses),
        ("Course dates in this period", figures.course_dates),
    ]
    words = (
        "Dates that were cancelled do not count. Providers take their own bookings, so we do not know who booked or "
        f"took part. We do not show numbers of openings below {FEW}."
    )
    return Table("training", "Training", words, ("What", "Number"), rows)

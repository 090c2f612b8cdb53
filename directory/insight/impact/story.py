"""Five sentences that the figures of a period write. Each says what is so, or that there is nothing to say yet."""

from dataclasses import dataclass

from directory.county.current import county
from directory.govuk.jinja2 import day
from directory.inbox.models import Message
from directory.insight.impact.figures import middle
from directory.insight.impact.wording import FEW, counted, in_days, listed, percent, quoted, times

NAMED = 3  # topics and words in a sentence


@dataclass(frozen=True)
class Sentence:
    """`code` is that of the tables with its figures; `more` are short sentences that go with it."""

    code: str
    title: str
    text: str
    more: str = ""


def sentences(figures):
    return [
        Sentence("looked-for", "What schools looked for", *looked_for(figures)),
        Sentence("not-found", "What they did not find", *not_found(figures)),
        Sentence("added", "What was added", *added(figures)),
        Sentence("kept", "What was kept right", *kept(figures)),
        Sentence("interest", "Interest in training", *training(figures)),
    ]


def nothing(figures, words):
    return f"{words} in this period{'' if figures.is_over else ' yet'}."


def together(*parts):
    return " ".join(part for part in parts if part)


def looked_for(figures):
    if not (figures.searches or figures.opened):
        return nothing(figures, "Nothing was counted"), ""
    searched = f"searched {times(figures.searches)}" if figures.searches else "did not search"
    opened = f"opened entries {times(figures.opened)}" if figures.opened else "did not open any entries"
    return f"{readers_since(figures)} {searched} and {opened}.", together(most_topics(figures), most_words(figures))


def readers_since(figures):
    since = figures.counted_since
    return f"Since {day(since)}, when our figures begin, readers" if since > figures.period.first else "Readers"


def most_topics(figures):
    names = [name for name, opened, chosen in figures.topics if opened + chosen >= FEW][:NAMED]
    if not names:
        return ""
    topics = "topic they looked at most was" if len(names) == 1 else "topics they looked at most were"
    return f"The {topics} {listed(names)}."


def most_words(figures):
    words = [words for words, _ in figures.words[:NAMED]]
    return f"The words they searched for most were {quoted(words)}." if words else ""


def not_found(figures):
    if not figures.searches:
        return nothing(figures, "No searches were counted"), ""
    words = [words for words, _ in figures.words_in_vain[:NAMED]]
    filters = [label for label, _ in figures.filters_in_vain[:NAMED]]
    return searched_in_vain(figures.searches, figures.searches_in_vain), together(
        f"Among the words that found nothing were {quoted(words)}." if words else "",
        f"Readers also chose filters that no entry fits today, such as {quoted(filters)}." if filters else "",
    )


def searched_in_vain(searches, in_vain):
    if searches < FEW:
        return "There were too few searches to say how many found nothing."
    if not in_vain:
        return f"All {searches:,} searches found something."
    if in_vain < FEW:
        return f"Fewer than {FEW} of the {searches:,} searches found nothing."
    share = percent(in_vain, searches)
    return f"{in_vain:,} of the {searches:,} searches found nothing{f', which is {share}%' if share else ''}."


def added(figures):
    if figures.began is None or figures.began > figures.period.last:
        return nothing(figures, "No entries were published"), ""
    began = f"The resource bank began on {day(figures.began)} with {entries(figures.began_with)}."
    return additions(figures.added, figures.added_from_suggestions), together(
        began if figures.began_here else "", case_studies(figures.added_case_studies), words_answered(figures)
    )


def entries(number):
    return counted(number, "entry", "entries")


def additions(number, suggested):
    if not number:
        return "We did not add any entries in this period."
    if number == suggested == 1:
        return "We added 1 entry, which a reader suggested."
    who = "all" if number == suggested else f"{suggested:,}"
    return f"We added {entries(number)}{f', {who} of them suggested by readers' if suggested else ''}."


def case_studies(number):
    are = "is a case study" if number == 1 else "are case studies"
    return f"{number:,} of the new entries {are} from {county.in_sentences}." if number else ""


def words_answered(figures):
    """Phrases that found nothing and have found something since: the nearest that figures come to an answer."""
    found, of = figures.phrases_answered, figures.phrases_in_vain
    return f"Of {counted(of, 'phrase', 'phrases')} that found nothing, {found:,} found something later." if of else ""


def kept(figures):
    checks = [
        figures.checked and f"the facts of {entries(figures.checked)}",
        figures.numbers_checked and counted(figures.numbers_checked, "telephone number", "telephone numbers"),
    ]
    did = [
        any(checks) and f"checked {listed(filter(None, checks))}",
        figures.addresses_corrected
        and f"corrected {counted(figures.addresses_corrected, 'web address', 'web addresses')}",
    ]
    done = listed(filter(None, did)) or "did not record any checks or corrections in this period"
    return f"We {done}.", together(problems(*figures.answers[Message.Purpose.PROBLEM]), overdue(figures.overdue))


def problems(received, took):
    if not received:
        return "Readers did not report any problems."
    reported = f"Readers reported {counted(received, 'problem', 'problems')}"
    if not took:
        return f"{reported}, which we have not dealt with yet."
    if received == 1:
        return f"{reported}, which we dealt with {in_days(middle(took))}."
    dealt = "all" if len(took) == received else f"{len(took):,}"
    return f"{reported}, and we dealt with {dealt} of them. {in_the_middle(middle(took))}"


def in_the_middle(days):
    if not days:
        return "Half of those were dealt with on the same day."
    return f"The median time was {counted(days, 'day', 'days')}."


def overdue(number):
    if not number:
        return "No entries are overdue for a check today."
    return f"{entries(number)} {'is' if number == 1 else 'are'} overdue for a check today."


def training(figures):
    attended = "Providers take their own bookings, so we do not know who took part."
    if figures.counted is None:
        return nothing(figures, "Nothing was counted"), together(courses(figures), attended)
    opened = f"opened the pages of courses {times(figures.courses_opened)}" if figures.courses_opened else ""
    saved = f"saved the date of a course to a calendar {times(figures.dates_saved)}" if figures.dates_saved else ""
    did = listed(filter(None, (opened, saved))) or "did not open the page of any course"
    return f"Readers {did}.", together(courses(figures), attended)


def courses(figures):
    new = counted(figures.added_courses, "course", "courses")
    dates = counted(figures.course_dates, "course date", "course dates")
    return f"We added {new}, and {dates} fell in this period."

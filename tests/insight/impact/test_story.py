"""The five sentences, from nothing to many. No figure is asked of the database here: each is given."""

from datetime import date

import pytest

from directory.inbox.models import Message
from directory.insight.impact import story
from directory.insight.impact.figures import Figures
from directory.insight.periods import Period

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
NOTHING = {
    **dict.fromkeys(("searches", "searches_in_vain", "opened", "phrases_in_vain", "phrases_answered"), 0),
    **dict.fromkeys(("began_with", "added", "added_from_suggestions", "added_case_studies", "added_courses"), 0),
    **dict.fromkeys(("checked", "numbers_checked", "addresses_corrected", "overdue"), 0),
    **dict.fromkeys(("courses_opened", "dates_saved", "course_dates"), 0),
    **dict.fromkeys(("topics", "words", "words_in_vain", "filters_in_vain"), ()),
    "is_over": False,
    "counted_since": date(2025, 3, 1),
    "counted": YEAR,
    "began": date(2025, 3, 1),
    "answers": {Message.Purpose.PROBLEM: (0, [])},
}


def told(code, **values):
    """What the sentence `code` says, with all that goes with it; `values` are the figures that are not nought."""
    figures = Figures(YEAR)
    vars(figures).update({**NOTHING, **values})  # in the place of what would be asked of the database
    (sentence,) = [sentence for sentence in story.sentences(figures) if sentence.code == code]
    return f"{sentence.text} {sentence.more}".strip()


def test_there_are_five_sentences_and_each_ends():
    figures = Figures(YEAR)
    vars(figures).update(NOTHING)
    assert len(story.sentences(figures)) == 5
    assert all(sentence.text.endswith(".") for sentence in story.sentences(figures))


# What schools looked for


def test_nothing_counted_is_said_as_such():
    assert told("looked-for") == "Nothing was counted in this period yet."
    nothing = "Nothing was counted in this period yet. We added no courses, and no course dates fell in this period."
    assert told("interest", counted=None, counted_since=None).startswith(nothing)
    assert told("not-found") == "No searches were counted in this period yet."


def test_what_is_over_will_not_be_counted_any_more():
    assert told("looked-for", is_over=True) == "Nothing was counted in this period."
    assert told("added", is_over=True, began=None) == "No entries were published in this period."


@pytest.mark.parametrize(
    ("searches", "opened", "words"),
    [
        (1234, 5, "Readers searched 1,234 times and opened entries 5 times."),
        (4, 1, "Readers searched fewer than 5 times and opened entries fewer than 5 times."),
        (0, 9, "Readers did not search and opened entries 9 times."),
        (9, 0, "Readers searched 9 times and did not open any entries."),
    ],
)
def test_searches_and_entries_opened_are_told(searches, opened, words):
    assert told("looked-for", searches=searches, opened=opened) == words


def test_figures_that_begin_within_the_period_say_since_when():
    begun = told("looked-for", searches=9, opened=9, counted_since=date(2026, 3, 14))
    assert begun.startswith("Since 14 March 2026, when our figures begin, readers searched 9 times")


def test_the_topics_and_the_words_looked_for_most_are_named():
    topics = [("Consent", 9, 9), ("Sextortion", 9, 0), ("Upskirting", 2, 3), ("Stalking", 2, 2)]
    words = [("vaping", 9), ("nudes", 8)]
    assert told("looked-for", searches=9, opened=9, topics=topics, words=words).endswith(
        "The topics they looked at most were Consent, Sextortion and Upskirting. "
        "The words they searched for most were “vaping” and “nudes”."
    )


def test_one_topic_and_one_phrase_are_told_as_one():
    found = told("looked-for", searches=9, opened=9, topics=[("Consent", 9, 9)], words=[("vaping", 9)])
    assert "The topic they looked at most was Consent. The words they searched for most were “vaping”." in found


def test_a_topic_that_few_looked_at_is_not_named():
    assert "topic" not in told("looked-for", searches=9, opened=9, topics=[("Stalking", 2, 2)])


# What they did not find


@pytest.mark.parametrize(
    ("searches", "in_vain", "words"),
    [
        (4, 4, "There were too few searches to say how many found nothing."),
        (1200, 0, "All 1,200 searches found something."),
        (1200, 4, "Fewer than 5 of the 1,200 searches found nothing."),
        (1200, 120, "120 of the 1,200 searches found nothing, which is 10%."),
        (1200, 5, "5 of the 1,200 searches found nothing."),
    ],
)
def test_searches_in_vain_are_told(searches, in_vain, words):
    assert told("not-found", searches=searches, searches_in_vain=in_vain) == words


def test_words_and_filters_in_vain_are_named():
    found = told(
        "not-found",
        searches=9,
        searches_in_vain=9,
        words_in_vain=[("makaton", 3)],
        filters_in_vain=[("Ability: PMLD", 12), ("Age: 3", 9)],
    )
    assert "Among the words that found nothing were “makaton”." in found
    assert found.endswith(
        "Readers also chose filters that no entry fits today, such as “Ability: PMLD” and “Age: 3”."
    )


# What was added


@pytest.mark.parametrize("began", [None, date(2027, 1, 1)])
def test_before_the_first_entry_nothing_was_added(began):
    assert told("added", began=began) == "No entries were published in this period yet."


@pytest.mark.parametrize(
    ("number", "suggested", "words"),
    [
        (0, 0, "We did not add any entries in this period."),
        (1, 0, "We added 1 entry."),
        (1, 1, "We added 1 entry, which a reader suggested."),
        (3, 1, "We added 3 entries, 1 of them suggested by readers."),
        (3, 3, "We added 3 entries, all of them suggested by readers."),
        (1200, 0, "We added 1,200 entries."),
    ],
)
def test_additions_are_told(number, suggested, words):
    assert told("added", added=number, added_from_suggestions=suggested) == words


def test_the_day_on_which_the_bank_began_is_told_apart():
    found = told("added", added=2, began=date(2026, 2, 10), began_with=303)
    assert found == "We added 2 entries. The resource bank began on 10 February 2026 with 303 entries."


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1 of the new entries is a case study from Staffordshire."),
        (2, "2 of the new entries are case studies from Staffordshire."),
    ],
)
def test_case_studies_of_the_county_are_told(number, words):
    assert told("added", added=9, added_case_studies=number) == f"We added 9 entries. {words}"


def test_words_that_found_something_in_the_end_are_told():
    assert told("added", phrases_in_vain=4, phrases_answered=2).endswith(
        "Of 4 phrases that found nothing, 2 found something later."
    )
    assert "Of 1 phrase that found nothing, 0 found" in told("added", phrases_in_vain=1)


# What was kept right


def test_no_checks_are_told_as_none():
    assert told("kept") == (
        "We did not record any checks or corrections in this period. Readers did not report any problems. "
        "No entries are overdue for a check today."
    )


@pytest.mark.parametrize(
    ("checked", "numbers", "corrected", "words"),
    [
        (1, 0, 0, "We checked the facts of 1 entry."),
        (12, 1, 0, "We checked the facts of 12 entries and 1 telephone number."),
        (12, 7, 1, "We checked the facts of 12 entries and 7 telephone numbers and corrected 1 web address."),
        (0, 0, 3, "We corrected 3 web addresses."),
    ],
)
def test_checks_and_corrections_are_told(checked, numbers, corrected, words):
    found = told("kept", checked=checked, numbers_checked=numbers, addresses_corrected=corrected, overdue=1)
    assert found.startswith(words)
    assert found.endswith("1 entry is overdue for a check today.")


@pytest.mark.parametrize(
    ("received", "took", "words"),
    [
        (1, [], "Readers reported 1 problem, which we have not dealt with yet."),
        (1, [0], "Readers reported 1 problem, which we dealt with on the same day."),
        (1, [1], "Readers reported 1 problem, which we dealt with in 1 day."),
        (4, [1, 3, 20], "Readers reported 4 problems, and we dealt with 3 of them. The median time was 3 days."),
        (2, [0, 0], "and we dealt with all of them. Half of those were dealt with on the same day."),
    ],
)
def test_problems_are_told_with_how_long_they_took(received, took, words):
    assert words in told("kept", answers={Message.Purpose.PROBLEM: (received, took)})


# Training


@pytest.mark.parametrize(
    ("opened", "saved", "words"),
    [
        (0, 0, "Readers did not open the page of any course."),
        (3, 0, "Readers opened the pages of courses fewer than 5 times."),
        (
            340,
            12,
            "Readers opened the pages of courses 340 times and saved the date of a course to a calendar 12 times.",
        ),
    ],
)
def test_interest_in_training_is_told_and_never_who_took_part(opened, saved, words):
    found = told("interest", courses_opened=opened, dates_saved=saved, added_courses=1, course_dates=2)
    assert found == (
        f"{words} We added 1 course, and 2 course dates fell in this period. "
        "Providers take their own bookings, so we do not know who took part."
    )

"""The figures of each night, as a job and as a command."""

from directory.catalogue.facts_in_words import count_in_words
from directory.insight.counting.recent_use import note_recent_use
from directory.insight.coverage import note_coverage
from directory.insight.provision.changes import note_topic_coverage
from directory.insight.usage import forget_old_usage


def note_figures(*, now=None):
    """Note how much there is for whom and how often each entry is opened, and forget old figures."""
    forget_old_usage()
    moved = note_recent_use()
    noted = len(note_coverage()) + len(note_topic_coverage())
    return f"{noted} figures noted, {count_in_words(len(moved), 'step')} of use changed"

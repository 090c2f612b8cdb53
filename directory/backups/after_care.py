"""What must not come back with a restore: SQL on the restored rows, in the transaction that brings them.

Who is signed in is signed out. The search's edition goes, so that every process reads all documents anew. Nobody is
told anything twice. And where an earlier or later state of the same site is replaced, what was withdrawn since the
backup stays withdrawn: what was taken from readers, blanked in the history, deleted by whoever sent it, or stopped,
and the accounts of those who left.
"""

# ruff: noqa: S608 (all that is put into this SQL is written here)

from dataclasses import dataclass

# (table, what is done with it), in this order. {now} and {before} begin the names of restored and replaced tables.
ALWAYS = [
    ("django_session", "DELETE FROM {now}django_session"),
    ("search_edition", "DELETE FROM {now}search_edition"),
]

# Where no database of before can be asked, nobody knows which of them have been sent.
HOLD_EMAILS = (
    "correspondence_email",
    """
    UPDATE {now}correspondence_email SET state = 'held', problem = 'It waited when the backup was made.'
    WHERE state IN ('waiting', 'sending')
    """,
)

BLANKED = """
    SELECT revision.id FROM {now}catalogue_revision AS revision
    JOIN {before}catalogue_revision AS later ON later.id = revision.id AND later.at = revision.at
    WHERE CAST(later.record AS text) = '{{}}' AND CAST(revision.record AS text) <> '{{}}'
"""
EMAIL = 'key, "to", subject, text, headers, state, created_at, send_after, tries, claimed_at, ended_at, problem'
WITHDRAWN = [
    (
        "catalogue_entry",  # one with a blanked version may say now what was taken out of it later
        f"""
        UPDATE {{now}}catalogue_entry SET state = 'draft' WHERE state = 'published' AND (
            uuid IN (SELECT uuid FROM {{before}}catalogue_entry WHERE state <> 'published')
            OR id IN (SELECT entry_id FROM {{now}}catalogue_revision WHERE id IN ({BLANKED}))
        )
        """,
    ),
    (
        "catalogue_revision",
        f"UPDATE {{now}}catalogue_revision SET record = '{{{{}}}}', why = '' WHERE id IN ({BLANKED})",
    ),
    ("opendata_recall", "DELETE FROM {now}opendata_recall"),
    (
        "opendata_recall",
        "INSERT INTO {now}opendata_recall (entry, up_to, at) SELECT entry, up_to, at FROM {before}opendata_recall",
    ),
    (
        "inbox_message",
        "DELETE FROM {now}inbox_message WHERE token NOT IN (SELECT token FROM {before}inbox_message)",
    ),
    (
        "subscriptions_subscription",
        """
        DELETE FROM {now}subscriptions_subscription
        WHERE uuid NOT IN (SELECT uuid FROM {before}subscriptions_subscription)
        """,
    ),
    (
        "shortlist_shortlist",
        """
        DELETE FROM {now}shortlist_item WHERE shortlist_id IN (
            SELECT id FROM {now}shortlist_shortlist
            WHERE token NOT IN (SELECT token FROM {before}shortlist_shortlist)
        )
        """,
    ),
    (
        "shortlist_shortlist",
        "DELETE FROM {now}shortlist_shortlist WHERE token NOT IN (SELECT token FROM {before}shortlist_shortlist)",
    ),
    (
        "auth_user",
        """
        UPDATE {now}auth_user SET is_active = FALSE
        WHERE username IN (SELECT username FROM {before}auth_user WHERE NOT is_active)
        """,
    ),
    ("correspondence_email", "DELETE FROM {now}correspondence_email"),  # what was said stays said
    (
        "correspondence_email",
        f"INSERT INTO {{now}}correspondence_email ({EMAIL}) SELECT {EMAIL} FROM {{before}}correspondence_email",
    ),
    (
        "correspondence_email",
        """
        UPDATE {now}correspondence_email SET state = 'held', problem = 'It tells of what a restore has undone.'
        WHERE state = 'waiting' AND created_at > '{made_at}'
        """,
    ),
]


@dataclass(frozen=True)
class AfterCare:
    """What is done when `tables` are restored. `before` are those of the replaced database, if it can be asked."""

    tables: frozenset
    before: frozenset = frozenset()
    made_at: str = ""

    @property
    def asked(self):
        """The tables of the replaced database that are asked."""
        return sorted({table for table, _ in WITHDRAWN} & self.tables & self.before)

    def statements(self, *, before, now):
        steps = ALWAYS + [step for step in WITHDRAWN if step[0] in self.asked]
        if "correspondence_email" not in self.asked:
            steps.append(HOLD_EMAILS)
        names = {"before": before, "now": now, "made_at": self.made_at}
        return [sql.format(**names) for table, sql in steps if table in self.tables]


NOTHING = AfterCare(frozenset())  # for a rehearsal, which compares what was restored

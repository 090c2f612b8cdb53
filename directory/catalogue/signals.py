from django.dispatch import Signal

# Several entries changed at once by a query, of which Django itself tells nobody. Sent with `ids`.
entries_changed = Signal()

# New versions of entries are kept, whatever changed them: sent within the transaction of the change, with `revisions`
# and with `mark_holds`, whether somebody said that the quality review holds for what they say now.
revisions_recorded = Signal()

# What an entry said was blanked in its history, up to the revision numbered `up_to`: sent within the transaction,
# with `entry` and `up_to`.
versions_forgotten = Signal()

# An entry has left places in which readers look for help in an emergency: sent within the transaction, with `entry`,
# `places` (of `usage`), `by` and `said`, a sentence for each place about what stands there now.
left_urgent_places = Signal()

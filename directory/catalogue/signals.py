from django.dispatch import Signal

# Several entries changed at once by a query, of which Django itself tells nobody. Sent with `ids`.
entries_changed = Signal()

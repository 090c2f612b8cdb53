"""What entries are found by, kept in step with the database.

In: signals that an entry, a term or a group of synonyms has changed. Out: rows (`SearchDocument`), written in the
transaction that made the change, and `index_store.snapshot()`: the index, the facets and the vocabulary of this
process, level with the database. `consistency` verifies and rebuilds; `plain_search` answers by the database alone,
and is what the index is tested against.
"""

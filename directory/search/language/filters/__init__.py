"""Words of a query that stand for filters: ages, settings, needs, places, kinds.

In: the tokens of a query, and a `Vocabulary`. Out: `inferred_filters.filter_at` says what filter begins where.
"""

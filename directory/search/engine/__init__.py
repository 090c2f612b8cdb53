"""The engine: an index in memory and its answers. Pure Python, numpy and pyroaring; it knows nothing else of ours.

In: `Criteria` (sets of options, clauses of terms, a sort and a page) and columns of documents. Out: `Hits` (a total,
the ids of one page in order, an exact count for every option). Documents are numbers from 0 on; terms and options are
numbers of the `Lexicon`. An index never changes: an edit makes another that shares its large segment.
"""

"""Search over everything in the bank, in five rooms.

    pages       what a reader sees of it: filters, the search page, cards, my setting, lists on other pages
    documents   what an entry is found by, kept level with the database, and the index of this process
    language    what somebody means by what they typed
    engine      the index in memory: sets, postings, scores, counts, order
    meaning     how near two texts are in what they mean, beyond their words

A question goes down: address -> `pages.filters` -> `language.query_parser` -> `engine.criteria` -> `engine.index`;
its answer comes up: `engine.hits` -> `pages.search_page` -> template. A change goes the other way: entry ->
`documents.receivers` -> `documents.index_writer` (one row, in the same transaction) -> `documents.index_store`.
"""

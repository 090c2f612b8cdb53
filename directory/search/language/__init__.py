"""The language of queries: from what somebody typed to what they mean, and from any text to its terms.

In: a text, and a `Vocabulary` of phrases that stand for filters or mean the same. Out: a `ParsedQuery` (inferred
filters, clauses of terms, corrections, unknown words). Documents and queries are analysed by the same functions. It
knows no database and no index: the parser is handed something to ask how often a phrase stands in the bank.
"""

"""The curators' desk, bulk edits, the merging of topics, and who may do what."""

"""Feeds: what is new of any search, in Atom and RSS, for feed readers and other sites."""

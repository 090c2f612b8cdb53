"""Matching: which heading of a file is which column of ours, chosen on a page and remembered for its source."""

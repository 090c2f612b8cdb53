"""Freshness: asking the addresses that entries lead to, and the jobs that run by themselves."""

"""Adding an entry from a web address: what its page says it is, read as a question would be, becomes proposals."""

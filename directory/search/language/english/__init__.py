"""What is true of English, whatever the bank holds: forms of a word, spellings, and words that say little."""

"""One change to many entries: previewed, made in short parts, undone as far as can be."""

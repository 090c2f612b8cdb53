"""The way of entries to readers, as pages: one step, many at once, and what each asks for."""

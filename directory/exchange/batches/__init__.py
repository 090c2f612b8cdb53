"""An import as one thing: planned at its preview, written in short parts outside the request, taken back whole."""

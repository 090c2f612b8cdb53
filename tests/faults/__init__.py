"""What readers and curators get while something is broken: `make faults` writes docs/faults.md.

A site in production settings is served by gunicorn on a database of its own. While a crowd reads, edits and starts
lists, a fault is made, kept up and mended. Everything that was acknowledged is looked for afterwards.
"""

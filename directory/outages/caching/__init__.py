"""How browsers and shared caches may keep what we answer: one table by address, and the middleware that says it.

In: a request and the state of what readers see. Out: `Cache-Control`, `Vary`, `ETag`, and 304 before a page is made.
"""

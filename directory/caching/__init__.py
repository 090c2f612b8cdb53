"""How what we answer may be kept: by browsers and shared caches, and by this process itself.

In: a request and the state of what readers see. Out: `Cache-Control`, `Vary` and `ETag`; 304 for whoever has the page
already; and the page that was made for somebody else before, if it is the same for everybody.
"""

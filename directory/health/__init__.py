"""Health: what must be right before the site may start, whether it can serve now, and what it has done.

In: the database, the files and the index of this process. Out: a refusal to start in one line (`start_checks`),
answers for machines at /livez, /readyz and /metrics (`probes`), and reports of errors that name nobody
(`error_reports`).
"""

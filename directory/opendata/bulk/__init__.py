"""The whole bank as files: a version each night, in CSV, JSON lines and SQLite, kept for a while.

In: the records of `public_fields`. Out: folders below `DATA_DIR`, and the pages and files of /data/. No file that
holds what has been taken from readers is given to anybody: `safety` asks that of each file, each time.
"""

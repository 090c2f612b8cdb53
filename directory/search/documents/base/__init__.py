"""The base: all documents of one edition turned round, on which each process builds with what has changed since.

In: rows of documents and terms. Out: `reading.Base`, for one process alone or, of a large bank, laid down in a file
(`files`) that all processes of a machine share (`sharing`). What is in the file is derived: it can be deleted at any
moment, and where it is missing, damaged, foreign or of another past, the rows are read.
"""

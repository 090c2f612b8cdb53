"""What an entry says, as plain values that JSON and a spreadsheet can hold: read, written back, compared.

A record maps field names to text, numbers, true or false, dates as "2026-11-24", codes of terms (a sorted list where
there can be several) and other entries as "organisation:childline". Its "uuid" says whose it is. One record is kept
with each revision; the same shape is compared, restored, exported and imported.
"""

"""The county that the bank serves, which is data: one folder of files that a council can edit.

In: the folder at COUNTY_FOLDER, read once when a process starts. Out: `current.county`, plain values that all rooms
may read, or one line that says which file to mend. What is loaded into the database from the same folder is for
`exchange`. It knows neither Django nor another room.
"""

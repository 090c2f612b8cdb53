"""Why a file cannot be read as JSON, in the words of somebody who edits it and not of the parser."""

CURLY = "“”‘’"
# How the parser begins its message -> what is wrong, and how to mend it.
WORDS = {
    "Expecting ',' delimiter": (
        "a comma is missing before this place, or a bracket.",
        "Put a comma between two values, and close what was opened.",
    ),
    "Expecting ':' delimiter": ("a colon is missing here.", 'Write each field as "name": "what it says".'),
    "Expecting property name": (
        "a field in quotation marks should begin here.",
        "Put names between straight quotation marks, take away a comma after the last field, and any comment.",
    ),
    "Illegal trailing comma": ("there is a comma after the last value.", "Take it away."),
    "Expecting value": (
        "a value should begin here.",
        "Put texts between straight quotation marks, and take away a comma after the last value.",
    ),
    "Unterminated string": ("the text that begins here has no end.", "Close its quotation marks."),
    "Invalid control character": (
        "a text has a line break or a tab in it, or no closing quotation mark.",
        "Write it on one line, and close its quotation marks.",
    ),
    "Invalid \\": ("a text has a \\ in it.", "Take it away, or write \\\\ for one."),
    "Extra data": ("the file goes on behind its end.", "Take away what stands behind the last bracket."),
}
OTHERWISE = ("it is not written as JSON.", "Compare it with a file that is right.")


def in_plain_words(error):
    """(what is wrong, how to mend it) where a `JSONDecodeError` found it."""
    if not error.doc.strip():
        return "there is nothing in the file.", "Write it, or take it away and run new_county on the folder again."
    if error.doc[error.pos : error.pos + 1] in tuple(CURLY):
        return "there is a curly quotation mark.", 'Write straight ones: ".'
    if error.pos >= len(error.doc.rstrip()):
        return "the file ends too early.", "Close every bracket and quotation mark that was opened."
    return next((words for begins, words in WORDS.items() if error.msg.startswith(begins)), OTHERWISE)

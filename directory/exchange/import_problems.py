"""What is wrong with an import, in words."""

import logging

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

logger = logging.getLogger(__name__)


def import_problems(result):
    """What is wrong with an import, a line each: the row's number in the file, the column, and what to do.

    Of a problem with the whole file nothing else is said: it is why everything else is wrong.
    """
    if result.base_errors:
        yield "The file", error_messages(result.base_errors[0].error)
        return
    for row in result.invalid_rows:
        for column, messages in row.error_dict.items() if hasattr(row, "error_dict") else [("", row.error.messages)]:
            heading = heading_of(column, result.called)
            where = f"Row {result.lines[row.number - 1]}{heading and f', {heading}'}"
            yield where, " ".join(map(str, messages))
    for number, errors in result.row_errors():
        yield f"Row {result.lines[number - 1]}", " ".join(error_messages(error.error) for error in errors)


def heading_of(column, called):
    """What the file calls a column; nothing for what is wrong with the row as a whole."""
    return "" if column in ("", NON_FIELD_ERRORS) else called.get(column, column)


def error_messages(error):
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    logger.error("An import failed", exc_info=error)
    return "It could not be saved. Please tell whoever looks after the site."

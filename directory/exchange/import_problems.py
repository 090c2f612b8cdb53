"""What is wrong with an import, in words."""

from django.core.exceptions import ValidationError


def import_problems(result):
    """What is wrong with an import, a line each: the row's number in the file, the column, and what to do."""
    for error in result.base_errors:
        yield "The file", error_messages(error.error)
    for row in result.invalid_rows:
        for column, messages in row.error_dict.items() if hasattr(row, "error_dict") else [("", row.error.messages)]:
            yield (
                f"Row {row.number + 1}{f', {column}' if column and column != 'NON_FIELD_ERRORS' else ''}",
                " ".join(map(str, messages)),
            )
    for number, errors in result.row_errors():
        yield f"Row {number + 1}", " ".join(error_messages(error.error) for error in errors)


def error_messages(error):
    return " ".join(error.messages) if isinstance(error, ValidationError) else f"It cannot be saved: {error}"

"""What a preview came to, kept with the file, so that what is imported is what somebody was shown.

A plan is plain data: `todo` has [place of the row, version of its entry, or RowPlan.NEW] for each row to write, the
new ones first; `asked` has {place: [tick, number of the row in the spreadsheet, what was found]} for those that
somebody must have looked at; `problems` has [number of the row, what is wrong] for each that is wrong.
"""

from directory.exchange.entry_resource import EntryResource
from directory.exchange.import_problems import error_messages, heading_of
from directory.exchange.row_questions import questions_of


def plan_of(resource, result, rows):
    """The plan for a file that was read as `rows` and checked by `resource`; nothing if the file makes no sense."""
    if result.base_errors:
        return {}
    lines, asked = line_numbers(rows), questions_of(result)
    wrong = rows_in_words(result)
    todo = [[number - 1, version] for number, version in resource.plan.items() if number not in wrong]
    todo.sort(key=lambda item: (item[1] != EntryResource.NEW, item[0]))
    problems = [[lines[number - 1], words] for number, words in sorted(wrong.items())]
    return {
        "todo": todo,
        "asked": {str(one.number - 1): [one.tick, lines[one.number - 1], one.reasons] for one in asked},
        "problems": problems,
        "rows": len(rows),
        "unchanged": len(rows) - len(todo) - len(problems),
    }


def rows_in_words(result):
    """Number of the row, from 1 -> all that is wrong with it, in one line."""
    wrong = {row.number: invalid_in_words(row, result.called) for row in result.invalid_rows}
    errors = {number: [error_messages(error.error) for error in found] for number, found in result.row_errors()}
    return wrong | {number: " ".join(words) for number, words in errors.items()}


def invalid_in_words(row, called):
    if not hasattr(row.error, "error_dict"):
        return " ".join(row.error.messages)
    said = row.error.message_dict.items()
    named = ((heading_of(column, called), " ".join(words)) for column, words in said)
    return " ".join(f"{heading}: {words}" if heading else words for heading, words in named)


def line_numbers(rows):
    return getattr(rows, "lines", None) or range(2, len(rows) + 2)


def rows_at(rows, places):
    """Some of the rows, as a table of their own."""
    some = type(rows)(*(rows[place] for place in places), headers=rows.headers)
    some.lines, some.called = [line_numbers(rows)[place] for place in places], rows.called
    return some

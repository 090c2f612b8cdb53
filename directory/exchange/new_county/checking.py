"""Everything that is wrong with a county's folder, in words that say where and how to mend it."""

import os
from dataclasses import replace

from django.conf import settings

from directory.county.current import county as ours
from directory.county.files import FILL_IN, Problem, UnreadableError, object_of, rows_of, text_of
from directory.county.reading import district_of, read_county
from directory.county.tables import COLUMNS, DISTRICTS, is_filled
from directory.exchange.new_county import drawing
from directory.exchange.starter_content.content import problems_of, read_content
from directory.exchange.starter_content.reading import ContentError
from directory.exchange.starter_content.shapes import as_list

NATIONAL = settings.BASE_DIR / "fixtures"
CONTENT = "*.json"


def problems_of_folder(folder):
    """Sentences; none if the county can be loaded and served."""
    county, problems = read_county(folder)
    found = [str(problem) for problem in problems] + [str(problem) for problem in not_filled_in(folder)]
    found += problems_of_content(folder, county or stand_in(folder))
    return list(dict.fromkeys(found + (list(problems_of_pictures(county)) if county else [])))


def stand_in(folder):
    """For a county that cannot be read yet: its districts, so that all that is wrong can be said at once."""
    try:
        rows = [row for _, row in rows_of(folder, DISTRICTS, COLUMNS[DISTRICTS]) if is_filled(row)]
    except UnreadableError:
        rows = []
    return replace(ours, folder=folder, in_sentences="the county", districts=tuple(map(district_of, rows)))


def not_filled_in(folder):
    for path in sorted(folder.glob(CONTENT)):
        try:
            content = object_of(folder, path.name)
        except UnreadableError:
            continue  # said by whoever reads it in full
        for record in as_list(content.get("items")):
            yield from not_filled_in_record(path.name, record) if isinstance(record, dict) else ()


def not_filled_in_record(file, record):
    for key, value in record.items():
        for text in texts_in(value):
            if FILL_IN in text:
                write = text.partition(f"{FILL_IN}: ")[2] or "what is true"
                yield Problem(file, f"{record.get('id')}: {key}", "nobody has filled it in.", f"Write {write}.")


def texts_in(value):
    if isinstance(value, dict):
        value = list(value.values())
    return [text for one in value for text in texts_in(one)] if isinstance(value, list) else [str(value)]


def problems_of_content(folder, county):
    try:
        content = read_content(NATIONAL, county)
    except ContentError as error:
        return error.problems
    # Without districts nothing can be for any of them: that they are missing is said already.
    return [one for one in problems_of(content, county) if FILL_IN not in one] if county.districts else []


def problems_of_pictures(county):
    again = f"Run python manage.py new_county {county.folder} --draw."
    try:
        drawing.drawn_logo(county, drawing.ICO_SIZES[0])
    except UnreadableError as error:
        yield str(error.problem)
        return
    missing = [name for name in drawing.names(county) if not os.path.isfile(county.folder / name)]
    if missing:
        yield f"{missing[0]}: it is not there. {again}"
    elif drawn_before(county.folder) != drawing.drawn_from(county):
        yield f"root/, static/: they were made of another name, colour or logo. {again}"


def drawn_before(folder):
    try:
        return text_of(folder, drawing.DRAWN_FROM)
    except UnreadableError:
        return ""

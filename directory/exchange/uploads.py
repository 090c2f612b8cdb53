"""From an uploaded file to the rows that are imported: what people have, in our columns."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from directory.catalogue.records.reading import model_of
from directory.exchange.columns.cells import text_of
from directory.exchange.files import spreadsheets
from directory.exchange.files.tables import REFERENCE, table_in
from directory.exchange.matching.headings import Columns, is_ours, is_reference
from directory.exchange.matching.sources import columns_of
from directory.exchange.open_referral.reading import is_open_referral
from directory.exchange.open_referral.rows import open_referral_rows

LONGEST_SOURCE = 40  # letters of a reference


def rows_of(upload):
    """The rows of an upload as a table of ours. Raises ValidationError if it cannot be read."""
    content, columns = bytes(upload.content), Columns(model_of(upload.kind))
    if is_open_referral(content):
        return open_referral_rows(upload.kind, content, upload.source)
    if upload.columns is None:
        return spreadsheets.read(content, columns.knows)
    table = table_of(upload)
    if len(upload.columns) != len(table.headings):
        raise ValidationError("The file has other columns than those that were matched. Upload it again.")
    return with_references(table.rows(upload.columns), upload.source)


def table_of(upload):
    return table_in(bytes(upload.content), Columns(model_of(upload.kind)).knows)


def needs_matching(upload):
    """Whether somebody must say which of its headings is which column here. Raises as `rows_of` does."""
    if is_open_referral(bytes(upload.content)):
        return False
    return not is_ours(table_of(upload), Columns(model_of(upload.kind)))


def match_as_before(upload):
    """Match its headings as they were for its source. Raises ValidationError, in words, if that leaves any open."""
    if not needs_matching(upload):
        return
    table, before = table_of(upload), columns_of(upload.kind, upload.source)
    spreadsheets.refuse_unnamed(table)
    if unknown := [heading for heading in table.headings if heading and heading not in before]:
        names = ", ".join(f"“{heading}”" for heading in unknown)
        raise ValidationError(
            f"These headings are not ours, and were not matched for this source: {names}. "
            "Import the file once on the site, and name its source there."
        )
    upload.columns = [before.get(heading, "") for heading in table.headings]


def with_references(rows, source):
    """References that no other list can have: those of a list, or its titles, after the name of the list."""
    if REFERENCE in rows.headers and is_reference(rows.called[REFERENCE]):
        return rows
    given = rows[REFERENCE] if REFERENCE in rows.headers else None
    names = given or (rows["title"] if source else [""] * len(rows))
    made = [reference(name, source) for name in names]
    if given:
        del rows[REFERENCE]
    rows.append_col(made, header=REFERENCE)
    return rows


def reference(name, source):
    try:
        own = slugify(text_of(name))
    except ValidationError:
        return name  # it is refused in its own row
    return f"{slugify(source)[:LONGEST_SOURCE]}-{own}"[:90].strip("-") if own and source else ""

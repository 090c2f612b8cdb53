"""The rows of a working copy have ids for the length of a trial only."""

from directory.catalogue.records.rows import row_model


def with_ids_of_today(data, prefix, entry, model):
    """What was sent of rows, each with the id that it has in this trial: they come in the order they were shown."""
    name = next(name for name in entry.ROWS if row_model(type(entry), name) is model)
    data = data.copy()
    for number, pk in enumerate(getattr(entry, name).values_list("pk", flat=True)):
        if f"{prefix}-{number}-id" in data:
            data[f"{prefix}-{number}-id"] = str(pk)
    return data

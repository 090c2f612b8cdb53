"""Whether each value of a record is of the kind of JSON that its field holds: a text, a number, a list of texts."""

from directory.catalogue.records.json_kinds import problem_of_kind
from directory.catalogue.records.reading import fields_of, is_text
from directory.catalogue.records.rows import row_model

TEXTS = "is not a list of texts. Write [] where there are none."
OWN_WORDS = ("age_min", "age_max")  # `checking` says of them what they must be
LISTS_OF_TERMS = ("search_words", "sayings")


def plain_fields(shape):
    """What a record may say that is no term and names nothing: its name -> the field."""
    given = {model_name: key for key, model_name in shape.renamed.items()}
    return {
        given.get(field.name, field.name): field
        for field in fields_of(shape.model)
        if not field.is_relation and field.name != "slug"  # which is its id
    }


def problems_of_kinds(record, shape):
    for key, field in plain_fields(shape).items():
        if key not in record or key in shape.codes or key in shape.dates or key in OWN_WORDS:
            continue
        value = record[key]
        if key in shape.lines:
            problem = None if are_texts(value) else f"{key} {TEXTS}"
        elif value is None and is_text(field):
            problem = None  # it is loaded as an empty text
        elif problem := problem_of_kind(field, value):
            problem = f"{key}: {problem}"
        if problem:
            yield problem


def are_texts(value):
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def problems_of_kinds_in_rows(model, name, rows):
    """In a row a text is a text, and nothing is "" or left out."""
    row = row_model(model, name)
    for number, values in enumerate(rows, start=1):
        for part in model.ROWS[name]:
            field = row._meta.get_field(part)
            if part in values and (problem := problem_of_kind(field, values[part])):
                yield f"{row._meta.verbose_name.capitalize()} {number}: {part}: {problem}"


def problems_of_term(term, model):
    """Of a vocabulary: what it names beside its label by a code is a text there."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    for key, value in term.items():
        if key in LISTS_OF_TERMS:
            problem = None if are_texts(value) else f"{key} {TEXTS}"
        elif key in fields:
            is_code = fields[key].is_relation
            problem = problem_of_kind(model._meta.get_field("code") if is_code else fields[key], value)
            problem = problem and f"{key}: {problem}"
        else:
            problem = None if key == "label" else f"{key} is not a field we know."
        if problem:
            yield problem

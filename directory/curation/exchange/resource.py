"""Entries of one kind as rows of a table, in and out. A row is an entry's record; `reference` says whose."""

from dataclasses import dataclass
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import RowResult
from import_export.widgets import Widget

from directory.catalogue.actions import next_review, record_many, save_entry
from directory.catalogue.choices import Action, State
from directory.catalogue.models import Change, Entry, FormerSlug, TopicTagging
from directory.catalogue.personal import findings
from directory.catalogue.records import (
    Difference,
    differences,
    fields_of,
    in_words,
    is_text,
    record_of,
    replace_rows,
    single_value,
    with_all,
)
from directory.curation.exchange.cells import cell, plain_rows, plain_value, text_of
from directory.search.documents.index_writer import batched
from directory.taxonomy.models import Coded

REFERENCE, VERSION, STATE = "reference", "version", "state"
BATCH = 500
LENIENT = {"phone", "phone_note", "text_number", "email", "hours", "url", "source"}  # contacts belong there
CONSTRAINTS = {"entry_ages_in_order", "entry_ages_both_or_neither", "entry_not_its_own_successor"}


@dataclass
class Imported:
    """What one row comes to: the entry, what it said, and what it will say."""

    entry: Entry
    before: dict
    after: dict
    new: bool

    @property
    def differences(self):
        if self.new:
            given = {name: in_words(value) for name, value in self.after.items()}
            return [Difference(name, name.replace("_", " "), "", words) for name, words in given.items() if words]
        return differences(type(self.entry), self.before, self.after)


class Cells(Widget):
    """Cells are read and written by `cells`, for all fields of a row together."""


class EntryResource(Resource):
    """The table of one kind.

    Importing is all or nothing, and does nothing for a row that says what its entry says already. A new reference
    is a new draft of `by`. A row that names an older version than its entry has now is refused. `progress` is called
    once for each row.
    """

    class Meta:
        import_id_fields = [REFERENCE]
        skip_diff = True  # ours is in words, by record
        instance_loader_class = BaseInstanceLoader  # ours reads all entries of the file beforehand
        use_transactions = True
        use_bulk = True  # no savepoint for each row: one row that fails undoes all
        store_row_values = False
        report_skipped = False

    def __init__(self, model, by=None, progress=lambda: None):
        super().__init__()
        self.model, self.by, self.progress = model, by, progress
        self.named = {field.name: field for field in fields_of(model)}
        self.columns = [REFERENCE, VERSION, STATE, *self.named, *model.ROWS]
        self.fields = {name: Field(attribute=name, column_name=name, widget=Cells()) for name in self.columns}
        self.batch = uuid4()
        self.terms, self.known, self.seen, self.asked = {}, {}, set(), {}
        self.new, self.updated, self.slugs = [], [], None

    # Out

    def get_queryset(self):
        return with_all(self.model)

    def get_export_headers(self, selected_fields=None):
        return self.columns

    def export_resource(self, instance, selected_fields=None, **kwargs):
        said = record_of(instance)
        versions = [instance.reference, self.versions.get(instance.pk, ""), instance.state]
        return [*map(cell, versions), *(cell(said[name]) for name in self.columns[3:])]

    def before_export(self, queryset, **kwargs):
        numbers = Change.objects.order_by().values("entry").annotate(last=models.Max("number"))
        self.versions = dict(numbers.values_list("entry", "last"))

    # In: the whole file

    def before_import(self, dataset, **kwargs):
        if REFERENCE not in dataset.headers:
            raise ValidationError("There is no column “reference”: it says which entry a row is about.")
        if unknown := [heading for heading in dataset.headers if heading and heading not in self.columns]:
            raise ValidationError(f"These columns are not known for this kind: {', '.join(unknown)}.")
        references = [str(reference or "").strip() for reference in dataset[REFERENCE]]
        self.headers = [name for name in dataset.headers if name in self.named or name in self.model.ROWS]
        self.read_known(references)
        self.read_terms()

    def read_known(self, references):
        """What the entries of the file say now: reference -> (id, record), which takes less room than entries."""
        wanted = sorted(set(references))
        for start in range(0, len(wanted), BATCH):
            for entry in with_all(self.model).filter(reference__in=wanted[start : start + BATCH]):
                self.known[entry.reference] = (entry.pk, record_of(entry))
        numbers = Change.objects.filter(entry__kind=self.model.KIND).order_by().values("entry")
        self.versions = dict(numbers.annotate(last=models.Max("number")).values_list("entry", "last"))

    def read_terms(self):
        """Every term of each vocabulary by its code: a row is read without asking the database."""
        for field in self.named.values():
            if field.is_relation and issubclass(field.related_model, Coded):
                self.terms[field.name] = {term.code: term for term in field.related_model.objects.all()}

    # In: one row

    def get_or_init_instance(self, instance_loader, row):
        """The entry that a row is about, or a new one of this kind. Every row names one, and none is named twice."""
        reference = text_of(row[REFERENCE]).strip()
        if not reference:
            raise ValidationError(
                {REFERENCE: "Give every row a reference of its own: small letters, figures, hyphens."}
            )
        validate_slug(reference)
        if reference in self.seen:
            raise ValidationError({REFERENCE: f"“{reference}” stands in more than one row."})
        self.seen.add(reference)
        instance = self.model(kind=self.model.KIND, reference=reference)
        if reference not in self.known:
            return instance, True
        instance.pk, record = self.known[reference]
        instance.title = record["title"]  # the rest is read if the row changes it
        return instance, False

    def import_instance(self, instance, row, **kwargs):
        """Read the row's cells. Raises ValidationError with what is wrong in each."""
        before = self.known[instance.reference][1] if instance.pk else {}
        wrong, after = {}, dict(before)
        for name in self.headers:
            try:
                after[name] = self.read(name, row[name])
            except ValidationError as error:
                wrong[name] = error.messages
        if wrong:
            raise ValidationError(wrong)
        new = instance.pk is None
        if not new and before != after:
            instance.refresh_from_db()
        instance.imported = Imported(instance, before, after, new)

    def read(self, name, value):
        if name in self.model.ROWS:
            model = self.model._meta.get_field(name).related_model
            return plain_rows(self.model.ROWS[name], model, value)
        return plain_value(self.named[name], value)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        imported = getattr(instance, "imported", None)
        return imported is not None and not import_validation_errors and imported.before == imported.after

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        if import_validation_errors:
            raise ValidationError(import_validation_errors)
        imported = instance.imported
        self.refuse_older(instance)
        imported.single, imported.many = self.found(imported)
        for name, value in imported.single.items():
            setattr(instance, name, value)
        instance.clean_fields(exclude=["slug", *(field.name for field in self.named.values() if field.is_relation)])
        self.refuse_constrained(instance)
        self.refuse_personal(imported)
        self.refuse_unfit(instance, imported)

    def refuse_constrained(self, instance):
        """What the database would refuse, in words. Asked once for each pair of ages: asking takes a query."""
        key = (instance.age_min, instance.age_max, bool(instance.successor_id) and instance.pk)
        if key not in self.asked:
            self.asked[key] = [message for name in CONSTRAINTS for message in broken(name, instance)]
        if self.asked[key]:
            raise ValidationError(self.asked[key])

    def refuse_older(self, instance):
        given = getattr(instance, "given_version", None)
        now = self.versions.get(instance.pk)
        if instance.pk and given and now and given != now:
            raise ValidationError(
                f"It has been changed since this file was made (version {given}, now {now}). Export it again."
            )

    def found(self, imported):
        """The row's values as the entry wants them: (single ones, lists of terms and entries)."""
        single, many, wrong = {}, {}, {}
        for name in self.headers:
            field = self.named.get(name)
            if field is None:
                continue
            try:
                if field.many_to_many:
                    many[name] = self.items(field, imported.after[name])
                elif field.is_relation:
                    single[name] = self.item(field, imported.after[name])
                else:
                    single[name] = single_value(field, imported.after[name])
            except ValidationError as error:
                wrong[name] = error.messages
        if wrong:
            raise ValidationError(wrong)
        return single, many

    def item(self, field, name):
        return self.items(field, [name])[0] if name else None

    def items(self, field, names):
        if field.name in self.terms:
            known = self.terms[field.name]
            if missing := [name for name in names if name not in known]:
                raise ValidationError(f"Not a code of {field.verbose_name}: {', '.join(missing)}.")
            return [known[name] for name in names]
        return [self.entry_named(field, name) for name in names]

    def entry_named(self, field, name):
        """Another entry, by "kind:reference". Those of the same file must be there before."""
        kind, _, reference = name.partition(":")
        found = field.related_model.objects.filter(kind=kind, reference=reference).first()
        if found is None:
            raise ValidationError(f"There is no entry “{name}”. Name it as organisation:childline.")
        return found

    def refuse_personal(self, imported):
        """What is certainly about a person is never kept, wherever it comes from."""
        for name in self.headers:
            field = self.named.get(name)
            changed = imported.before.get(name) != imported.after[name]
            if field is None or name in LENIENT or not is_text(field) or not changed:
                continue
            for finding in findings(imported.after[name]):
                if finding.certain:
                    raise ValidationError({name: f"Take out “{finding.text}”: it looks like {finding.words}."})

    def refuse_unfit(self, instance, imported):
        """What readers see stays complete."""
        if not instance.is_published:
            return
        if problems := instance.publication_problems(imported.single | imported.many):
            raise ValidationError([f"{problem} Readers see this entry now." for problem in problems])

    def before_import_row(self, row, **kwargs):
        self.progress()

    def after_init_instance(self, instance, new, row, **kwargs):
        given = text_of(row.get(VERSION)).strip()
        instance.given_version = int(given) if given.isascii() and given.isdigit() else None

    # Writing

    def save_instance(self, instance, is_create, row, **kwargs):
        """The entry's own row. What belongs to new ones is written for all of them together, at the end."""
        if kwargs["dry_run"]:
            return
        if is_create:
            instance.created_by, instance.state = self.by, State.DRAFT
            instance.slug = instance.slug or self.free_slug(instance)
            instance.review_due_on = instance.review_due_on or next_review(instance)
            instance.save()
            self.new.append(instance)
        else:
            save_entry(entry=instance)
            self.updated.append(instance)

    def free_slug(self, instance):
        """Its reference, where no other entry of this kind has or had that address."""
        if self.slugs is None:
            former = FormerSlug.objects.filter(kind=self.model.KIND).values_list("slug", flat=True)
            self.slugs = {*self.model.objects.values_list("slug", flat=True), *former}
        if instance.reference in self.slugs:
            return instance.free_slug()
        self.slugs.add(instance.reference)
        return instance.reference

    def save_m2m(self, instance, row, **kwargs):
        if kwargs["dry_run"]:
            return
        imported = instance.imported
        for name in imported.many if not imported.new else ():
            if imported.before[name] != imported.after[name]:
                getattr(instance, name).set(imported.many[name])
        for name in instance.ROWS.keys() & set(self.headers):
            replace_rows(instance, name, imported.after[name])

    def join_new(self):
        """The terms of all new entries, a query for each vocabulary. Drafts have no search document to tell."""
        for name, field in self.named.items():
            if field.many_to_many and name in self.headers:
                through, own, other = joining(self.model, field)
                through.objects.bulk_create(
                    [
                        through(**{own: entry, other: item})
                        for entry in self.new
                        for item in entry.imported.many[name]
                    ],
                    batch_size=BATCH,
                )

    def after_import_row(self, row, row_result, **kwargs):
        instance = row_result.instance
        if instance is not None and row_result.import_type != RowResult.IMPORT_TYPE_SKIP:
            row_result.differences = instance.imported.differences
        row_result.instance = None

    def after_import(self, dataset, result, **kwargs):
        """Keep each version in the history, as everything else does."""
        self.join_new()
        ids = [entry.pk for entry in (*self.new, *self.updated)]
        record_many(model=self.model, ids=ids, action=Action.IMPORTED, by=self.by, batch=self.batch)

    def import_rows(self, dataset, *, dry_run):
        """What the rows come to and, unless it is a `dry_run`, the change: all rows, or none if one is wrong."""
        self._meta.store_instance = True
        with batched():
            return self.import_data(
                dataset,
                dry_run=dry_run,
                use_transactions=not dry_run,
                rollback_on_validation_errors=True,
                retain_instance_in_row_result=True,
            )


def broken(name, instance):
    constraint = next(item for item in Entry._meta.constraints if item.name == name)
    try:
        constraint.validate(Entry, instance)
    except ValidationError as error:
        yield from error.messages


def joining(model, field):
    """The table that joins entries to the terms of `field`, and the names of its two sides."""
    if field.name == "topics":
        return TopicTagging, "content_object", "tag"
    return field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()


def problems_of(result):
    """What is wrong with an import, a line each: the row's number in the file, the column, and what to do."""
    for error in result.base_errors:
        yield "The file", messages_of(error.error)
    for row in result.invalid_rows:
        for column, messages in row.error_dict.items() if hasattr(row, "error_dict") else [("", row.error.messages)]:
            yield (
                f"Row {row.number + 1}{f', {column}' if column and column != 'NON_FIELD_ERRORS' else ''}",
                " ".join(map(str, messages)),
            )
    for number, errors in result.row_errors():
        yield f"Row {number + 1}", " ".join(messages_of(error.error) for error in errors)


def messages_of(error):
    return " ".join(error.messages) if isinstance(error, ValidationError) else f"It cannot be saved: {error}"


def columns_explained(model):
    """(heading, what it means, what it can be) for each column of a kind."""
    yield REFERENCE, "Your name for the row: it stays the same for ever", "small letters, figures and hyphens"
    yield VERSION, "Leave empty for new rows; an export fills it in", "a number"
    yield STATE, "Ignored: new rows become drafts", ""
    for field in fields_of(model):
        yield field.name, f"{str(field.verbose_name).capitalize()}. {field.help_text}".strip(), possible(field)
    for name, parts in model.ROWS.items():
        yield name, "One line for each", " | ".join(parts)


def possible(field):
    if field.choices:
        return "; ".join(str(value) for value, _ in field.choices)
    if field.is_relation and issubclass(field.related_model, Coded):
        codes = "; ".join(field.related_model.objects.values_list("code", flat=True))
        return f"{'any of' if field.many_to_many else 'one of'}: {codes}"
    if field.is_relation:
        return "other entries, as organisation:childline"
    return {"BooleanField": "yes or no", "DateField": "2026-11-24"}.get(type(field).__name__, "")

"""Entries of one kind as rows of a table, in and out. A row is an entry's record; `reference` says whose.

The "uuid" of a row stays that of its entry; a new entry keeps the one that its row brings from elsewhere.
"""

import re
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.widgets import Widget

from directory.catalogue.actions.history import record_revisions
from directory.catalogue.models import Revision
from directory.catalogue.needs import is_for_staff, needs_said
from directory.catalogue.records.reading import fields_of, record_of, with_record_relations
from directory.catalogue.records.rows import as_known
from directory.catalogue.states import Action, State
from directory.exchange.columns.age_columns import AGES, OLDEST, YOUNGEST, names_of_ages, with_ages
from directory.exchange.columns.cells import cell, has_default_choice, rows_from_cell, text_of, value_from_cell
from directory.exchange.columns.contact_columns import POINTS, contact_columns, with_contacts, with_points
from directory.exchange.columns.references import reference_of
from directory.exchange.columns.terms import Terms
from directory.exchange.columns.unsaid import said
from directory.exchange.files.tables import REFERENCE
from directory.exchange.known_entries import KnownEntries
from directory.exchange.row_checks import Imported, RowChecks
from directory.exchange.row_questions import RowQuestions
from directory.exchange.row_writing import RowWriter
from directory.search.documents.index_writer import batched_updates
from directory.taxonomy.models import Coded, ResourceKind

UUID_COLUMN, VERSION, STATE = "uuid", "version", "state"


class Cells(Widget):
    """Cells are read and written by `cells`, for all fields of a row together."""


class EntryResource(KnownEntries, RowChecks, RowQuestions, RowWriter, Resource):
    """The table of one kind.

    Importing is all or nothing, and does nothing for a row that says what its entry says already. A new reference
    is a new draft of `by`, in `state`. A row that names an older version than its entry has now is refused, and so is
    one whose entry is not as `planned` any more: see `RowPlan`. `progress` is called once for each row.
    """

    class Meta:
        import_id_fields = [REFERENCE]
        skip_diff = True  # ours is in words, by record
        instance_loader_class = BaseInstanceLoader  # ours reads all entries of the file beforehand
        use_transactions = True
        use_bulk = True  # no savepoint for each row: one row that fails undoes all
        store_row_values = False
        report_skipped = False

    def __init__(self, model, by=None, progress=lambda: None, planned=None, state=State.DRAFT, batch=None):
        super().__init__()
        self.model, self.by, self.progress, self.planned, self.state = model, by, progress, planned, state
        self.named = {field.name: field for field in fields_of(model)}
        self.columns = [REFERENCE, UUID_COLUMN, VERSION, STATE, *self.named, *model.ROWS]
        self.fields = {name: Field(attribute=name, column_name=name, widget=Cells()) for name in self.columns}
        self.contact_columns, self.contacts = contact_columns(model), {}
        self.batch = batch or uuid4()
        self.terms, self.known, self.seen, self.seen_uuids, self.asked = {}, {}, set(), set(), {}
        self.marked, self.asked_of = set(), []
        self.new, self.updated, self.plan, self.versions, self.arriving = [], [], {}, {}, set()

    # Out

    def get_queryset(self):
        return with_record_relations(self.model).arrived()

    def get_export_headers(self, selected_fields=None):
        return self.columns

    def export_resource(self, instance, selected_fields=None, **kwargs):
        record = record_of(instance)
        identity = [instance.reference, str(instance.uuid), self.versions.get(instance.pk, ""), instance.state]
        return [*map(cell, identity), *(cell(record[name]) for name in self.columns[len(identity) :])]

    def before_export(self, queryset, **kwargs):
        numbers = Revision.objects.order_by().values("entry").annotate(last=models.Max("number"))
        self.versions = dict(numbers.values_list("entry", "last"))

    # In: the whole file

    def refuse_headings(self, headers):
        if REFERENCE not in headers:
            raise ValidationError("Add a column called “reference”. It says which entry each row is about.")
        known = {*self.columns, *self.contact_columns, AGES}
        if unknown := [heading for heading in headers if heading and heading not in known]:
            raise ValidationError(f"These columns are not recognised for this kind: {', '.join(unknown)}.")

    def before_import(self, dataset, **kwargs):
        self.headers = [name for name in dataset.headers if name in self.named or name in self.model.ROWS]
        self.says_everyone = "for_everyone" in self.headers
        self.headers += ["for_everyone"] * ("crisis" in self.headers and not self.says_everyone)
        if {AGES, YOUNGEST} & {*dataset.headers}:
            self.headers += [name for name in (YOUNGEST, OLDEST) if name not in self.headers]
        self.contacts = {name: self.contact_columns[name] for name in dataset.headers if name in self.contact_columns}
        self.read_known(dataset, lock=self.locks)
        self.read_terms()

    def read_terms(self):
        """Every term of each vocabulary by its code: a row is read without asking the database."""
        for field in self.named.values():
            if field.is_relation and issubclass(field.related_model, Coded):
                self.terms[field.name] = Terms(field)
        self.names_of_ages = names_of_ages()
        pupils_get = ResourceKind.objects.exclude(use=ResourceKind.Use.STAFF)
        self.kinds_for_pupils = frozenset(pupils_get.values_list("code", flat=True))

    # In: one row

    def get_or_init_instance(self, instance_loader, row):
        """The entry that a row is about, or a new one of this kind. Every row names one, and none is named twice."""
        reference, made = reference_of(row)
        if reference in self.seen:
            raise ValidationError({REFERENCE: f"“{reference}” is used in more than one row."})
        if made and reference in self.known:
            words = f"“{reference}” is here already. Write this reference to change it, or a new one to add another."
            raise ValidationError({REFERENCE: words})
        self.seen.add(reference)
        instance = self.model(kind=self.model.KIND, reference=reference)
        if reference not in self.known:
            return instance, True
        instance.pk, record = self.known[reference]
        instance.title = record["title"]  # the rest is read if the row changes it
        return instance, False

    def import_instance(self, instance, row, **kwargs):
        """Read the row's cells. Raises ValidationError with what is wrong in each."""
        self.refuse_other_identity(instance)
        new = instance.pk is None
        before = {} if new else self.known[instance.reference][1]
        after = self.read_row(row, {YOUNGEST: None, OLDEST: None} if new else before, new)
        after = self.with_needs(after, new)
        if not new and before != after:
            instance.refresh_from_db()
        instance.imported = Imported(instance, before, after, new)
        if before != after:
            self.ask(instance.imported, kwargs["row_number"])

    def read_row(self, row, record, new):
        """`record` with what the row says. Raises ValidationError with what is wrong in each cell."""
        wrong, after = {}, dict(record)
        try:
            row = with_ages(said(row, record), self.names_of_ages)
        except ValidationError as error:
            wrong[AGES if AGES in row else YOUNGEST] = error.messages
        for name in [name for name in (*self.headers, *self.contacts) if name in row]:
            try:
                self.read_into(after, name, row[name], new)
            except ValidationError as error:
                wrong.setdefault(name, error.messages)
        if wrong:
            raise ValidationError(wrong)
        return after

    def with_needs(self, after, new):
        """In a table that nobody made for us, a long list of needs means any, and a helpline is for everyone."""
        if self.says_everyone or not (new or "abilities" in self.headers):
            return after
        for_staff = is_for_staff(self.model.KIND, after.get("resource_kinds", ()), self.kinds_for_pupils)
        needs = needs_said(after.get("abilities", []), for_staff=for_staff)
        helpline = {"for_everyone": bool(after.get("crisis"))} if new else {}
        return after | {"abilities": needs} | helpline

    def read_into(self, record, name, value, new):
        if name == "slug" and not new and not text_of(value).strip():
            return  # nobody asks for another address by leaving the cell empty
        if name in self.contacts:
            points = record.get(POINTS, [])
            record[POINTS] = with_contacts(self.model, points, self.contacts[name], text_of(value).strip())
        elif name == POINTS and isinstance(value, list):
            record[name] = with_points(self.model, record.get(name, []), value)
        elif name in self.model.ROWS:
            record[name] = as_known(self.model, name, rows_from_cell(self.model, name, value), record.get(name, []))
        elif name in self.terms:
            record[name] = self.terms[name].read(text_of(value))
        elif new and has_default_choice(self.named[name]) and not text_of(value).strip():
            record[name] = str(self.named[name].get_default())
        else:
            record[name] = value_from_cell(self.named[name], value)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        if import_validation_errors:
            raise ValidationError(import_validation_errors)
        imported = instance.imported
        self.refuse_older(instance)
        self.refuse_taken_address(imported)
        imported.single, imported.many = self.found(imported)
        for name, value in imported.single.items():
            setattr(instance, name, value)
        instance.clean_fields(exclude=[field.name for field in self.named.values() if field.is_relation])
        self.refuse_constrained(instance)
        self.refuse_personal(imported)
        self.refuse_loss(instance, imported)
        self.refuse_unfit(instance, imported)

    def before_import_row(self, row, **kwargs):
        self.progress()

    def after_init_instance(self, instance, new, row, **kwargs):
        given = text_of(row.get(VERSION)).strip()
        instance.given_version = int(given) if re.fullmatch(r"\d{1,9}", given, re.ASCII) else None
        instance.given_uuid = text_of(row.get(UUID_COLUMN)).strip().lower().removeprefix("urn:uuid:")
        self.refuse_changed_since(instance, kwargs["row_number"])

    def after_import(self, dataset, result, **kwargs):
        """Keep each version in the history, as everything else does."""
        self.join_new()
        ids = [entry.pk for entry in (*self.new, *self.updated)]
        record_revisions(model=self.model, ids=ids, action=Action.IMPORTED, by=self.by, batch=self.batch)

    def import_rows(self, dataset, *, dry_run):
        """What the rows come to and, unless it is a `dry_run`, the change: all rows, or none if one is wrong."""
        self._meta.store_instance, self.locks = True, not dry_run
        self.lines = getattr(dataset, "lines", range(2, len(dataset) + 2))
        try:
            self.refuse_headings(dataset.headers)
        except ValidationError as error:
            return self.nothing_read(error)
        with batched_updates():
            result = self.import_data(
                dataset,
                dry_run=dry_run,
                use_transactions=not dry_run,
                rollback_on_validation_errors=True,
                retain_instance_in_row_result=True,
            )
        result.lines, result.asked_of = self.lines, self.asked_of
        result.called = getattr(dataset, "called", {})
        return result

    def nothing_read(self, error):
        """What an import comes to that cannot begin: no row of such a file makes sense."""
        result = self.get_result_class()()
        result.asked_of, result.called = [], {}
        result.append_base_error(self.get_error_result_class()(error))
        return result

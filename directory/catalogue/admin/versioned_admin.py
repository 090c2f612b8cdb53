"""What the admin of everything that curators look after beside entries shares: versions, and editing together."""

from django.contrib import admin, messages

from directory.catalogue.actions.versions import (
    findings_coming_back,
    keep_what_was,
    record_version,
    restore_version,
)
from directory.catalogue.admin.editing_together import EditedTogether, RowFormSet
from directory.catalogue.admin.history_pages import HistoryPages
from directory.catalogue.states import Action
from directory.privacy.forms import GuardedForm

OUR_OWN = ("version", "seen")  # shown with the questions


class GuardedVersionForm(GuardedForm, EditedTogether):
    """The same for words that readers see."""


class VersionedAdmin(HistoryPages, admin.ModelAdmin):
    """Whoever may change a thing may see its versions and restore one."""

    form = EditedTogether
    change_form_template = "admin/catalogue/versioned_change_form.html"

    def get_fields(self, request, obj=None):
        return [name for name in super().get_fields(request, obj) if name not in OUR_OWN]

    def _changeform_view(self, request, object_id, form_url, extra_context):
        """Within the admin's own transaction: nobody else saves this until this save is done or refused."""
        if request.method == "POST" and str(object_id).isdigit() and len(str(object_id)) < 19:
            lock = self.model._base_manager.select_for_update(of=("self",), no_key=True)
            if (thing := lock.filter(pk=object_id).first()) and self.has_change_permission(request, thing):
                keep_what_was(thing)
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        record_version(thing=form.instance, action=Action.EDITED if change else Action.CREATED, by=request.user)
        if form.also_changed:
            messages.info(request, form.also_changed)

    def go_back_to(self, change, by, **ticked):
        restore_version(version=change, by=by, **ticked)

    def personal_coming_back(self, change, thing):
        return findings_coming_back(change)


class NamedRowFormSet(RowFormSet):
    """Rows of a table, whose columns have headings and whose fields have no labels: each is named by both."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        row = "new row" if index is None else f"row {index + 1}"
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}, {row}"


class VersionedRows(admin.TabularInline):
    """The rows that belong to what a thing says."""

    formset = NamedRowFormSet
    extra = 0

"""The rows that belong to an entry, such as the dates of a course, on its own form."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from directory.calendars.moments import MOMENTS
from directory.catalogue.admin.editing_together import RowFormSet
from directory.catalogue.records.rows import expected_in, refuse_unfit_words
from directory.catalogue.records.texts import Text
from directory.catalogue.workflow import may_edit
from directory.privacy.forms import LookedOverForm


class RowForm(LookedOverForm):
    """Checks the words of a row as the entry's form checks its own."""

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        for name in self.cleaned_data.keys() & {field.name for field in self.instance._meta.fields}:
            self.cleaned_data[name] = getattr(self.instance, name)  # tidied: two rows are the same as they are kept
        try:
            refuse_unfit_words(self.instance)
        except ValidationError as error:
            self.add_error(None, error)
        if not self.cleaned_data.get("looked_over"):
            for name in self.instance.prose():
                text = Text(name, name, getattr(self.instance, name), expected_in(self.instance, name))
                self.ask_about(name, text.findings())


class RowInline(admin.StackedInline):
    """Whoever may see or edit the entry sees or edits its rows."""

    form = RowForm
    formset = RowFormSet
    formfield_overrides = MOMENTS
    extra = 0

    def permission(self, action):
        return f"{self.parent_model._meta.app_label}.{action}_{self.parent_model._meta.model_name}"

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(self.permission("view"))

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(self.permission("change")) and (obj is None or may_edit(request.user, obj))

    has_add_permission = has_delete_permission = has_change_permission

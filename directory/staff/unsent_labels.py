"""What was chosen in a form of the admin, in the words of that form: it sends ids and codes."""

from django import forms

YES = "Yes"  # of a box that was ticked


class Labels:
    """Those of the form at a page of the admin, for whoever asks. Of a page that is no form nothing is known."""

    def __init__(self, page, request):
        self.fields, self.rows = {}, {}
        if page and page.url_name.endswith(("_add", "_change")):
            model_admin = page.func.model_admin
            key = page.kwargs.get("object_id")
            thing = model_admin.get_object(request, str(key)) if key else None
            self.fields = model_admin.get_form(request, thing, change=thing is not None).base_fields
            formsets = (formset for formset, _ in model_admin.get_formsets_with_inlines(request, thing))
            self.rows = {formset.get_default_prefix(): formset.form.base_fields for formset in formsets}

    def field(self, name):
        """The field of the form, or of a row of it such as "contact_points-0-channel"; None where it is not known."""
        prefix, _, rest = name.partition("-")
        row, _, part = rest.partition("-")
        return self.rows[prefix].get(part) if prefix in self.rows and row.isdecimal() else self.fields.get(name)

    def says(self, name):
        """Whether its value is something that a person wrote or chose, also where it is a number."""
        return self.field(name) is not None

    def value(self, name, sent):
        """In words. What is no choice any more, or never was one, stays as it was sent."""
        field = self.field(name)
        if isinstance(field, forms.ModelChoiceField):
            return named(field, sent) or sent
        if isinstance(field, forms.BooleanField):
            return YES if sent == "on" else sent
        return label_in(getattr(field, "choices", ()), sent) or sent


def named(field, sent):
    """What the form calls the thing, of those that it offers."""
    key = field.to_field_name or "pk"
    try:
        found = field.queryset.filter(**{key: sent}).first()
    except (ValueError, TypeError, OverflowError):
        return ""
    return field.label_from_instance(found) if found else ""


def label_in(choices, sent):
    for value, label in choices:
        if isinstance(label, (list, tuple)):  # a group of them
            if inner := label_in(label, sent):
                return inner
        elif str(value) == sent:
            return str(label)
    return ""

from django import forms


class TermCheckboxes(forms.CheckboxSelectMultiple):
    """A vocabulary as compact check boxes that can be ticked or cleared all at once."""

    template_name = "catalogue/widgets/term_checkboxes.html"

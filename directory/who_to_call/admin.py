from django import forms
from django.contrib import admin

from directory.catalogue.admin.versioned_admin import VersionedAdmin
from directory.privacy.forms import GuardedForm
from directory.who_to_call.forms import ContactFormSet
from directory.who_to_call.models import Contact, Need


class Numbers(forms.ModelChoiceField):
    def label_from_instance(self, point):
        return f"{point.organisation.title}: {point.shown}"


class ContactInline(admin.StackedInline):
    model = Contact
    form = GuardedForm
    formset = ContactFormSet
    extra = 0
    fields = [
        ("order", "contact_point", "tool"),
        ("youngest", "oldest", "needs_no_name"),
        "districts",
        ("note", "looked_over"),
    ]
    autocomplete_fields = ["tool"]
    filter_horizontal = ["districts"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("need", "contact_point__organisation", "tool")
        return rows.prefetch_related("districts")

    def formfield_for_dbfield(self, field, request, **options):
        formfield = super().formfield_for_dbfield(field, request, **options)
        if field.name in ("contact_point", "districts"):
            formfield.choices = list(formfield.choices)  # read once for all the contacts of a need
        return formfield

    def formfield_for_foreignkey(self, field, request, **options):
        if field.name == "contact_point":
            numbers = field.related_model.objects.select_related("organisation")
            options |= {"form_class": Numbers, "queryset": numbers.order_by("organisation__title", "order", "pk")}
        return super().formfield_for_foreignkey(field, request, **options)


class OutOfSight(admin.SimpleListFilter):
    title = "who stands there"
    parameter_name = "stands"

    def lookups(self, request, model_admin):
        return [("out_of_sight", "Somebody whom readers cannot see"), ("nobody", "Nobody whom readers can see")]

    def queryset(self, request, needs):
        return needs.that_have(self.value())


@admin.register(Need)
class NeedAdmin(VersionedAdmin):
    """The rules say which needs there are. Curators say who stands in each, and in what order."""

    inlines = [ContactInline]
    fields = []
    list_display = ["title", "shown", "not_shown"]
    list_filter = [OutOfSight]

    def get_queryset(self, request):
        return (
            super().get_queryset(request).prefetch_related("contacts__contact_point__organisation", "contacts__tool")
        )

    @admin.display(description="in this order")
    def shown(self, need):
        return ", ".join(contact.title for contact in need.contacts.all()) or "nobody yet"

    @admin.display(description="readers cannot see")
    def not_shown(self, need):
        return ", ".join(
            contact.title
            for contact in need.contacts.all()
            if not (contact.entry.is_published and contact.entry.is_active)
        )

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

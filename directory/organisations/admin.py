from django.contrib import admin
from django.db.models import Subquery

from directory.catalogue.admin.entry_admin import EntryAdmin
from directory.catalogue.admin.row_inlines import RowInline
from directory.organisations.models import ContactPoint, Organisation
from directory.organisations.querysets import first_number
from directory.organisations.telephone import written


class ContactPointInline(RowInline):
    model = ContactPoint
    fields = [
        ("order", "channel", "name"),
        ("value", "extension"),
        ("audience", "age_from"),
        ("always_open", "opening_times", "bank_holidays"),
        ("hours_note", "note"),
        "looked_over",
    ]


@admin.register(Organisation)
class OrganisationAdmin(EntryAdmin):
    own_fields = ("help_kinds", "scope", "referral_route", "waiting_time", "crisis")
    inlines = [ContactPointInline]
    list_display = ["title", "number", *EntryAdmin.list_display[1:]]
    list_filter = [*EntryAdmin.list_filter, "help_kinds", "scope", "crisis"]
    numbers = "contact_points__value"

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(first_number=Subquery(first_number().values("value")[:1]))

    @admin.display(description="telephone")
    def number(self, organisation):
        return written(organisation.first_number) if organisation.first_number else ""

from django.contrib import admin

from directory.catalogue.admin.entry_admin import EntryAdmin
from directory.organisations.models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(EntryAdmin):
    own_fields = (
        "help_kinds",
        "scope",
        ("phone", "phone_note"),
        ("text_number", "email"),
        ("hours", "open_all_hours"),
        "referral_route",
        "waiting_time",
        ("crisis", "urgent_order"),
    )
    list_display = ["title", "phone", *EntryAdmin.list_display[1:]]
    list_filter = [*EntryAdmin.list_filter, "help_kinds", "scope", "crisis"]
    search_fields = [*EntryAdmin.search_fields, "phone", "email"]

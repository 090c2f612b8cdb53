from django.contrib import admin

from directory.catalogue.admin.entry_admin import EntryAdmin
from directory.resources.models import Resource


@admin.register(Resource)
class ResourceAdmin(EntryAdmin):
    own_fields = (
        "resource_kinds",
        "publisher",
        ("published_year", "duration_minutes"),
        "licence",
        "rshe_strands",
    )
    list_display = ["title", "publisher", *EntryAdmin.list_display[1:]]
    list_filter = [*EntryAdmin.list_filter, "resource_kinds", "rshe_strands"]
    search_fields = [*EntryAdmin.search_fields, "publisher"]

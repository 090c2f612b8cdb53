from django.contrib import admin

from directory.catalogue.admin.entry_admin import EntryAdmin
from directory.guidance.models import GuidanceUpdate


@admin.register(GuidanceUpdate)
class GuidanceUpdateAdmin(EntryAdmin):
    own_fields = (("published_on", "effective_from"), "replaces", "what_to_do", "related_resource")
    autocomplete_fields = [*EntryAdmin.autocomplete_fields, "related_resource"]
    list_display = ["title", "effective_from", *EntryAdmin.list_display[1:]]

from django.contrib import admin

from directory.search.models import SynonymGroup


@admin.register(SynonymGroup)
class SynonymGroupAdmin(admin.ModelAdmin):
    search_fields = ["phrases"]
    search_help_text = "Any of the words"

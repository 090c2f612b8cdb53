from django.contrib import admin

from directory.search.documents.models import SynonymGroup


@admin.register(SynonymGroup)
class SynonymGroupAdmin(admin.ModelAdmin):
    search_fields = ["phrases"]

from django.contrib import admin

from directory.catalogue.admin.versioned_admin import VersionedAdmin
from directory.search.documents.models import SynonymGroup


@admin.register(SynonymGroup)
class SynonymGroupAdmin(VersionedAdmin):
    search_fields = ["phrases"]

from django.contrib import admin

from directory.catalogue.admin.versioned_admin import GuardedVersionForm, VersionedAdmin
from directory.search.documents.models import SynonymGroup


@admin.register(SynonymGroup)
class SynonymGroupAdmin(VersionedAdmin):
    form = GuardedVersionForm
    search_fields = ["phrases"]

from django.contrib import admin

from directory.privacy.forms import GuardedForm
from directory.search.documents.models import SynonymGroup


@admin.register(SynonymGroup)
class SynonymGroupAdmin(admin.ModelAdmin):
    form = GuardedForm
    search_fields = ["phrases"]

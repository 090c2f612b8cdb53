from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef

from directory.catalogue.admin.entry_admin import EntryAdmin
from directory.catalogue.admin.entry_form import EntryForm
from directory.resources.models import Pick, Resource


class ResourceForm(EntryForm):
    def clean_follows(self):
        before = self.cleaned_data["follows"]
        if problems := list(self.instance.problems_of_order(before)):
            raise ValidationError(problems)
        return before


@admin.register(Resource)
class ResourceAdmin(EntryAdmin):
    form = ResourceForm
    own_fields = ("publisher", "resource_kinds")
    more_fields = (
        ("number_of_lessons", "duration_minutes"),
        ("published_year", "licence"),
        "follows",
        "rshe_strands",
    )
    list_display = ["title", "publisher", *EntryAdmin.list_display[1:]]
    search_fields = [*EntryAdmin.search_fields, "publisher"]
    list_filter = [*EntryAdmin.list_filter, "resource_kinds", "rshe_strands"]
    autocomplete_fields = [*EntryAdmin.autocomplete_fields, "follows"]


@admin.register(Pick)
class PickAdmin(admin.ModelAdmin):
    """Which lesson the county would take first. One that no longer fits stays here, and readers do not see it."""

    fields = ["topic", "key_stage", "ability", "entry"]
    autocomplete_fields = ["entry"]
    list_display = ["__str__", "entry", "readers_can_see_it"]
    list_filter = ["key_stage", "topic"]
    search_fields = ["topic__name", "entry__title"]
    list_select_related = ["topic", "key_stage", "ability", "entry"]

    def get_queryset(self, request):
        standing = Pick.objects.standing().filter(pk=OuterRef("pk"))
        return super().get_queryset(request).annotate(stands=Exists(standing))

    @admin.display(description="readers can see it", boolean=True)
    def readers_can_see_it(self, pick):
        return pick.stands

from django.contrib import admin, messages

from directory.insight import searched_phrases
from directory.insight.models import PlannedGap, SearchedPhrase
from directory.privacy.forms import GuardedForm

State = SearchedPhrase.State


@admin.register(SearchedPhrase)
class SearchedPhraseAdmin(admin.ModelAdmin):
    """What several days' searches share, for a curator to release or to hide before anybody else sees it."""

    list_display = ["words", "state", "number_of_days"]
    list_display_links = None
    list_filter = ["state"]
    search_fields = ["words"]
    actions = ["release", "hide"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_days()

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="days", ordering="number_of_days")
    def number_of_days(self, phrase):
        return phrase.number_of_days

    @admin.action(description="Release: show on the impact page", permissions=["change"])
    def release(self, request, phrases):
        self.decide_each(request, phrases, State.RELEASED)

    @admin.action(description="Hide for good", permissions=["change"])
    def hide(self, request, phrases):
        self.decide_each(request, phrases, State.HIDDEN)

    def decide_each(self, request, phrases, state):
        for phrase in phrases:
            searched_phrases.decide_phrase(phrase=phrase, state=state, by=request.user)
        messages.success(request, f"{state.label.partition(':')[0]}: {len(phrases)}.")

    # The list decides; there is nothing to type.

    def get_readonly_fields(self, request, obj=None):
        return ["words", "state"]


@admin.register(PlannedGap)
class PlannedGapAdmin(admin.ModelAdmin):
    """What we mean to do about an empty cell of the provision map. It shows there until something fills it."""

    form = GuardedForm
    fields = ["layer", "topic", "key_stage", "sector", "need", "plan", "due_on", "looked_over"]
    list_display = ["__str__", "layer", "due_on"]
    list_filter = ["layer"]
    search_fields = ["topic__name", "plan"]
    autocomplete_fields = ["topic"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_terms()

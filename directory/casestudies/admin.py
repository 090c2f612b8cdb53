from django.contrib import admin
from django.core.exceptions import ValidationError

from directory.casestudies.models import CaseStudy, Decision
from directory.catalogue.admin.editing_together import RowFormSet
from directory.catalogue.admin.entry_admin import EntryAdmin
from directory.catalogue.admin.row_inlines import RowInline


class DecisionFormSet(RowFormSet):
    def clean(self):
        """Readers are never left without what was done."""
        super().clean()
        if self.instance.is_published and not self.left() and not self.instance.what_was_done:
            raise ValidationError("Add what was done, or decisions. Readers can see this entry now.")


class DecisionInline(RowInline):
    model = Decision
    formset = DecisionFormSet
    fields = [("order", "when"), "what", "why", "looked_over"]


@admin.register(CaseStudy)
class CaseStudyAdmin(EntryAdmin):
    own_fields = (
        "setting",
        "issue",
        "places",
        "what_was_done",
        "done_for_harmed",
        "done_for_who_harmed",
        "timeline",
        "who_was_involved",
        "what_worked",
        "what_did_not_work",
        "outcome",
        "evidence_strength",
        "lessons",
        "questions_for_governors",
        "consent_status",
    )
    inlines = [DecisionInline]
    checklist = (
        *CaseStudy.ANONYMITY,
        *CaseStudy.FULLNESS,
        "published_source",
        ("signed_off_dsl", "signed_off_esas"),
    )
    list_display = ["title", "evidence_strength", *EntryAdmin.list_display[1:]]
    list_filter = [*EntryAdmin.list_filter, "evidence_strength", "anonymised"]
    search_fields = [*EntryAdmin.search_fields, "issue", "outcome"]

    def get_fieldsets(self, request, obj=None):
        first, *rest = super().get_fieldsets(request, obj)
        words = (
            "Complete all of it before readers see the case. It covers the decisions at the end of this page too. "
            "Somebody who knows the county reads it only for this. "
            "If the case is based entirely on a published source, tick “both children are considered” and “it says "
            "what did not work” only where the source says so."
        )
        return [first, ("Anonymity checklist", {"fields": self.checklist, "description": words}), *rest]

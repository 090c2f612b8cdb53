from django.contrib import admin

from directory.casestudies.models import CaseStudy
from directory.catalogue.admin.entry_admin import EntryAdmin


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
            "Complete all of it before readers see the case. Somebody who knows the county reads it only for this. "
            "If the case is based entirely on a published source, tick “both children are considered” and “it says "
            "what did not work” only where the source says so."
        )
        return [first, ("Anonymity checklist", {"fields": self.checklist, "description": words}), *rest]

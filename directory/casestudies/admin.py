from django.contrib import admin

from directory.casestudies.models import CaseStudy
from directory.catalogue.admin import EntryAdmin


@admin.register(CaseStudy)
class CaseStudyAdmin(EntryAdmin):
    own_fields = (
        "setting",
        "issue",
        "what_was_done",
        "who_was_involved",
        "outcome",
        "evidence_strength",
        "lessons",
        "questions_for_governors",
        "consent_status",
        "anonymised",
    )
    list_display = ["title", "evidence_strength", *EntryAdmin.list_display[1:]]
    list_filter = [*EntryAdmin.list_filter, "evidence_strength", "anonymised"]
    search_fields = [*EntryAdmin.search_fields, "issue", "outcome"]

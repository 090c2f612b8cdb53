"""The lists that a curator works through."""

from django.contrib import admin


class WorkListFilter(admin.SimpleListFilter):
    """The lists that a curator works through."""

    title = "to do"
    parameter_name = "todo"

    def lookups(self, request, model_admin):
        return [
            ("review", "Waiting for review"),
            ("check", "Details to check first"),
            ("overdue", "Review overdue"),
            ("broken", "Link broken"),
            ("expired", "Has ended"),
            ("copies", "Working copy to review"),
            ("gone", "Names a successor that is gone"),
            ("lapsed", "Quality mark lapsed"),
            ("ending", "Courses with no future dates"),
            ("drafts", "Drafts"),
            ("scheduled", "Scheduled"),
            ("late", "Not published when it was due"),
            ("rounds", "Quality being reviewed"),
        ]

    def queryset(self, request, entries):
        return entries.to_do(self.value()) if self.value() else entries

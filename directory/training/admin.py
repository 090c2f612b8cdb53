from django.contrib import admin
from django.db.models import Min, Q
from django.utils import timezone

from directory.catalogue.admin.entry_admin import EntryAdmin
from directory.catalogue.admin.row_inlines import RowInline
from directory.training.models import Course, CourseSession


class CourseSessionInline(RowInline):
    model = CourseSession
    fields = [("starts_at", "ends_at"), ("place", "booking_url"), "status", "looked_over"]


@admin.register(Course)
class CourseAdmin(EntryAdmin):
    own_fields = (
        "provider",
        "level",
        "delivery_modes",
    )
    more_fields = (("duration_minutes", "renewal_months"), "certificate")
    inlines = [CourseSessionInline]
    autocomplete_fields = [*EntryAdmin.autocomplete_fields, "provider"]
    list_display = ["title", "provider", "next_date", *EntryAdmin.list_display[1:]]
    search_fields = [*EntryAdmin.search_fields, "provider__title"]
    list_filter = [*EntryAdmin.list_filter, "level", "delivery_modes"]
    list_select_related = ["provider"]

    def get_queryset(self, request):
        upcoming = Q(sessions__starts_at__gte=timezone.now()) & ~Q(sessions__status="cancelled")
        return super().get_queryset(request).annotate(next_date=Min("sessions__starts_at", filter=upcoming))

    @admin.display(description="next date", ordering="next_date")
    def next_date(self, course):
        return course.next_date

from directory.catalogue.entry_pages import EntryDetail, EntryPreview
from directory.training.models import Course
from directory.training.structured_data import course_data


class WithSessions:
    model = Course

    def context(self, entry):
        sessions = list(entry.sessions.upcoming()) if entry.is_active else []
        return {**super().context(entry), "sessions": sessions}


class Detail(WithSessions, EntryDetail):
    def structured_data(self, context):
        return course_data(context["entry"], context["sessions"])


class Preview(WithSessions, EntryPreview):
    pass

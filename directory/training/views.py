from directory.catalogue.entry_pages import EntryDetail, EntryPreview
from directory.training.models import Course


class WithSessions:
    model = Course

    def context(self, entry):
        return {**super().context(entry), "sessions": entry.sessions.upcoming()}


class Detail(WithSessions, EntryDetail):
    pass


class Preview(WithSessions, EntryPreview):
    pass

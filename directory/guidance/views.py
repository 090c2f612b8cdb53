from directory.catalogue.views import EntryDetail, EntryPreview
from directory.guidance.models import GuidanceUpdate


class Detail(EntryDetail):
    model = GuidanceUpdate


class Preview(EntryPreview):
    model = GuidanceUpdate

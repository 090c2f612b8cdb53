from directory.catalogue.entry_pages import EntryDetail, EntryPreview
from directory.guidance.models import GuidanceUpdate


class WithOthers:
    model = GuidanceUpdate

    def context(self, entry):
        return {**super().context(entry), "others": GuidanceUpdate.objects.for_other_settings(entry)}


class Detail(WithOthers, EntryDetail):
    pass


class Preview(WithOthers, EntryPreview):
    pass

from directory.catalogue.entry_pages import EntryDetail, EntryPreview
from directory.guidance.models import GuidanceUpdate
from directory.guidance.structured_data import guidance_data


class WithOthers:
    model = GuidanceUpdate

    def context(self, entry):
        return {**super().context(entry), "others": GuidanceUpdate.objects.for_other_settings(entry)}


class Detail(WithOthers, EntryDetail):
    def structured_data(self, context):
        return guidance_data(context["entry"])


class Preview(WithOthers, EntryPreview):
    pass

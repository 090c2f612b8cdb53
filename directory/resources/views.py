from directory.catalogue.entry_pages import EntryDetail, EntryPreview
from directory.resources.models import Resource


class Detail(EntryDetail):
    model = Resource


class Preview(EntryPreview):
    model = Resource

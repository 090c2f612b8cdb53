from directory.catalogue.entry_pages import EntryDetail, EntryPreview
from directory.organisations.models import Organisation


class Detail(EntryDetail):
    model = Organisation


class Preview(EntryPreview):
    model = Organisation

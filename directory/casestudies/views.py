from directory.casestudies.models import CaseStudy
from directory.catalogue.views import EntryDetail, EntryPreview


class Detail(EntryDetail):
    model = CaseStudy


class Preview(EntryPreview):
    model = CaseStudy

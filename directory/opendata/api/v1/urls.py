from django.urls import path, register_converter
from django.urls.converters import UUIDConverter

from directory.catalogue.kinds import Kind
from directory.opendata.api.v1 import addresses, changes, dates, entries, topics, vocabularies


class AnyUUID(UUIDConverter):
    """In capitals too, as some systems write them."""

    regex = f"(?i:{UUIDConverter.regex})"


register_converter(AnyUUID, "any_uuid")

urlpatterns = [
    path("", addresses.Addresses.as_view(), name="addresses"),
    path("entries/", entries.EntryList.as_view(), name="entries"),
    path("entries/<any_uuid:uuid>/", entries.OneEntry.as_view(), name="entry"),
    *(path(f"{kind.path}/", entries.EntryList.as_view(kind=kind), name=kind.namespace) for kind in Kind),
    path("counts/", entries.Counts.as_view(), name="counts"),
    path("changes/", changes.Changes.as_view(), name="changes"),
    path("dates/training/", dates.TrainingDates.as_view(), name="training_dates"),
    path("dates/meetings/", dates.Meetings.as_view(), name="meetings"),
    path("topics/", topics.Topics.as_view(), name="topics"),
    path("topics/<slug:slug>/", topics.OneTopic.as_view(), name="topic"),
    path("vocabularies/", vocabularies.Vocabularies.as_view(), name="vocabularies"),
    path("vocabularies/<slug:name>/", vocabularies.Vocabulary.as_view(), name="vocabulary"),
]

"""What the database holds, to be compared before and after."""

from directory.catalogue.models import Entry
from directory.exchange.models import StarterRecord
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.search.documents.models import SearchDocument, SynonymGroup
from directory.taxonomy.models import Topic
from directory.training.models import Course


def everything():
    """All rows that loading could touch, as plain values, but for when they were saved."""
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (
            Entry,
            Organisation,
            Resource,
            Course,
            StarterRecord,
            SearchDocument,
            SynonymGroup,
            Topic,
        )
    }

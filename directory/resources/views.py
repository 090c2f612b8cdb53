from directory.catalogue.entry_pages import EntryDetail, EntryPreview
from directory.resources.models import Resource
from directory.resources.structured_data import resource_data
from directory.taxonomy.models import Topic


class ResourcePage:
    """What the page of a resource says beyond what every entry's says."""

    model = Resource
    shows = ("resource_kinds", "rshe_strands")

    def context(self, entry):
        return super().context(entry) | {
            "before": entry.follows.published().active(),
            "after": entry.followed_by.published().active(),
            "picks": entry.picks.standing().with_words(),
            "if_told": topic_of_telling(entry),
        }


def topic_of_telling(entry):
    """The topic whose page says what to do if a child tells something: what may have happened, before all else."""
    topics = sorted(entry.topics.all(), key=lambda topic: (topic.group != Topic.Group.ABUSE, topic.order))
    return topics[0] if topics else None


class Detail(ResourcePage, EntryDetail):
    def structured_data(self, context):
        return resource_data(context["entry"])


class Preview(ResourcePage, EntryPreview):
    pass

"""Two topics that mean the same become one, everywhere."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from directory.catalogue.actions.history import record_revision
from directory.catalogue.actions.versions import keep_what_was, record_version
from directory.catalogue.models import Entry, TopicTagging
from directory.catalogue.states import Action
from directory.search.documents.index_writer import batched_updates
from directory.search.documents.models import SynonymGroup
from directory.taxonomy.models import Topic

CHANGE_TOPIC = "taxonomy.change_topic"


@transaction.atomic
def merge_topics(*, topic, into, by):
    """Give every entry about `topic` the topic `into` instead. Returns how many entries that were.

    `topic` is retired: old addresses that name it find what is about `into`, and so do searches for its name.
    """
    if not by.has_perm(CHANGE_TOPIC):
        raise PermissionDenied
    topic, into = (Topic.objects.select_for_update().get(pk=one.pk) for one in (topic, into))
    if topic == into:
        raise ValidationError("A topic cannot be merged into itself.")
    if into.merged_into_id:
        raise ValidationError(f"“{into}” has already been merged into “{into.merged_into}”.")
    with batched_updates():
        entries = list(Entry.objects.filter(taggings__tag=topic).order_by("pk"))
        for entry in entries:
            TopicTagging.objects.get_or_create(tag=into, content_object=entry)
            TopicTagging.objects.filter(tag=topic, content_object=entry).delete()
            record_revision(entry=entry, action=Action.MERGED, by=by, why=f"“{topic}” into “{into}”.")
        keep_what_was(topic)
        Topic.objects.filter(merged_into=topic).update(merged_into=into)
        topic.retired, topic.merged_into = True, into
        topic.save()
        record_version(thing=topic, action=Action.MERGED, by=by, why=f"“{topic}” into “{into}”.")
        SynonymGroup.objects.join(into.name, topic.name)
    return len(entries)

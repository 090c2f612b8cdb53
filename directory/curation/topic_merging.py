"""Two topics that mean the same become one, everywhere; and a topic that was merged stands for itself again."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from directory.catalogue.actions.history import locked, record_revision
from directory.catalogue.actions.versions import keep_what_was, record_version
from directory.catalogue.models import Entry, Revision, TopicTagging
from directory.catalogue.states import Action
from directory.curation.models import TopicMerge
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
    topic, into = locked_topics(topic, into)
    if topic == into:
        raise ValidationError("A topic cannot be merged into itself.")
    if into.merged_into_id:
        raise ValidationError(f"“{into}” has already been merged into “{into.merged_into}”.")
    with batched_updates():
        keep_what_was(topic)
        joined = SynonymGroup.objects.join(into.name, topic.name)
        merge = TopicMerge.objects.create(topic=topic, into=into, by=by, joined=joined)
        Topic.objects.filter(merged_into=topic).update(merged_into=into)
        topic.retired, topic.merged_into = True, into
        topic.save()
        entries = list(Entry.objects.filter(taggings__tag=topic).order_by("pk"))
        for entry in entries:
            TopicTagging.objects.get_or_create(tag=into, content_object=entry)
            TopicTagging.objects.filter(tag=topic, content_object=entry).delete()
            record_revision(entry=entry, action=Action.MERGED, by=by, why=f"{merge}.", batch=merge.pk)
        record_version(thing=topic, action=Action.MERGED, by=by, why=f"{merge}.")
    return len(entries)


@dataclass(frozen=True)
class Separated:
    done: int  # entries that are about the topic again
    left: list  # entries whose topics somebody has changed since


@transaction.atomic
def separate_topic(*, topic, by):
    """Make `topic`, which was merged, stand for itself again: offered, at its own address, with its hub's words.

    Entries that the merge gave the other topic get theirs back, but for those whose topics changed since.
    """
    if not by.has_perm(CHANGE_TOPIC):
        raise PermissionDenied
    (topic,) = locked_topics(topic)
    if not topic.merged_into_id:
        raise ValidationError(f"“{topic}” is not merged.")
    became, merge = topic.merged_into, TopicMerge.objects.filter(topic=topic).first()
    with batched_updates():
        keep_what_was(topic)
        topic.retired, topic.merged_into = False, None
        topic.save()
        record_version(thing=topic, action=Action.SEPARATED, by=by, why=f"“{topic}” from “{became}”.")
        take_back_merged(topic, became)
        changes = list(changes_of(merge, topic))
        left = [change.entry for change in changes if not give_back(topic, became, change, by)]
        if merge and merge.joined:
            SynonymGroup.objects.part(merge.into.name, topic.name)
    return Separated(len(changes) - len(left), left)


def take_back_merged(topic, became):
    """What was merged into `topic` before leads to it again."""
    before = TopicMerge.objects.filter(into=topic).values("topic")
    Topic.objects.filter(pk__in=before, merged_into=became).update(merged_into=topic)


def changes_of(merge, topic):
    """The lines in the histories of entries that tell of the merge. Before merges were kept, their words tell."""
    told = {"batch": merge.pk} if merge else {"why__startswith": f"“{topic}” into “"}
    return Revision.objects.of(Action.MERGED).filter(**told).select_related("entry").order_by("entry")


def give_back(topic, became, change, by):
    """Whether the entry is about `topic` again. Not if somebody has chosen other topics for it since."""
    entry = locked(change.entry)
    last = entry.revisions.filter(number__lt=change.number).first()
    if not (last and last.record and topics_today(change.record) == set(entry.topics.values_list("code", flat=True))):
        return False
    TopicTagging.objects.get_or_create(tag=topic, content_object=entry)
    if became.code not in topics_today(last.record):
        TopicTagging.objects.filter(tag=became, content_object=entry).delete()
    record_revision(entry=entry, action=Action.SEPARATED, by=by, why=f"“{topic}” from “{became}”.")
    return True


def topics_today(record):
    """The codes of a record's topics, each as what it has become."""
    became = dict(Topic.objects.filter(merged_into__isnull=False).values_list("code", "merged_into__code"))
    return {became.get(code, code) for code in record.get("topics", ())}


def locked_topics(*topics):
    return [Topic.objects.select_for_update().get(pk=one.pk) for one in topics]


def what_else_is_about(topic):
    """What a merge puts out of sight, though it keeps it, a sentence each."""
    if hasattr(topic, "hub"):
        yield "The words of its hub are no longer shown. Its address goes to the hub of the other topic."
    if topic.sayings.strip():
        number = len(topic.sayings.splitlines())
        yield f"What people say about it ({number} lines) no longer leads to a topic. Copy what should to the other."
    for accessor, words in KEPT.items():
        if number := getattr(topic, accessor).count():
            yield words.format(number)
    yield "Saved searches and addresses that name it find what is about the other topic."


KEPT = {
    "picks": "County's picks that are no longer shown: {}.",
    "planned_gaps": "Planned gaps of the provision map that are no longer shown: {}.",
    "audit_areas": "Areas of the self-audit that name it, and find what is about the other topic: {}.",
    "meetings": "Meetings on it, which keep it as their theme: {}.",
}

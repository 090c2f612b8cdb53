"""Two topics that mean the same become one, everywhere; and a topic that was merged stands for itself again."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from directory.catalogue.actions.history import lock_in_order, record_revisions
from directory.catalogue.actions.many_steps import in_steps
from directory.catalogue.actions.versions import keep_what_was, record_version
from directory.catalogue.models import Entry, Revision, TopicTagging
from directory.catalogue.records.reading import with_record_relations
from directory.catalogue.states import Action
from directory.curation.models import TopicMerge
from directory.search.documents.index_writer import batched_updates, update_documents
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
    ids = list(Entry.objects.filter(taggings__tag=topic.pk).values_list("pk", flat=True))
    lock_in_order(ids)
    topic, into = locked_topics(topic, into)
    if topic == into:
        raise ValidationError("A topic cannot be merged into itself.")
    if topic.merged_into_id:
        raise ValidationError(f"“{topic}” has already been merged into “{topic.merged_into}”.")
    if into.merged_into_id:
        raise ValidationError(f"“{into}” has already been merged into “{into.merged_into}”.")
    with batched_updates():
        keep_what_was(topic)
        joined = SynonymGroup.objects.join(into.name, topic.name)
        merge = TopicMerge.objects.create(topic=topic, into=into, by=by, joined=joined)
        Topic.objects.filter(merged_into=topic).update(merged_into=into)
        topic.retired, topic.merged_into = True, into
        topic.save()
        for model, some in in_steps(ids):
            give(some, into)
            take(some, topic)
            said = {"action": Action.MERGED, "why": f"{merge}.", "batch": merge.pk}
            record_revisions(model=model, ids=some, by=by, **said)
        record_version(thing=topic, action=Action.MERGED, by=by, why=f"{merge}.")
    return len(ids)


def give(ids, topic):
    """Make these entries about `topic`, in a few queries for all of them."""
    has = set(TopicTagging.objects.filter(tag=topic, content_object__in=ids).values_list("content_object", flat=True))
    TopicTagging.objects.bulk_create(TopicTagging(tag=topic, content_object_id=pk) for pk in ids if pk not in has)
    update_documents(ids)


def take(ids, topic):
    """The opposite."""
    TopicTagging.objects.filter(tag=topic, content_object__in=ids).delete()
    update_documents(ids)


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
    merge = TopicMerge.objects.filter(topic=topic).first()
    changes = list(changes_of(merge, topic))
    lock_in_order([change.entry_id for change in changes])
    (topic,) = locked_topics(topic)
    if not topic.merged_into_id:
        raise ValidationError(f"“{topic}” is not merged.")
    became = topic.merged_into
    with batched_updates():
        keep_what_was(topic)
        topic.retired, topic.merged_into = False, None
        topic.save()
        record_version(thing=topic, action=Action.SEPARATED, by=by, why=f"“{topic}” from “{became}”.")
        take_back_merged(topic, became)
        left = give_back(topic, became, changes, by)
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


def give_back(topic, became, changes, by):
    """Make the entries about `topic` again. Returns those whose topics somebody has chosen anew since: they stay."""
    changes, left = {change.entry_id: change for change in changes}, []
    today = topics_of_today()
    for model, ids in in_steps(changes):
        before, now = records_before([changes[pk] for pk in ids]), with_record_relations(model).in_bulk(ids)
        ready = [pk for pk in ids if before.get(pk) and topics_in(changes[pk].record, today) == codes_of(now[pk])]
        left += [changes[pk].entry for pk in ids if pk not in ready]
        give(ready, topic)
        take([pk for pk in ready if became.code not in topics_in(before[pk], today)], became)
        said = {"action": Action.SEPARATED, "why": f"“{topic}” from “{became}”."}
        record_revisions(model=model, ids=ready, by=by, **said)
    return left


def records_before(changes):
    """Entry id -> what it said before the merge."""
    earlier = Revision.objects.filter(entry__revisions__in=changes, entry__revisions__number=F("number") + 1)
    return dict(earlier.order_by().values_list("entry", "record"))


def codes_of(entry):
    return {topic.code for topic in entry.topics.all()}


def topics_in(record, today):
    """The codes of a record's topics, each as what it has become."""
    return {today.get(code, code) for code in record.get("topics", ())}


def topics_of_today():
    return dict(Topic.objects.filter(merged_into__isnull=False).values_list("code", "merged_into__code"))


def locked_topics(*topics):
    """They as they stand now, in the order given; locked in one order, whoever merges what into what."""
    found = Topic.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    locked = found.in_bulk([one.pk for one in topics])
    return [locked[one.pk] for one in topics]


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

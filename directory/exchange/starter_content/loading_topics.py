"""Loading hubs, areas of the self-audit and collections: each only while there are none."""

from directory.catalogue.kinds import Kind
from directory.exchange.models import StarterRecord
from directory.exchange.starter_content.loaded import Loaded
from directory.taxonomy.models import Topic
from directory.topics.actions import keep_first_versions
from directory.topics.models import AuditArea, Collection, Hub, HubContact, Item, Step


def load_hubs(items):
    """The words of topic hubs, while there are none. Steps name resources by their ids, contacts organisations."""
    if Hub.objects.exists():
        keep_first_versions()
        return Loaded(0, len(items))
    sources, organisations = loaded_entries(Kind.RESOURCE), loaded_entries(Kind.ORGANISATION)
    for item in items:
        topic = Topic.objects.get(code=item["topic"])
        definition, never = "\n".join(item["definition"]), "\n".join(item["never"])
        hub = Hub.objects.create(topic=topic, definition=definition, never=never)
        Step.objects.bulk_create(
            Step(hub=hub, order=order, when=step["when"], text=step["text"], source_id=sources.get(step["source"]))
            for order, step in enumerate(item["steps"])
        )
        HubContact.objects.bulk_create(
            HubContact(hub=hub, order=order, organisation_id=organisations[name])
            for order, name in enumerate(item.get("contacts", []))
            if organisations.get(name)  # not one that curators have deleted
        )
    keep_first_versions()
    return Loaded(len(items), 0)


def loaded_entries(kind):
    """The id of a record of the starter content -> the entry that it became."""
    return dict(StarterRecord.objects.filter(kind=kind).values_list("reference", "entry_id"))


def load_areas(items):
    if AuditArea.objects.exists():
        add_evidence(items)
        return Loaded(0, len(items))
    entries = loaded_by_name()
    for order, item in enumerate(items):
        questions, evidence = "\n".join(item["questions"]), "\n".join(item["evidence"])
        area = AuditArea.objects.create(title=item["title"], questions=questions, evidence=evidence, order=order)
        area.topics.set(Topic.objects.filter(code__in=item["topics"]))
        area.guidance.set(guidance_of(item, entries))
    return Loaded(len(items), 0)


def add_evidence(items):
    """For areas of before there was any: those that ask what they always asked, while nobody has begun to say it."""
    if AuditArea.objects.exclude(evidence="").exists():
        return
    entries = loaded_by_name()
    for item in items:
        for area in AuditArea.objects.filter(title=item["title"], questions__in=ever_asked(item)):
            area.evidence = "\n".join(item["evidence"])
            area.save()
            area.guidance.set(guidance_of(item, entries))


def ever_asked(item):
    """The questions of today, and those of release 0.2.0 if they were other words for the same."""
    return ["\n".join(item[name]) for name in ("questions", "former_questions") if name in item]


def guidance_of(item, entries):
    return [entries[name] for name in item["guidance"] if entries.get(name)]  # not one that curators have deleted


def loaded_by_name():
    """The name of a record, as "resource:kcsie" -> the id of the entry that it became."""
    records = StarterRecord.objects.values_list("kind", "reference", "entry_id")
    return {f"{kind}:{name}": pk for kind, name, pk in records}


def load_collections(items):
    """Each entry of a collection is named as "resource:kcsie"."""
    if Collection.objects.exists():
        return Loaded(0, len(items))
    ids = loaded_by_name()
    for order, item in enumerate(items):
        values = {name: item[name] for name in ("title", "summary")}
        collection = Collection.objects.create(slug=item["id"], order=order, **values)
        Item.objects.bulk_create(
            Item(collection=collection, order=place, entry_id=ids[entry["entry"]], note=entry["note"])
            for place, entry in enumerate(item["entries"])
            if ids.get(entry["entry"])  # not one that curators have deleted
        )
    return Loaded(len(items), 0)

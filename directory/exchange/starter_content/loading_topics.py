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
        return Loaded(0, len(items))
    for order, item in enumerate(items):
        area = AuditArea.objects.create(title=item["title"], questions="\n".join(item["questions"]), order=order)
        area.topics.set(Topic.objects.filter(code__in=item["topics"]))
    return Loaded(len(items), 0)


def load_collections(items):
    """Each entry of a collection is named as "resource:kcsie"."""
    if Collection.objects.exists():
        return Loaded(0, len(items))
    records = StarterRecord.objects.values_list("kind", "reference", "entry_id")
    ids = {f"{kind}:{name}": pk for kind, name, pk in records}
    for order, item in enumerate(items):
        values = {name: item[name] for name in ("title", "summary")}
        collection = Collection.objects.create(slug=item["id"], order=order, **values)
        Item.objects.bulk_create(
            Item(collection=collection, order=place, entry_id=ids[entry["entry"]], note=entry["note"])
            for place, entry in enumerate(item["entries"])
            if ids.get(entry["entry"])  # not one that curators have deleted
        )
    return Loaded(len(items), 0)

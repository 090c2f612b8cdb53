"""What joins or leaves a collection stands elsewhere in lists: its document is written anew, in one transaction."""

from django.db.models.signals import post_delete, post_save, pre_save

from directory.search.documents.index_writer import update_documents
from directory.search.documents.order.known_above import known_above
from directory.topics.models import Collection, Item


def connect():
    known_above.picked = Item.objects.picked_among
    pre_save.connect(item_being_saved, sender=Item)
    post_save.connect(item_saved, sender=Item)
    post_delete.connect(item_deleted, sender=Item)


def item_being_saved(sender, instance, **kwargs):
    """The entry that stood there until now has left."""
    instance.had_entries = set(Item.objects.filter(pk=instance.pk).values_list("entry", flat=True))


def item_saved(sender, instance, **kwargs):
    update_documents(instance.had_entries | {instance.entry_id})


def item_deleted(sender, instance, origin, **kwargs):
    """When the entry itself is being deleted, its document is told so by that."""
    if getattr(origin, "model", type(origin)) in (Item, Collection):
        update_documents({instance.entry_id})

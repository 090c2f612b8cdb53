"""What search pages say of topics and of who to call is stale when a curator changes a hub or a contact."""

from django.db.models.signals import m2m_changed, post_delete, post_save

from directory.search.documents import index_writer
from directory.topics.models import Hub, Step
from directory.who_to_call.models import Contact, Need


def connect():
    for model in (Hub, Step, Need, Contact):
        post_save.connect(said_anew, sender=model)
        post_delete.connect(said_anew, sender=model)
    m2m_changed.connect(districts_changed, sender=Contact.districts.through)


def said_anew(sender, **kwargs):
    index_writer.pages_changed()


def districts_changed(sender, action, **kwargs):
    if action.startswith("post_"):
        index_writer.pages_changed()

"""A change of what only public pages show counts the edition on too, so that they and the copy follow it.

Entries, vocabularies, hubs and contacts count it on in their own rooms.
"""

from django.apps import apps
from django.db.models.signals import m2m_changed, post_delete, post_save

from directory.search.documents import index_writer

SHOWN = (
    "taxonomy.GlossaryTerm",
    "catalogue.FormerSlug",
    "topics.HubContact",
    "topics.Collection",
    "topics.Item",
    "topics.AuditArea",
    "networks.Network",
    "networks.Meeting",
    "training.RemovedSession",
    "insight.PlannedGap",
    "following.Origin",
    "following.Bank",
)


def connect():
    for model in map(apps.get_model, SHOWN):
        post_save.connect(shown_anew, sender=model)
        post_delete.connect(shown_anew, sender=model)
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(terms_shown_anew, sender=field.remote_field.through)


def shown_anew(sender, **kwargs):
    index_writer.pages_changed()


def terms_shown_anew(sender, action, **kwargs):
    if action.startswith("post_"):
        index_writer.pages_changed()

"""Which database changes make a document stale. Connected once, when the app is ready."""

from django.db.models.signals import m2m_changed, post_delete, post_save

from directory.casestudies.models import CaseStudy
from directory.catalogue.models import Entry, TopicTagging
from directory.guidance.models import GuidanceUpdate
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.search import documents
from directory.taxonomy.models import DeliveryMode, HelpKind, ResourceKind, RsheStrand, Topic, TrainingLevel
from directory.training.models import Course

# A vocabulary whose labels stand in documents -> how an entry is found from it.
PATHS_TO_TERMS = {
    HelpKind: "organisation__help_kinds",
    ResourceKind: "resource__resource_kinds",
    RsheStrand: "resource__rshe_strands",
    DeliveryMode: "course__delivery_modes",
    TrainingLevel: "course__level",
    Topic: "taggings__tag",
}


def connect():
    for model in (Resource, Organisation, Course, CaseStudy, GuidanceUpdate, Entry):
        post_save.connect(entry_saved, sender=model)
    for manager in (
        Organisation.help_kinds,
        Resource.resource_kinds,
        Resource.rshe_strands,
        Course.delivery_modes,
    ):
        m2m_changed.connect(terms_changed, sender=manager.through)
    post_save.connect(topic_given, sender=TopicTagging)
    post_delete.connect(topic_taken, sender=TopicTagging)
    for vocabulary in PATHS_TO_TERMS:
        post_save.connect(term_saved, sender=vocabulary)
    post_save.connect(provider_saved, sender=Organisation)


def entry_saved(sender, instance, raw=False, **kwargs):
    if not raw:
        documents.changed({instance.pk})


def terms_changed(sender, instance, action, reverse, pk_set, **kwargs):
    if not action.startswith("post_"):
        return
    documents.changed(set(pk_set or ()) if reverse else {instance.pk})


def topic_given(sender, instance, raw=False, **kwargs):
    if not raw:
        documents.changed({instance.content_object_id})


def topic_taken(sender, instance, origin, **kwargs):
    """When the entry itself is being deleted, its document goes with it."""
    if getattr(origin, "model", type(origin)) is TopicTagging:
        documents.changed({instance.content_object_id})


def term_saved(sender, instance, created, **kwargs):
    if not created:
        path = PATHS_TO_TERMS[sender]
        documents.changed(set(Entry.objects.filter(**{path: instance}).values_list("pk", flat=True)))


def provider_saved(sender, instance, created, **kwargs):
    """A course is found by its provider's name too."""
    if not created:
        documents.changed(set(instance.courses.values_list("pk", flat=True)))
